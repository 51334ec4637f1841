import { type Action, may } from '../../../domain/roles.ts'
import type { Session } from './session.ts'

/** Whether the signed-in person may do it. False while their role is not known. */
export const sessionMay = ({ person, standing }: Session, action: Action): boolean =>
  person !== null && standing !== null && may({ uid: person.uid, role: standing.role }, action)
