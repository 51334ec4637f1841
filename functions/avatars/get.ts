import { avatarsGet } from '../../contract/avatars.ts'
import { documents } from '../../server/documents.ts'
import { notFound } from '../../server/problem.ts'
import { endpoint } from '../endpoint.ts'
import { webp } from '../reply.ts'

const yearSeconds = 365 * 24 * 60 * 60
const minuteSeconds = 60

/** A person's picture. Caches keep a URL with the current version for a year, because a new picture gets a new version. */
export default endpoint(avatarsGet, async ({ params, query }) => {
  const avatar = (await documents.avatar(params.uid).get()).data()
  if (!avatar) throw notFound('picture')
  return webp(200, avatar.image, query.v === String(avatar.version) ? yearSeconds : minuteSeconds)
})
