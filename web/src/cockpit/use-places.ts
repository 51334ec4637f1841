import type { LabPlaceDocument } from '../../../contract/lab-places.ts'
import { type Live, useLiveList } from '../lib/live.ts'

export type Place = LabPlaceDocument & { id: string }

/** The rules allow this many, and more people do not fit on a screen. */
export const maxPlaces = 500

/** Everybody who has opened the lab. A change of a place costs one read. */
export const usePlaces = (eventId: string | null): Live<Place[]> =>
  useLiveList<Place>(eventId && `places ${eventId}`, ({ query, collection, limit, db }) =>
    query(collection(db, `labs/${eventId}/places`), limit(maxPlaces)),
  )
