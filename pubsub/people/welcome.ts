import { welcome } from '../../server/people/welcome.ts'
import { subscriber } from '../subscriber.ts'

export default subscriber('user-registered', ({ uid }, { now }) => welcome(uid, now))
