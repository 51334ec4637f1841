import { documents } from '../documents.ts'
import { describeError, type Log } from '../log.ts'
import { clusterUserOf } from '../oidc/cluster-user.ts'
import { Problem } from '../problem.ts'
import { openClusterHub } from './cluster-hub.ts'
import { type Hub, HubError } from './hub.ts'

/** Marks the tokens of organisers at the hub, so that the end of a consent finds them. Nothing about a token is stored elsewhere. */
const note = 'An organiser helps'

/** The hub of a lab with the person's name there. */
type Visit = { hub: Hub; name: string }

/** @returns undefined while the lab has no hub that Labseat reaches */
const openVisit = async (eventId: string, userId: string): Promise<Visit | undefined> => {
  const clusterId = (await documents.lab(eventId).get()).data()?.clusterId
  if (!clusterId) return undefined
  const [hub, name] = await Promise.all([openClusterHub(clusterId), clusterUserOf(clusterId, userId)])
  return hub && name ? { hub, name } : undefined
}

const unavailable = (error: unknown, log: Log, detail: string): Problem => {
  log('WARNING', 'The hub of a lab did not do what an organiser asked for.', describeError(error))
  return new Problem('unavailable', detail)
}

/**
 * An address that opens the server of a person for `seconds`.
 *
 * @returns undefined while the person has no server that runs
 * @throws Problem `lab-not-open`, `unavailable`
 */
export const createVisitUrl = async (
  eventId: string,
  userId: string,
  seconds: number,
  log: Log,
): Promise<string | undefined> => {
  const visit = await openVisit(eventId, userId)
  if (!visit) throw new Problem('lab-not-open', 'The hub of this lab has no address that Labseat reaches.')
  const { hub, name } = visit
  try {
    if ((await hub.readServer(name)).state !== 'running') return undefined
    return await hub.createAccessUrl(name, { seconds, note })
  } catch (error) {
    if (error instanceof HubError && error.trouble === 'unknown-user') return undefined
    throw unavailable(error, log, 'The hub of this lab does not respond. Try again in a moment.')
  }
}

/**
 * Revokes every address that organisers got for the server of a person. A repeated call revokes what an earlier one could not.
 *
 * @throws Problem `unavailable`
 */
export const revokeVisits = async (eventId: string, userId: string, log: Log): Promise<void> => {
  const visit = await openVisit(eventId, userId)
  if (!visit) return
  try {
    await visit.hub.revokeTokens(visit.name, note)
  } catch (error) {
    throw unavailable(
      error,
      log,
      'Nobody gets a new address of this lab. The hub does not respond, so an address that is open ends within ten minutes. Try again to end it now.',
    )
  }
}
