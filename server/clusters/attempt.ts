import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import { documents } from '../documents.ts'
import { sign, signWithEachKey } from '../hmac.ts'
import { Problem } from '../problem.ts'
import { readDocument } from '../read-document.ts'

/** 256 bits, base64url. */
export const createSecret = (): string => randomBytes(32).toString('base64url')
export const hashSecret = (secret: string): string => createHash('sha256').update(secret).digest('base64')
export const isSame = (secret: string, storedDigest: string | null): boolean => {
  if (storedDigest === null) return false
  const [a, b] = [Buffer.from(hashSecret(secret)), Buffer.from(storedDigest)]
  return a.length === b.length && timingSafeEqual(a, b)
}

/** The same nonce gets the same session, so that no session needs to be stored: the first, or that of an earlier key after a rotation. */
export const sessionsOf = (runId: string, attempt: number, nonce: string): [string, ...string[]] => {
  const [current, ...earlier] = signWithEachKey(JSON.stringify(['session', runId, attempt, nonce]))
  return [current.toString('base64url'), ...earlier.map((mac) => mac.toString('base64url'))]
}

/**
 * The key that encrypts a run's plan in the state bucket, base64. All attempts of the run derive the same key, so it is stored nowhere.
 * After a rotation a runner cannot read the plan that waits for approval: it makes a new plan, which a person approves.
 */
export const planKeyOf = (runId: string): string => sign(JSON.stringify(['plan', runId])).toString('base64')

export const runOverProblem = () =>
  new Problem('run-over', 'This attempt is over, or another attempt has begun. Stop, and change nothing.')

/** How long a claim is valid, and so how long a job may take to begin. */
export const claimTtlMs = 10 * 60_000

type Attempt = { clusterId: string; runId: string; attempt: number }

/** Reads the run of an attempt, its cluster and its access. @throws Problem `run-over` */
export const attemptOf = async ({ clusterId, runId, attempt }: Attempt) => {
  // Reads of the same tick share a snapshot, so that a claim at the same time is seen whole or not at all.
  const [cluster, run, access] = await Promise.all([
    readDocument(documents.cluster(clusterId)),
    readDocument(documents.run(clusterId, runId)),
    readDocument(documents.runAccess(clusterId, runId)),
  ])
  const [theCluster, theRun, theAccess] = [cluster.data(), run.data(), access.data()]
  if (!theCluster || !theRun || !theAccess) throw runOverProblem()
  if (theRun.attempt !== attempt || theAccess.attempt !== attempt) throw runOverProblem()
  return {
    cluster: { id: clusterId, cluster: theCluster, readAt: cluster.updateTime! },
    run: { id: runId, run: theRun, readAt: run.updateTime! },
    access: theAccess,
    accessReadAt: access.updateTime!,
  }
}

/** The same for a runner that shows the session of the attempt. @throws Problem `run-over` */
export const requireSession = async (shown: Attempt & { session: string }) => {
  const read = await attemptOf(shown)
  if (!isSame(shown.session, read.access.session)) throw runOverProblem()
  return read
}
