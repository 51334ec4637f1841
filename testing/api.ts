import type { ProblemDetails } from '../contract/problems.ts'

/** Whoever calls: a person of people.ts, or just a token. */
export type As = { token: string }

export type Answer<T> = {
  status: number
  headers: Headers
  /** The body as text. */
  text: string
  /** The body read as JSON; undefined where it is none. */
  body: T
}

/** Where the stack under test answers. */
export const apiUrl = (): string => process.env.API_URL ?? `http://127.0.0.1:${process.env.API_PORT}`

/** One request exactly as given. */
export const send = async <T = ProblemDetails>(path: string, init: RequestInit = {}): Promise<Answer<T>> => {
  const response = await fetch(`${apiUrl()}${path}`, init)
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
// biome-ignore lint/suspicious/noExplicitAny: a test reads from the answer what it expects there
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
