import { fieldProblem } from '../../contract/validation.ts'
import { isReservedName } from '../../domain/reserved-names.ts'
import { invalidInput } from '../problem.ts'

/** @throws Problem `invalid-input` for a name that claims to be Labseat or its staff */
export const requireOwnName = (firstName: string, lastName: string): void => {
  if (isReservedName(firstName, lastName))
    throw invalidInput([fieldProblem('firstName', 'reservedName'), fieldProblem('lastName', 'reservedName')])
}
