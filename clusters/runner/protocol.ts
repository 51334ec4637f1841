import { randomBytes } from 'node:crypto'
import { setTimeout as pauseFor } from 'node:timers/promises'
import type * as z from 'zod'
import { runnerClaim, runnerCredentials, type runnerProgress } from '../../contract/runner.ts'
import type { Environment } from './environment.ts'

/** The run goes on without this attempt, or not at all: stop, and touch nothing more. */
export class RunOver extends Error {}

/** The API says no, and would say it again. `detail` is its own, for people. */
export class Refused extends Error {
  readonly code: string
  constructor(code: string, detail: string) {
    super(detail)
    this.code = code
  }
}

type Progress = z.input<NonNullable<(typeof runnerProgress)['body']>>
export type ProgressBody = Omit<
  Progress,
  'clusterId' | 'runId' | 'attempt' | 'session' | 'sequence' | 'lines' | 'resources' | 'stages'
> &
  Required<Pick<Progress, 'lines' | 'resources' | 'stages'>>
export type Finished = NonNullable<Progress['finished']>

export type Patience = {
  /** Pauses between tries; the last one repeats. */
  pauses: number[]
  /** So long is asked again, in milliseconds. */
  claim: number
  credentials: number
  progress: number
  /** An answer takes at most so long. */
  answer: number
}
export const patience: Patience = {
  pauses: [500, 1000, 2000, 4000, 8000, 15_000],
  // The same nonce gets the same answer for a minute only.
  claim: 55_000,
  credentials: 240_000,
  // As long as the run may take: Terraform goes on meanwhile, and nothing of what it says is lost.
  progress: 24 * 3_600_000,
  answer: 20_000,
}

type Answer = { status: number; body: { code?: string; detail?: string } & Record<string, unknown> }

/** 401 is here because Google's identity token may need another try; 408 and 429 say it themselves. */
const worthAnother = (status: number) => status >= 500 || status === 401 || status === 408 || status === 429

export const protocol = (
  environment: Environment,
  given: { identity?: (() => Promise<string>) | undefined; patience?: Patience } = {},
) => {
  const { pauses, ...long } = given.patience ?? patience
  const attempt = {
    clusterId: environment.cluster,
    runId: environment.run,
    attempt: environment.attempt,
  }
  let session = ''

  const once = async (path: string, body: object): Promise<Answer> => {
    const token = await given.identity?.()
    const response = await fetch(environment.api + path, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(token && { authorization: `Bearer ${token}` }),
      },
      body: JSON.stringify(body),
      redirect: 'error',
      signal: AbortSignal.timeout(long.answer),
    })
    const text = await response.text()
    const answer: Answer['body'] = text ? JSON.parse(text) : {}
    return { status: response.status, body: answer }
  }

  /** Asks until there is an answer that counts. What is asked says itself apart when it arrives twice. */
  const ask = async (
    path: string,
    body: object,
    until: number,
    signal?: AbortSignal,
  ): Promise<Answer['body']> => {
    const end = performance.now() + until
    for (let tried = 0; ; tried++) {
      let answer: Answer | undefined
      let trouble = ''
      try {
        answer = await once(path, body)
      } catch (error) {
        trouble = error instanceof Error ? error.name : 'unknown'
      }
      if (answer && answer.status >= 200 && answer.status < 300) return answer.body
      if (answer && !worthAnother(answer.status)) {
        const { code = `http-${answer.status}`, detail = `The API answered ${answer.status}.` } = answer.body
        throw answer.status === 409 ? new RunOver(detail) : new Refused(code, detail)
      }
      const pause = pauses[Math.min(tried, pauses.length - 1)]! * (0.75 + Math.random() / 2)
      if (signal?.aborted || performance.now() + pause > end)
        throw new Refused(
          String(answer?.body.code ?? 'unreachable'),
          answer?.body.detail ?? `The API could not be reached (${answer?.status ?? trouble}).`,
        )
      await pauseFor(pause, undefined, { signal }).catch(() => {})
    }
  }

  return {
    /** @throws RunOver when somebody else has it, or nobody may */
    claim: async () => {
      const nonce = randomBytes(32).toString('base64url')
      const body = { ...attempt, claim: environment.claim, nonce, execution: environment.execution }
      const answer = runnerClaim.responses[200].parse(await ask(runnerClaim.path, body, long.claim))
      session = answer.session
      return answer
    },
    credentials: async () =>
      runnerCredentials.responses[200].parse(
        await ask(runnerCredentials.path, { ...attempt, session }, long.credentials),
      ),
    /** The same sequence may arrive twice: the API takes it once. `hurry` ends the asking again. */
    progress: async (sequence: number, body: ProgressBody, hurry?: AbortSignal) => {
      const answer = await ask(
        '/v1/runner/progress',
        { ...attempt, session, sequence, ...body },
        long.progress,
        hurry,
      )
      return { cancel: answer.cancel === true }
    },
  }
}
export type Protocol = ReturnType<typeof protocol>
