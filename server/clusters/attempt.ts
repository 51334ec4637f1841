import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { config } from '../config.ts'
import { documents } from '../documents.ts'
import { Problem } from '../problem.ts'
import { readDocument } from '../read-document.ts'

/** 256 bits, as URLs take them. */
export const newSecret = (): string => randomBytes(32).toString('base64url')
export const digest = (secret: string): string => createHash('sha256').update(secret).digest('base64')
export const isSame = (secret: string, kept: string | null): boolean => {
  if (kept === null) return false
  const [a, b] = [Buffer.from(digest(secret)), Buffer.from(kept)]
  return a.length === b.length && timingSafeEqual(a, b)
}

/** The same nonce gets the same session, without one being kept. */
export const sessionOf = (runId: string, attempt: number, nonce: string): string =>
  createHmac('sha256', config.hmacKey)
    .update(JSON.stringify(['session', runId, attempt, nonce]))
    .digest('base64url')

/** The key that a run's plan lies under in the state bucket until it is approved: the same for its attempts, and kept nowhere. Base64. */
export const planKeyOf = (runId: string): string =>
  createHmac('sha256', config.hmacKey)
    .update(JSON.stringify(['plan', runId]))
    .digest('base64')

export const over = () =>
  new Problem('run-over', 'This attempt is over, or another one has begun. Stop, and touch nothing any more.')

type Attempt = { clusterId: string; runId: string; attempt: number }

/** What a runner speaks of: its run, its cluster and what opens them; read together. @throws Problem `run-over` */
export const attemptOf = async ({ clusterId, runId, attempt }: Attempt) => {
  // Asked for together, and so of one moment: of a claim that is just being taken nobody sees the half.
  const [cluster, run, access] = await Promise.all([
    readDocument(documents.cluster(clusterId)),
    readDocument(documents.run(clusterId, runId)),
    readDocument(documents.runAccess(clusterId, runId)),
  ])
  const [theCluster, theRun, theAccess] = [cluster.data(), run.data(), access.data()]
  if (!theCluster || !theRun || !theAccess) throw over()
  if (theRun.attempt !== attempt || theAccess.attempt !== attempt) throw over()
  return {
    cluster: { id: clusterId, cluster: theCluster, readAt: cluster.updateTime! },
    run: { id: runId, run: theRun, readAt: run.updateTime! },
    access: theAccess,
    accessReadAt: access.updateTime!,
  }
}

/** The same for who shows the attempt's session. @throws Problem `run-over` */
export const sessionFor = async (given: Attempt & { session: string }) => {
  const found = await attemptOf(given)
  if (!isSame(given.session, found.access.session)) throw over()
  return found
}
