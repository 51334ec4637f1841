import type { LabPlaceDocument } from '../contract/lab-places.ts'

/** An organiser's request to see a person's lab, and the person's consent. */
export type Help = LabPlaceDocument['help']

const minuteMs = 60_000
/** A consent that nobody ends is over after an hour. */
const maxHelpMs = 60 * minuteMs
/** An address opens the server for ten minutes. A longer visit asks for another one. */
const maxAddressSeconds = 600
/** A shorter token could expire before the page opens. */
const minAddressSeconds = 10

/** When a consent ends by itself. */
export const helpEndsAt = ({ at }: Pick<NonNullable<Help>, 'at'>): string =>
  new Date(Date.parse(at) + maxHelpMs).toISOString()

/** The request or the consent that counts now: a consent that is over counts no longer. */
export const currentHelp = (help: Help, now: string): Help =>
  help?.state === 'allowed' && helpEndsAt(help) <= now ? null : help

/** Whether the person lets this organiser into their lab now. */
export const isLetIn = (help: Help, uid: string, now: string): boolean => {
  const current = currentHelp(help, now)
  return current?.state === 'allowed' && current.askedBy === uid
}

/** How long an address may open the server: no longer than the consent lasts. */
export const addressSeconds = (help: Pick<NonNullable<Help>, 'at'>, now: string): number => {
  const leftSeconds = Math.floor((Date.parse(helpEndsAt(help)) - Date.parse(now)) / 1000)
  return Math.max(minAddressSeconds, Math.min(maxAddressSeconds, leftSeconds))
}

type Server = Pick<LabPlaceDocument, 'server' | 'since'>

/** A server that starts for longer than this needs somebody's look. */
const stuckMs = 2 * minuteMs

/** When a starting server counts as stuck; null for other servers. */
export const stuckAt = ({ server, since }: Server): string | null =>
  server === 'starting' ? new Date(Date.parse(since) + stuckMs).toISOString() : null

export const cockpitStates = ['failed', 'stuck', 'starting', 'running', 'idle', 'stopping', 'none'] as const
/** The state of a server as the cockpit shows it. */
export type CockpitState = (typeof cockpitStates)[number]

export const cockpitStateOf = (place: Server, now: string): CockpitState => {
  const stuck = stuckAt(place)
  return stuck !== null && stuck <= now ? 'stuck' : place.server
}

/** The places with a raised hand, the earlier first. */
export const handsInOrder = <P extends Pick<LabPlaceDocument, 'handAt' | 'userId'>>(
  places: readonly P[],
): P[] =>
  places
    .filter(({ handAt }) => handAt !== null)
    .sort((a, b) => a.handAt!.localeCompare(b.handAt!) || a.userId.localeCompare(b.userId))
