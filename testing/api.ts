import type { ProblemDetails } from '../contract/problems.ts'

/** The caller: a person of people.ts, or only a token. */
export type As = { token: string }

export type Answer<T> = {
  status: number
  headers: Headers
  /** The body as text. */
  text: string
  /** The body parsed as JSON; undefined for other types. */
  body: T
}

/** The address of the stack under test. */
export const apiUrl = (): string => process.env.API_URL ?? `http://127.0.0.1:${process.env.API_PORT}`

/** Sends one request without changes. A redirect is an answer. */
export const send = async <T = ProblemDetails>(path: string, init: RequestInit = {}): Promise<Answer<T>> => {
  const response = await fetch(`${apiUrl()}${path}`, { redirect: 'manual', ...init })
  const text = await response.text()
  const json = text !== '' && response.headers.get('content-type')?.includes('json')
  return {
    status: response.status,
    headers: response.headers,
    text,
    body: (json ? JSON.parse(text) : undefined) as T,
  }
}

/** A call of the API as its clients make it: `api('POST', '/v1/events', workshop, olga)`. */
// biome-ignore lint/suspicious/noExplicitAny: a test knows the body that it expects
export const api = <T = any>(
  method: string,
  path: string,
  body?: unknown,
  as?: As,
  headers: Record<string, string> = {},
): Promise<Answer<T>> =>
  send<T>(path, {
    method,
    headers: {
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...(as && { authorization: `Bearer ${as.token}` }),
      ...headers,
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
