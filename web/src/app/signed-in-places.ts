import type { Session } from '../lib/session.ts'
import { sessionMay } from '../lib/session-may.ts'
import type { PlainKey } from '../locales/app.ts'
import { openPlaces, type Place } from './places.ts'

const cloud = {
  to: '/clusters',
  also: ['/cloud-accounts', '/clients', '/labs'],
  name: 'nav.cloud',
} as const satisfies Place & { name: PlainKey }
const admin = { to: '/admin', name: 'nav.admin' } as const satisfies Place & { name: PlainKey }

type SignedInPlace = (typeof openPlaces)[number] | typeof cloud | typeof admin
export type PlaceName = SignedInPlace['name']

/** The places of a signed-in person. The top bar has them; on a phone the person's menu. */
export const placesOf = (session: Session): SignedInPlace[] => [
  ...openPlaces,
  ...(sessionMay(session, 'clusters-list') ? [cloud] : []),
  ...(sessionMay(session, 'users-list') ? [admin] : []),
]
