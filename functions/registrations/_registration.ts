import type { DocumentSnapshot } from '@google-cloud/firestore'
import type { Registration, RegistrationDocument } from '../../contract/registrations.ts'
import { presentRegistration } from '../../domain/registrations.ts'
import { placeInLine } from '../../domain/waiting-line.ts'
import { documents, toIso } from '../../server/documents.ts'
import { readableData } from '../../server/readable.ts'

/**
 * The registration as its person sees it. The request time is the time of Firestore's commit, which settle stores later. A cancelled
 * registration holds no seat, even while settle still has to pass the seat on.
 */
export const presentSnapshot = (
  snapshot: DocumentSnapshot<RegistrationDocument>,
): Registration | undefined => {
  const registration = snapshot.data()
  return registration && presentRegistration(registration, toIso(snapshot.updateTime!))
}

/** Adds the place in line of a waiting person, which costs one more read. */
export const withPlace = async (
  snapshot: DocumentSnapshot<RegistrationDocument>,
): Promise<Registration | undefined> => {
  const registration = presentSnapshot(snapshot)
  const number = snapshot.data()?.lineNumber ?? null
  if (registration?.state !== 'waitlisted' || number === null) return registration
  const line = readableData(await documents.line(registration.eventId).get())
  const place = line && placeInLine(line, number)
  return { ...registration, ...(place && { waitingPlace: place }) }
}
