/** A public DNS zone. `name` has no dot at its end, and `id` is the platform's: clusters/PLATFORM/apps/domain.tf. */
export type Zone = { name: string; id: string }

/** At most this many zones are listed. A zone beyond them is found by its name. */
export const maxZones = 300

export type ZonesRequest = { name?: string | undefined; signal: AbortSignal }

/** The name of a zone as pages and the contract write it. */
export const toZoneName = (name: string): string => name.toLowerCase().replace(/\.$/, '')
