import createClient, { type Middleware } from 'openapi-fetch'
import type { ProblemDetails } from '../../../contract/problems.ts'
import type { paths } from './api.gen.ts'
import { connection } from './connection.ts'
import { Failure, unreachable } from './failure.ts'
import { idToken, tokenRefused } from './token.ts'

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

/** For public data: sends at once, without waiting for Firebase. */
export const publicApi = createClient<paths, 'application/json'>(options)
publicApi.use(reachability)

/** Sends the signed-in person's token. */
export const api = createClient<paths, 'application/json'>(options)
api.use(reachability, {
  onRequest: async ({ request }) => {
    const token = await idToken().catch(() => {
      throw unreachable()
    })
    if (token) request.headers.set('Authorization', `Bearer ${token}`)
    return request
  },
  onResponse: ({ request, response }) => {
    const token = request.headers.get('Authorization')?.replace('Bearer ', '')
    if (token && response.status === 401) void tokenRefused(token)
  },
})

type Answer<T> = { data?: T; error?: unknown; response: Response }

/** Returns the body of a successful answer. Throws a `Failure` otherwise. */
export const answer = async <T>(call: Promise<Answer<T>>): Promise<T> => {
  const { data, error, response } = await call
  if (response.ok) return data as T
  const problem = error as Partial<ProblemDetails> | undefined
  const message = problem?.detail ?? problem?.title
  throw message ? new Failure(problem?.code ?? 'internal', message, problem?.fields) : new Failure('unclear')
}
