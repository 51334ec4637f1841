import type { Registration, RegistrationDocument, RegistrationWithPerson } from '../contract/registrations.ts'

/**
 * A registration as the API gives it. A cancelled one holds no seat, although settling may still have to pass the seat on.
 *
 * @param committedAt RFC 3339, when Firestore committed the document. A request arrived at that moment, until settling stores it as
 *   `requestedAt`. A live document of the web has no such moment.
 */
export const presentRegistration = <R extends RegistrationDocument>(
  registration: R,
  committedAt?: string,
): R & Registration => ({
  ...registration,
  holdsSeat: registration.holdsSeat && registration.state !== 'cancelled',
  ...(registration.state === 'requested' && committedAt && { requestedAt: committedAt }),
})

/** The columns of a file with the people of an event. Times are RFC 3339. */
export const attendeeColumns = ['name', 'username', 'state', 'requestedAt', 'settledAt', 'attempt'] as const

export const attendeeRowOf = ({
  person,
  state,
  requestedAt,
  settledAt,
  attempt,
}: RegistrationWithPerson): (string | number | null)[] => [
  person.name,
  person.username,
  state,
  requestedAt,
  settledAt,
  attempt,
]

const maxTitle = 80

/** "Kubernetes in an afternoon – people.csv": the title without the signs that Windows refuses in names, and without controls. */
export const attendeesFileName = (title: string, extension: 'csv' | 'xlsx'): string => {
  const name = title.replace(/[\\/:*?"<>|\p{C}]+/gu, ' ')
  const short = [...name].slice(0, maxTitle).join('').replace(/\s+/g, ' ').trim()
  return `${short} – people.${extension}`.replace(/^ – /, '')
}
