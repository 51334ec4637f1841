import type { Registration, RegistrationDocument } from '../contract/registrations.ts'

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
