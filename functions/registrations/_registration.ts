import type { DocumentSnapshot } from '@google-cloud/firestore'
import type { Registration, RegistrationDocument } from '../../contract/registrations.ts'
import { presentRegistration } from '../../domain/registrations.ts'
import { placeInLine } from '../../domain/waiting-line.ts'
import { documents, toIso } from '../../server/documents.ts'

/**
 * The registration as its person knows it: a request arrived when Firestore committed it (settle writes that moment down), and
 * who cancelled holds nothing any more, though settle may still have to give the seat on.
 */
export const presentSnapshot = (
  snapshot: DocumentSnapshot<RegistrationDocument>,
): Registration | undefined => {
  const registration = snapshot.data()
  return registration && presentRegistration(registration, toIso(snapshot.updateTime!))
}

/** With the place in line for who waits (one read more). */
export const withPlace = async (
  snapshot: DocumentSnapshot<RegistrationDocument>,
): Promise<Registration | undefined> => {
  const registration = presentSnapshot(snapshot)
  const number = snapshot.data()?.lineNumber ?? null
  if (registration?.state !== 'waitlisted' || number === null) return registration
  const line = (await documents.line(registration.eventId).get()).data()
  const place = line && placeInLine(line, number)
  return { ...registration, ...(place && { waitingPlace: place }) }
}
