import type { LabPlaceDocument, PlaceServer, PlaceWork } from '../contract/lab-places.ts'

/** The hub starts a server within this time, or gives up. Work that is older was lost in a crash. */
export const maxStartMs = 5 * 60_000
const lostAfterMs = 90_000
/** A server without activity for this long is idle. The hub ends it later. */
const idleAfterMs = 10 * 60_000

/** The fields that change with the server of a place. */
export type PlaceChange = Partial<
  Pick<LabPlaceDocument, 'server' | 'since' | 'message' | 'percent' | 'work' | 'materialsProblem'>
>

/** The place of a person who opens the lab for the first time. */
export const newPlace = (person: { uid: string; name: string }, now: string): LabPlaceDocument => ({
  userId: person.uid,
  name: person.name,
  server: 'none',
  since: now,
  message: null,
  percent: null,
  work: null,
  materialsProblem: null,
  handAt: null,
  help: null,
  updatedAt: now,
})

const isAtWork = ({ work, since }: LabPlaceDocument, now: string): boolean =>
  work !== null && Date.parse(now) - Date.parse(since) < maxStartMs

/**
 * What a request changes in a place. A hundred clicks at once are one request: a server that starts is left alone.
 *
 * @returns undefined when nothing changes, because the hub is at work or the server runs
 */
export const requestWork = (
  place: LabPlaceDocument,
  work: PlaceWork,
  now: string,
): PlaceChange | undefined => {
  if (isAtWork(place, now)) return undefined
  const runs = place.server === 'running' || place.server === 'idle'
  if (work === 'start' && runs) return undefined
  if (work === 'stop' && place.server === 'none') return undefined
  const server = work === 'start' ? 'starting' : 'stopping'
  return { work, server, since: now, message: null, percent: null }
}

/** Nobody does the work: its message was lost, or its function crashed. A function may do it slowly as well, so it is safe to repeat. */
export const isLost = ({ work, since }: LabPlaceDocument, now: string): boolean =>
  work !== null && Date.parse(now) - Date.parse(since) > lostAfterMs

/** A server at the hub, as server/labs/hub.ts reads it. */
type ServerAtHub = { state: 'none' | 'starting' | 'running' | 'stopping'; lastActivity?: string | null }

/** @param lastActivity when the hub last saw the person at work; without it the server counts as running */
const serverOf = ({ state, lastActivity }: ServerAtHub, now: string): PlaceServer =>
  state === 'running' && lastActivity && Date.parse(now) - Date.parse(lastActivity) > idleAfterMs
    ? 'idle'
    : state

/**
 * What a look at the hub changes in a place. Work that a function does right now is left to it; work that was lost in a crash is repeated
 * by the caller, so it stays as well.
 *
 * @returns undefined when nothing changes
 */
export const followHub = (
  place: LabPlaceDocument,
  atHub: ServerAtHub,
  now: string,
): PlaceChange | undefined => {
  if (place.work !== null) return undefined
  const server = serverOf(atHub, now)
  // A failed start leaves no server, and its reason stays until the next start.
  if (server === place.server || (server === 'none' && place.server === 'failed')) return undefined
  return { server, since: now, message: null, percent: null }
}

/** What a hub did wrong, as server/labs/hub-request.ts names it. */
type HubTrouble = 'down' | 'slow' | 'full' | 'outdated' | 'token-refused' | 'unknown-user' | 'failed'

/** What a person reads when the hub did not start their server, with what to do. @param detail the hub's words */
export const sentenceOf = (trouble: HubTrouble, detail: string): string => {
  switch (trouble) {
    case 'down':
      return 'The notebooks of this lab do not answer right now. Try again in a minute. Your files are safe.'
    case 'slow':
      return 'The notebooks of this lab answer too slowly right now. Try again in a minute. Your files are safe.'
    case 'full':
      return 'Every place of this lab is in use right now. Try again in a few minutes, or ask the organisers.'
    case 'outdated':
    case 'token-refused':
    case 'unknown-user':
      return 'Labseat cannot start your notebook, because the notebook service of this lab refuses it. Ask the organisers to repair the lab.'
    default:
      return `Your notebook did not start. Try again, or ask the organisers. The reason: ${detail.slice(0, 200)}`
  }
}
