import type { Registration, RegistrationDocument } from '../../contract/registrations.ts'
import { placeInLine } from '../../domain/waiting-line.ts'
import { documents } from '../documents.ts'

/** The registration as the API gives it; with the place in line for who waits (one read more). */
export const withPlace = async (registration: RegistrationDocument): Promise<Registration> => {
  if (registration.state !== 'waitlisted' || registration.lineNumber === null) return registration
  const line = (await documents.line(registration.eventId).get()).data()
  const place = line && placeInLine(line, registration.lineNumber)
  return { ...registration, ...(place && { waitingPlace: place }) }
}
