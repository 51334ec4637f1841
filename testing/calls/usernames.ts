import { unique } from '../people.ts'
import type { CallsOf } from './call.ts'

export const usernamesCalls: CallsOf<'usernames'> = {
  'usernames-get': { params: () => ({ username: `free-${unique()}` }), status: 200 },
}
