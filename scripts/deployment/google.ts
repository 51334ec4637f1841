import { setTimeout as pause } from 'node:timers/promises'

/** An answer of a Google API that is not a success. `reason` is the machine-readable one, such as `SERVICE_DISABLED`. */
export class GoogleError extends Error {
  readonly status: number
  readonly reason: string | undefined
  constructor(status: number, reason: string | undefined, message: string) {
    super(message)
    this.status = status
    this.reason = reason
  }
}

// biome-ignore lint/suspicious/noExplicitAny: JSON of some forty kinds of resources; `findDifferences` compares it field by field
export type Json = any

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
export type CallOptions = { headers?: Record<string, string>; raw?: Buffer | undefined }

/** Google's REST APIs. A path is `HOST/v1/…`, such as `run.googleapis.com/v2/projects/P/locations/R/services`. */
export type Google = {
  /** @throws GoogleError */
  call: (method: Method, path: string, body?: Json, options?: CallOptions) => Promise<Json>
  /** Undefined if the resource does not exist, or if its API is not enabled yet. @throws GoogleError */
  find: (path: string) => Promise<Json | undefined>
  /** All pages of a list. @param field the name of the list in each page */
  list: (path: string, field: string) => Promise<Json[]>
  /** Calls, and waits for the long-running operation if the answer is one. @returns the operation's response */
  run: (method: Method, path: string, body?: Json) => Promise<Json>
}

export type GoogleOptions = {
  /** @returns an OAuth access token */
  token: () => Promise<string>
  /** The project that pays for the calls and whose quota they use. */
  quotaProject: string
  /** A double in place of Google, such as `http://127.0.0.1:8123`. */
  origin?: string | undefined
  /** The first wait between retries and between looks at an operation. It doubles up to 32 times this. */
  firstWaitMs?: number
}

const maxTries = 7
/** Operations of Cloud Build take minutes; Firestore's indexes are not waited for. */
const operationTimeoutMs = 30 * 60_000

const parseJson = (text: string): Json => {
  try {
    return text ? JSON.parse(text) : {}
  } catch {
    return text
  }
}

const errorOf = (status: number, method: Method, path: string, text: string): GoogleError => {
  const error = parseJson(text)?.error
  const reason = error?.details?.find?.((detail: Json) => detail.reason)?.reason ?? error?.status
  return new GoogleError(
    status,
    reason,
    `${method} https://${path}: ${status} ${error?.message ?? text.slice(0, 300)}`,
  )
}

/** A service account or an API that was just created is unknown to some servers for a minute. */
const isPropagating = ({ status, reason, message }: GoogleError) =>
  (status === 400 && / does not exist/.test(message)) ||
  (status === 403 && reason === 'SERVICE_DISABLED') ||
  (status === 404 && reason === 'CONFIGURATION_NOT_FOUND')

/** Lost connections, quotas by the minute, 5xx, and concurrent changes of a policy, whose caller reads it again. */
const isTransient = (error: unknown) =>
  error instanceof GoogleError
    ? error.status === 429 || error.status >= 500
    : (error as { name?: string }).name === 'TypeError'

export const isAbsent = (error: unknown) =>
  error instanceof GoogleError &&
  (error.status === 404 || (error.status === 403 && error.reason === 'SERVICE_DISABLED'))

const createSender =
  ({ token, quotaProject, origin }: GoogleOptions) =>
  async (method: Method, path: string, body: Json, { headers, raw }: CallOptions = {}): Promise<Json> => {
    const url = origin ? `${origin}/${path}` : `https://${path}`
    const response = await fetch(url, {
      method,
      headers: {
        authorization: `Bearer ${await token()}`,
        'x-goog-user-project': quotaProject,
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...((raw ?? body) !== undefined && { body: raw ? new Uint8Array(raw) : JSON.stringify(body) }),
      signal: AbortSignal.timeout(120_000),
    })
    const text = await response.text()
    if (!response.ok) throw errorOf(response.status, method, path, text)
    return parseJson(text)
  }

/** Retries what passes. A change that reached Google and lost its answer is safe: creating it a second time answers 409, which callers accept. */
export const createGoogle = (options: GoogleOptions): Google => {
  const { firstWaitMs = 1000 } = options
  const send = createSender(options)
  const waitMs = (tries: number) => firstWaitMs * 2 ** Math.min(tries, 5)

  const call: Google['call'] = async (method, path, body, callOptions) => {
    for (let tries = 0; ; tries++)
      try {
        return await send(method, path, body, callOptions)
      } catch (error) {
        const passes =
          isTransient(error) || (method !== 'GET' && error instanceof GoogleError && isPropagating(error))
        if (!passes || tries >= maxTries) throw error
        await pause(waitMs(tries))
      }
  }
  /** Operations name themselves relative to the API's version: `projects/…/operations/O` or `operations/O`. */
  const finish = async (path: string, first: Json): Promise<Json> => {
    const [host, version] = path.split('/')
    let operation = first
    const deadline = Date.now() + operationTimeoutMs
    for (let looks = 0; !operation.done; looks++) {
      if (Date.now() > deadline) throw new Error(`${operation.name} has not ended after half an hour.`)
      await pause(waitMs(looks))
      operation = await call('GET', `${host}/${version}/${operation.name}`)
    }
    if (operation.error)
      throw new GoogleError(400, operation.error.status, `${path}: ${operation.error.message}`)
    return operation.response ?? {}
  }
  return {
    call,
    find: (path) =>
      call('GET', path).catch((error: unknown) => {
        if (isAbsent(error)) return undefined
        throw error
      }),
    list: async (path, field) => {
      const items: Json[] = []
      for (let page = ''; ; ) {
        const answer = await call(
          'GET',
          page ? `${path}${path.includes('?') ? '&' : '?'}pageToken=${page}` : path,
        )
        items.push(...(answer[field] ?? []))
        page = answer.nextPageToken ? encodeURIComponent(answer.nextPageToken) : ''
        if (!page) return items
      }
    },
    run: async (method, path, body) => {
      const answer = await call(method, path, body)
      return isOperation(answer) ? finish(path, answer) : answer
    },
  }
}

const isOperation = (answer: Json): boolean =>
  typeof answer?.name === 'string' && /(^|\/)operations\//.test(answer.name)
