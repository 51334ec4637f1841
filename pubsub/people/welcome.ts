import { welcomePerson } from '../../server/people/welcome.ts'
import { subscriber } from '../subscriber.ts'

export default subscriber('user-registered', ({ uid }, { now }) => welcomePerson(uid, now))
