import { randomBytes } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import type * as z from 'zod'
import { runnerClaim, runnerCredentials, runnerHub, runnerProgress } from '../../contract/runner.ts'
import type { Environment } from './environment.ts'

/** Another attempt has the run, or the run is over. The runner must change nothing more. */
export class RunOver extends Error {}

/** The API rejects a request, and a retry would not help. The message is the API's own, for people. */
export class Refused extends Error {
  readonly code: string
  constructor(code: string, detail: string) {
    super(detail)
    this.code = code
  }
}

/** The API rejects the content of a report, and may accept the same report with less content. */
export class ContentRefused extends Refused {
  /** The API failed at the report. That can also be an outage. */
  readonly mayBeOutage: boolean
  constructor(code: string, detail: string, mayBeOutage: boolean) {
    super(code, detail)
    this.mayBeOutage = mayBeOutage
  }
}

type Progress = z.input<NonNullable<(typeof runnerProgress)['body']>>
export type ProgressBody = Omit<
  Progress,
  'clusterId' | 'runId' | 'attempt' | 'session' | 'sequence' | 'lines' | 'resources' | 'stages'
> &
  Required<Pick<Progress, 'lines' | 'resources' | 'stages'>>
export type Finished = NonNullable<Progress['finished']>

export type Timing = {
  /** Waits between retries; the last one repeats. */
  retryWaitsMs: number[]
  /** How long each request is retried. */
  claimMs: number
  credentialsMs: number
  progressMs: number
  /** Timeout of one reply. */
  replyMs: number
}
export const defaultTiming: Timing = {
  retryWaitsMs: [500, 1000, 2000, 4000, 8000, 15_000],
  // The API repeats its reply to the same nonce for a minute.
  claimMs: 55_000,
  credentialsMs: 240_000,
  // As long as a run may take: Terraform continues meanwhile, and no line is lost.
  progressMs: 24 * 3_600_000,
  replyMs: 20_000,
}

type Reply = { status: number; body: { code?: string; detail?: string } & Record<string, unknown> }
type Identity = () => Promise<string>
type Post = (path: string, body: object) => Promise<Reply>

const createPost =
  ({ api, traceparent }: Environment, replyMs: number, identity: Identity | undefined): Post =>
  async (path, body) => {
    const token = await identity?.()
    const response = await fetch(api + path, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(token && { authorization: `Bearer ${token}` }),
        ...(traceparent && { traceparent }),
      },
      body: JSON.stringify(body),
      redirect: 'error',
      signal: AbortSignal.timeout(replyMs),
    })
    const text = await response.text()
    return { status: response.status, body: text ? JSON.parse(text) : {} }
  }

/** 401 is retried because Google's identity token may have just expired. */
const mayRetry = (status: number) => status >= 500 || status === 401 || status === 408 || status === 429

/** Statuses of a request whose content is invalid or too large. */
const contentStatuses = new Set([400, 413, 422])

/** @throws RunOver | Refused for a rejection @returns undefined when a retry may help */
const readReply = ({ status, body }: Reply): Reply['body'] | undefined => {
  if (status >= 200 && status < 300) return body
  if (mayRetry(status)) return undefined
  const { code = `http-${status}`, detail = `The API rejected the request (status ${status}).` } = body
  if (status === 409) throw new RunOver(detail)
  throw contentStatuses.has(status) ? new ContentRefused(code, detail, false) : new Refused(code, detail)
}

type Retry = {
  waitsMs: number[]
  limitMs: number
  signal?: AbortSignal | undefined
  /** After this number of replies with status 500 in a row, the content is the probable cause. */
  maxServerErrors?: number
}

/**
 * Posts until the API accepts. The API deduplicates by nonce or sequence, so a post may arrive twice.
 *
 * @throws RunOver for 409 | ContentRefused | Refused for another rejection, after `limitMs`, or when `signal` aborts
 */
const postWithRetry = async (
  post: Post,
  path: string,
  body: object,
  { waitsMs, limitMs, signal, maxServerErrors = Number.POSITIVE_INFINITY }: Retry,
): Promise<Reply['body']> => {
  const end = performance.now() + limitMs
  let serverErrors = 0
  for (let retries = 0; ; retries++) {
    let reply: Reply | undefined
    let cause = ''
    try {
      reply = await post(path, body)
    } catch (error) {
      cause = error instanceof Error ? error.name : 'unknown error'
    }
    const accepted = reply && readReply(reply)
    if (accepted) return accepted
    serverErrors = reply?.status === 500 ? serverErrors + 1 : 0
    if (serverErrors >= maxServerErrors)
      throw new ContentRefused('server-error', 'The API failed at a report (status 500).', true)
    const waitMs = waitsMs[Math.min(retries, waitsMs.length - 1)]! * (0.75 + Math.random() / 2)
    if (signal?.aborted || performance.now() + waitMs > end) {
      const { code = 'unreachable', detail = `The API could not be reached (${reply?.status ?? cause}).` } =
        reply?.body ?? {}
      throw new Refused(code, detail)
    }
    await wait(waitMs, undefined, { signal }).catch(() => {})
  }
}

/** The caller's side of contract/runner.ts for one attempt. */
export const createProtocol = (
  environment: Environment,
  { identity, timing = defaultTiming }: { identity?: Identity | undefined; timing?: Timing } = {},
) => {
  const { retryWaitsMs: waitsMs, claimMs, credentialsMs, progressMs, replyMs } = timing
  const post = createPost(environment, replyMs, identity)
  const attempt = {
    clusterId: environment.cluster,
    runId: environment.run,
    attempt: environment.attempt,
  }
  let session = ''
  return {
    /** @throws RunOver when another runner has the attempt, or the attempt is over */
    claim: async () => {
      const nonce = randomBytes(32).toString('base64url')
      const body = { ...attempt, claim: environment.claim, nonce, execution: environment.execution }
      const reply = await postWithRetry(post, runnerClaim.path, body, { waitsMs, limitMs: claimMs })
      const claimed = runnerClaim.responses[200].parse(reply)
      session = claimed.session
      return claimed
    },
    credentials: async () => {
      const body = { ...attempt, session }
      const reply = await postWithRetry(post, runnerCredentials.path, body, {
        waitsMs,
        limitMs: credentialsMs,
      })
      return runnerCredentials.responses[200].parse(reply)
    },
    /** Registers the address of the cluster's JupyterHub. @returns what the hub signs people in with */
    hub: async (url: string) => {
      const body = { ...attempt, session, url }
      const reply = await postWithRetry(post, runnerHub.path, body, { waitsMs, limitMs: credentialsMs })
      return runnerHub.responses[200].parse(reply)
    },
    /** Sends one report. `hurry` ends the retries. @throws ContentRefused also after `maxServerErrors` replies with status 500 */
    progress: async (
      sequence: number,
      report: ProgressBody,
      { hurry, maxServerErrors }: { hurry?: AbortSignal | undefined; maxServerErrors?: number } = {},
    ) => {
      const body = { ...attempt, session, sequence, ...report }
      const retry = {
        waitsMs,
        limitMs: progressMs,
        signal: hurry,
        ...(maxServerErrors && { maxServerErrors }),
      }
      const { cancel } = await postWithRetry(post, runnerProgress.path, body, retry)
      return { cancel: cancel === true }
    },
  }
}
export type Protocol = ReturnType<typeof createProtocol>
