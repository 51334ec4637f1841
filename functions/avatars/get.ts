import { avatarsGet } from '../../contract/avatars.ts'
import { documents } from '../../server/documents.ts'
import { notFound } from '../../server/problem.ts'
import { endpoint } from '../endpoint.ts'

/** In seconds. */
const year = 365 * 24 * 60 * 60
const minute = 60

/** A person's picture. A new one has a new address, so one that is asked for by its version never changes. */
export default endpoint(avatarsGet, async ({ params, query }) => {
  const avatar = (await documents.avatar(params.uid).get()).data()
  if (!avatar) throw notFound('picture')
  const maxAge = query.v === String(avatar.version) ? year : minute
  return { status: 200, body: avatar.image, maxAge }
})
