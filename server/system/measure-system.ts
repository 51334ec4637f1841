import { describeError, type Log } from '../log.ts'
import { findTroubledClusters } from './troubled-clusters.ts'
import { waitingDeadLetters, waitingMails, waitingRegistrations } from './waiting-work.ts'

/** What waits, in numbers for the sweep's log line. Metrics and alerts are made from it (deploy/monitoring). */
export type SystemMeasures = {
  waitingRegistrations: number
  waitingMails: number
  /** The age of the e-mail that waits longest. */
  oldestMailSeconds: number
  deadLetters: number
  clustersPastEnd: number
  undestroyedClusters: number
}

/** @returns nothing if Firestore does not answer, because the sweep's log line must not depend on it */
export const measureSystem = async (now: string, log: Log): Promise<Partial<SystemMeasures>> => {
  try {
    const [registrations, mails, dead, clusters] = await Promise.all([
      waitingRegistrations(),
      waitingMails(now),
      waitingDeadLetters(),
      findTroubledClusters(now),
    ])
    const count = (trouble: string) => clusters.filter((cluster) => cluster.trouble === trouble).length
    return {
      waitingRegistrations: registrations.count,
      waitingMails: mails.count,
      oldestMailSeconds: mails.oldestAt ? (Date.parse(now) - Date.parse(mails.oldestAt)) / 1000 : 0,
      deadLetters: dead.count,
      clustersPastEnd: count('past-end'),
      undestroyedClusters: count('destroy-failed'),
    }
  } catch (error) {
    log('ERROR', 'What waits could not be measured.', describeError(error))
    return {}
  }
}
