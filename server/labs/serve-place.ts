import type { LabPlaceDocument } from '../../contract/lab-places.ts'
import { maxStartMs, type PlaceChange, sentenceOf } from '../../domain/lab-places.ts'
import { hasPlace } from '../../domain/labs.ts'
import { documents } from '../documents.ts'
import type { Log } from '../log.ts'
import { clusterUserOf } from '../oidc/cluster-user.ts'
import { readDocument } from '../read-document.ts'
import { openClusterHub } from './cluster-hub.ts'
import { followStart } from './follow-start.ts'
import { type Hub, HubError, type StartOptions } from './hub.ts'
import { type ReadEventLab, readEventLab } from './lab.ts'
import { changePlace } from './place.ts'

/** Organisers try the lab of their event without a seat. */
const mayServe = async ({ eventId, event, lab }: ReadEventLab, uid: string): Promise<boolean> => {
  if (lab.rehearsal) return lab.state === 'ready' && lab.rehearsal.userId === uid
  if (lab.state !== 'ready' || event?.state !== 'published') return false
  if (event.organiserIds.includes(uid) || event.ownerId === uid || lab.ownerId === uid) return true
  return hasPlace((await readDocument(documents.registration(eventId, uid))).data())
}

type Serving = {
  hub: Hub
  name: string
  lab: ReadEventLab['lab']
  clock: Clock
  write: (change: PlaceChange) => Promise<void>
}

/** The time now, as RFC 3339. */
type Clock = () => string

/** Begins at `now`, because a server starts for minutes. */
const startClock = (now: string): Clock => {
  const [nowMs, beganMs] = [Date.parse(now), performance.now()]
  return () => new Date(nowMs + performance.now() - beganMs).toISOString()
}

const start = async (
  { hub, name, lab, clock, write }: Serving,
  options: StartOptions = {},
): Promise<void> => {
  await hub.ensureUser(name)
  await followStart(hub, name, write, options)
  const materialsProblem = lab.materials === null ? null : await hub.readMaterialsProblem(name)
  const runs = { server: 'running', since: clock(), message: null, percent: null, work: null } as const
  await write({ ...runs, materialsProblem })
}

const stop = async ({ hub, name }: Serving): Promise<void> => {
  await hub.stopServer(name)
  await hub.waitUntilStopped(name, AbortSignal.timeout(maxStartMs))
}

/**
 * The steps of each kind of work. A redelivery repeats them from the start. After the stop of a restart the work is `start`, so that a
 * repetition does not stop the new server.
 */
const serve = async (place: LabPlaceDocument, serving: Serving): Promise<void> => {
  switch (place.work) {
    case 'stop':
      await stop(serving)
      return serving.write({
        server: 'none',
        since: serving.clock(),
        message: null,
        percent: null,
        work: null,
      })
    case 'restart':
    case 'reset': {
      await stop(serving)
      if (place.work === 'restart') {
        await serving.write({ server: 'starting', since: serving.clock(), work: 'start' })
        return start(serving)
      }
      // `since` stays, because it numbers the reset: a server does each reset once.
      await serving.write({ server: 'starting' })
      return start(serving, { resetId: String(Date.parse(place.since)) })
    }
    default:
      return start(serving)
  }
}

/**
 * Does at the hub what the person's place waits for, and writes how far it is. It may run twice, late, or at the same time as itself: each
 * call of the hub may be repeated. A hub that does not do it makes the place fail with a sentence for the person, who can try again.
 *
 * @throws Problem `unavailable` if the key service does not respond; Pub/Sub delivers the message again
 */
export const servePlace = async (eventId: string, uid: string, now: string, log: Log): Promise<void> => {
  const [read, snapshot] = await Promise.all([
    readEventLab(eventId),
    readDocument(documents.labPlace(eventId, uid)),
  ])
  const place = snapshot.data()
  if (!read || !place || place.work === null) return
  const clock = startClock(now)
  const write = (change: PlaceChange) => changePlace(eventId, uid, change, clock())
  const finish = (server: 'none' | 'failed', message: string | null) =>
    write({ server, message, since: clock(), percent: null, work: null })
  if (!(await mayServe(read, uid))) return finish('none', null)
  const clusterId = read.lab.clusterId!
  try {
    const [hub, name] = await Promise.all([openClusterHub(clusterId), clusterUserOf(clusterId, uid)])
    if (!hub || !name) throw new HubError('down', 'The cluster has no hub.')
    await serve(place, { hub, name, lab: read.lab, clock, write })
  } catch (error) {
    if (!(error instanceof HubError)) throw error
    const { trouble, message } = error
    log('WARNING', 'The hub of a lab did not serve a person.', { eventId, trouble, detail: message })
    await finish('failed', sentenceOf(trouble, message))
  }
}
