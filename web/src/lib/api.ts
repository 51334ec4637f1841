import createClient, { type Middleware } from 'openapi-fetch'
import type { ProblemDetails } from '../../../contract/problems.ts'
import type { paths } from './api.gen.ts'
import { connection } from './connection.ts'
import { Failure, unreachable } from './failure.ts'
import { askToSignInAgain } from './sign-in-again.ts'
import { endRefusedSession, readIdToken } from './token.ts'
import { newTraceparent } from './trace.ts'

const options = { baseUrl: import.meta.env.VITE_API_URL }

/** Longer than the gateway's deadline, so no answer can arrive after it. */
const timeoutMs = 35_000

const reachability: Middleware = {
  onRequest: ({ request }) =>
    new Request(request, { signal: AbortSignal.any([request.signal, AbortSignal.timeout(timeoutMs)]) }),
  onResponse: () => connection.reportAnswer(),
  onError: ({ error }) => {
    if (error instanceof DOMException && error.name === 'AbortError') return
    connection.reportNoAnswer()
    return unreachable()
  },
}

/**
 * Starts the trace of a request. The gateway starts the trace of a public read, because the header would cause a preflight request, which
 * costs a round trip.
 */
const tracing: Middleware = {
  onRequest: ({ request }) => {
    const isPublicRead = request.method === 'GET' && !request.headers.has('Authorization')
    if (!isPublicRead) request.headers.set('traceparent', newTraceparent())
    return request
  },
}

const appCheck: Middleware = {
  onRequest: async ({ request }) => {
    // Reads of public data need no proof, and they don't wait for Firebase.
    if (!import.meta.env.VITE_APP_CHECK_SITE_KEY || request.method === 'GET') return
    const { appCheckToken } = await import('./firebase.ts')
    // The API says what is wrong when a token is missing.
    const token = await appCheckToken?.().catch(() => undefined)
    if (token) request.headers.set('X-Firebase-AppCheck', token)
  },
}

/** For public data: sends at once, without waiting for Firebase. */
export const publicApi = createClient<paths, 'application/json'>(options)
publicApi.use(reachability, appCheck, tracing)

const authorisation: Middleware = {
  onRequest: async ({ request }) => {
    const token = await readIdToken().catch(() => {
      throw unreachable()
    })
    if (token) request.headers.set('Authorization', `Bearer ${token}`)
    return request
  },
  onResponse: ({ request, response }) => {
    const token = request.headers.get('Authorization')?.replace('Bearer ', '')
    if (token && response.status === 401) void endRefusedSession(token)
  },
}

/** Copies of the requests on their way: a request that was sent has no body left. */
const copies = new WeakMap<Request, Request>()

/** A sensitive action needs a recent sign-in. Once the person has signed in again, its request goes out a second time. */
const recentSignIn: Middleware = {
  onRequest: ({ request }) => {
    copies.set(request, request.clone())
  },
  onResponse: async ({ request, response }) => {
    const copy = copies.get(request)
    if (!copy || response.status !== 403) return
    const { code } = (await response
      .clone()
      .json()
      .catch(() => ({}))) as Partial<ProblemDetails>
    if (code !== 'recent-sign-in-required' || !(await askToSignInAgain())) return
    const headers = new Headers(copy.headers)
    headers.set('Authorization', `Bearer ${await readIdToken()}`)
    return fetch(new Request(copy, { headers, signal: AbortSignal.timeout(timeoutMs) })).catch(() => {
      connection.reportNoAnswer()
      throw unreachable()
    })
  },
}

/** Sends the signed-in person's token. */
export const api = createClient<paths, 'application/json'>(options)
// The last one is the first to see the answer, and sees the request as it was sent.
api.use(reachability, authorisation, tracing, recentSignIn)

type Answer<T> = { data?: T; error?: unknown; response: Response }

/** Returns the body of a successful answer. Throws a `Failure` otherwise. */
export const answer = async <T>(call: Promise<Answer<T>>): Promise<T> => {
  const { data, error, response } = await call
  if (response.ok) return data as T
  const problem = error as Partial<ProblemDetails> | undefined
  const message = problem?.detail ?? problem?.title
  throw message ? new Failure(problem?.code ?? 'internal', message, problem?.fields) : new Failure('unclear')
}
