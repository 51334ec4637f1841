import { request as requestPlainly } from 'node:http'
import { request as requestSecurely } from 'node:https'
import { isIP } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import * as z from 'zod'
import { isPublic, publicLookup } from '../reachable.ts'

/**
 * Why a hub did not do what Labseat asked for.
 * - `down`: nothing listens there, or the proxy has no hub behind it
 * - `slow`: no answer in time
 * - `full`: it starts no more servers now
 * - `outdated`: an older version than `minVersion`, or no JupyterHub at all
 * - `token-refused`: it does not know Labseat's token, or the token lacks rights
 * - `unknown-user`: it has no such user, or accepts no such name
 * - `failed`: it tried and failed, or its answer is not understood
 */
export type HubTrouble = 'down' | 'slow' | 'full' | 'outdated' | 'token-refused' | 'unknown-user' | 'failed'

export class HubError extends Error {
  readonly trouble: HubTrouble
  constructor(trouble: HubTrouble, message: string) {
    super(message)
    this.trouble = trouble
  }
}

/** Roles with scopes and lists with pages exist since version 2; version 3 is Debian's. */
const minVersion = 3
const maxAnswerBytes = 8 * 1024 * 1024
const retryWaitsMs = [200, 800]

export type Place = {
  /** Where the hub answers, with a slash at the end. */
  url: string
  /** Of the service `labseat` of this hub. */
  token: string
  /** Also addresses in this machine's network. The address of a hub comes from a cluster, so it could lead inside. */
  allowPrivate: boolean
  timeoutMs: number
}
export type Call = {
  method: 'GET' | 'POST' | 'DELETE'
  path: string
  /** @default 'hub/api' */
  at?: 'hub/api' | 'hub/labseat' | 'user'
  body?: object
  signal?: AbortSignal
}
export type Answer = { status: number; text: string }

type Reception = { status: number; version: string | undefined; chunks: AsyncIterable<Buffer> }

/** Sends one request. @throws HubError `down`, `slow` */
const send = (
  { url, token, allowPrivate }: Place,
  { method, path, at = 'hub/api', body, signal }: Call,
  accept: string,
): Promise<Reception> =>
  new Promise((resolve, reject) => {
    const target = new URL(`${at}/${path}`, url)
    const host = target.hostname.replace(/^\[|\]$/g, '')
    if (!allowPrivate && isIP(host) && !isPublic(host))
      return reject(new HubError('down', 'The hub has an address that is not on the internet.'))
    const text = body && JSON.stringify(body)
    const outgoing = (target.protocol === 'https:' ? requestSecurely : requestPlainly)(target, {
      method,
      agent: false,
      headers: {
        authorization: `token ${token}`,
        accept,
        ...(text && { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) }),
      },
      ...(signal && { signal }),
      ...(!allowPrivate && { lookup: publicLookup }),
    })
    outgoing.once('error', (error) => reject(errorOf(error)))
    outgoing.once('response', (incoming) => {
      const version = incoming.headers['x-jupyterhub-version']
      resolve({ status: incoming.statusCode ?? 0, version: version?.toString(), chunks: incoming })
    })
    outgoing.end(text)
  })

const errorOf = (error: Error): HubError =>
  ['AbortError', 'TimeoutError'].includes(error.name)
    ? new HubError('slow', 'The hub did not answer in time.')
    : new HubError(
        'down',
        `The hub does not answer (${(error as NodeJS.ErrnoException).code ?? error.name}).`,
      )

const readText = async (chunks: AsyncIterable<Buffer>): Promise<string> => {
  const parts: Buffer[] = []
  let sizeBytes = 0
  for await (const chunk of chunks) {
    sizeBytes += chunk.length
    if (sizeBytes > maxAnswerBytes) throw new HubError('failed', 'The answer of the hub is too large.')
    parts.push(chunk)
  }
  return Buffer.concat(parts).toString('utf8')
}

