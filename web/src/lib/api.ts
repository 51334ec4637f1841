import createClient, { type Middleware } from 'openapi-fetch'
import type { ProblemDetails } from '../../../contract/problems.ts'
import type { paths } from './api.gen.ts'
import { connection } from './connection.ts'
import { Failure, unreachable } from './failure.ts'
import { idToken, tokenRefused } from './token.ts'

const options = { baseUrl: import.meta.env.VITE_API_URL }

/** Longer than the gateway's deadline: what takes longer got lost. */
const patience = 35_000

const reachability: Middleware = {
  onRequest: ({ request }) =>
    new Request(request, { signal: AbortSignal.any([request.signal, AbortSignal.timeout(patience)]) }),
  onResponse: () => connection.answered(),
  onError: ({ error }) => {
    if (error instanceof DOMException && error.name === 'AbortError') return
    connection.unanswered()
    return unreachable()
  },
}

/** For what anybody may read: sent at once, without waiting for Firebase. */
export const publicApi = createClient<paths, 'application/json'>(options)
publicApi.use(reachability)

/** As the person who is signed in. */
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

type Answered<T> = { data?: T; error?: unknown; response: Response }

/** The body of a good answer; anything else is thrown as a `Failure`. */
export const answer = async <T>(call: Promise<Answered<T>>): Promise<T> => {
  const { data, error, response } = await call
  if (response.ok) return data as T
  const problem = error as Partial<ProblemDetails> | undefined
  const message = problem?.detail ?? problem?.title
  throw message ? new Failure(problem?.code ?? 'internal', message, problem?.fields) : new Failure('unclear')
}
