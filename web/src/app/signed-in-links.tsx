import type { Session } from '../lib/session.ts'
import { PlaceLinks } from './place-links.tsx'
import { placesOf } from './signed-in-places.ts'

export default function SignedInLinks({ session }: { session: Session }) {
  return <PlaceLinks places={placesOf(session)} />
}