/** JupyterHub names its version in each answer. The proxy before it does not, and answers by itself while the hub is gone. */
const requireVersion = ({ status, version }: Pick<Reception, 'status' | 'version'>): void => {
  if (version === undefined)
    throw status === 404 || status >= 500
      ? new HubError('down', `The proxy answers, and no hub behind it (status ${status}).`)
      : new HubError('outdated', 'No JupyterHub answers at the address of the hub.')
  if (!(Number.parseInt(version, 10) >= minVersion))
    throw new HubError('outdated', `The hub has version ${version}; Labseat needs ${minVersion} or newer.`)
}

const refusal = z.object({ message: z.string() })
const messageOf = (text: string): string => {
  try {
    return refusal.parse(JSON.parse(text)).message
  } catch {
    return 'no reason'
  }
}

/** @throws HubError for a status that no call expects */
const requireDone = ({ status, text }: Answer): void => {
  if (status < 400) return
  const detail = `${messageOf(text)} (status ${status}).`
  if (status === 401 || status === 403)
    throw new HubError('token-refused', `The hub refuses Labseat: ${detail}`)
  if (status === 404) throw new HubError('unknown-user', `The hub does not know this user: ${detail}`)
  if (status === 429) throw new HubError('full', `The hub starts no more servers now: ${detail}`)
  throw new HubError('failed', `The hub failed: ${detail}`)
}

const callOnce = async (place: Place, call: Call, accept: string): Promise<Answer> => {
  const timeout = AbortSignal.timeout(place.timeoutMs)
  const signal = call.signal ? AbortSignal.any([call.signal, timeout]) : timeout
  const reception = await send(place, { ...call, signal }, accept)
  const text = await readText(reception.chunks).catch((error: Error) => {
    throw error instanceof HubError ? error : errorOf(error)
  })
  requireVersion(reception)
  return { status: reception.status, text }
}

/**
 * Sends a request, and repeats it while the hub is down or restarts: each call of the adapter may come twice.
 *
 * @param expected statuses of 400 and above that the caller handles
 * @throws HubError
 */
export const callHub = async (
  place: Place,
  call: Call,
  { expected = [], accept = 'application/json' }: { expected?: number[]; accept?: string } = {},
): Promise<Answer> => {
  for (let tries = 0; ; tries++) {
    try {
      const answer = await callOnce(place, call, accept)
      if (!expected.includes(answer.status)) requireDone(answer)
      return answer
    } catch (error) {
      const waitMs = retryWaitsMs[tries]
      if (!(error instanceof HubError) || error.trouble !== 'down' || waitMs === undefined) throw error
      if (call.signal?.aborted) throw error
      await pause(waitMs)
    }
  }
}

/** @throws HubError `failed` for another form than documented */
export const parseAnswer = <T>({ text }: Answer, schema: z.ZodType<T>): T => {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    throw new HubError('failed', 'The hub answered with something else than JSON.')
  }
  const parsed = schema.safeParse(json)
  if (parsed.success) return parsed.data
  const fields = [...new Set(parsed.error.issues.map(({ path }) => path.join('.')))].join(', ')
  throw new HubError('failed', `Labseat does not understand the hub's answer: ${fields || 'its whole form'}.`)
}

/** Opens a stream of server-sent events, and yields the text of each. @throws HubError */
export async function* readEvents(place: Place, call: Call): AsyncGenerator<string> {
  const reception = await send(place, call, 'text/event-stream')
  requireVersion(reception)
  if (reception.status >= 400)
    requireDone({ status: reception.status, text: await readText(reception.chunks) })
  let partialLine = ''
  try {
    for await (const chunk of reception.chunks) {
      const lines = (partialLine + chunk.toString('utf8')).split('\n')
      partialLine = lines.pop()!
      for (const line of lines) if (line.startsWith('data:')) yield line.slice('data:'.length).trim()
    }
  } catch (error) {
    throw errorOf(error as Error)
  }
}
