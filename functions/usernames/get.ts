import { username, usernamesGet } from '../../contract/usernames.ts'
import { isReservedUsername } from '../../domain/reserved-names.ts'
import { documents } from '../../server/documents.ts'
import { endpoint } from '../endpoint.ts'
import { json } from '../reply.ts'

/** Reports whether a username is free. It reserves nothing: two people can both get “available”, and the first to sign up gets the name. */
export default endpoint(usernamesGet, async ({ params }) => {
  const name = params.username
  const answer = (reason?: 'invalid' | 'reserved' | 'taken') =>
    json(200, { username: name, available: !reason, reason })
  if (!username.safeParse(name).success) return answer('invalid')
  if (isReservedUsername(name)) return answer('reserved')
  return answer((await documents.username(name).get()).exists ? 'taken' : undefined)
})
