import type { Person } from '../../contract/people.ts'
import { createSignedToken, readSignedToken } from '../signed-token.ts'

const numberOf = ({ calendarNumber = 0 }: Pick<Person, 'calendarNumber'>): string => String(calendarNumber)

/** The secret address of a person's calendar. It works until the person gets another number. */
export const calendarUrlOf = (person: Pick<Person, 'uid' | 'calendarNumber'>, apiUrl: string): string =>
  `${apiUrl}/v1/calendars/people/${createSignedToken('calendar', person.uid, numberOf(person))}`

/** @returns the person whose token it is, if `isCurrent` accepts the person's number; undefined if the signature is wrong */
export const readCalendarToken = (
  token: string,
): { uid: string; isCurrent: (person: Pick<Person, 'calendarNumber'>) => boolean } | undefined => {
  const signed = readSignedToken('calendar', token)
  return signed && { uid: signed.uid, isCurrent: (person) => numberOf(person) === signed.value }
}
