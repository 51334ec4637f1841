import { setTimeout as pause } from 'node:timers/promises'
import * as z from 'zod'
import { callHub, HubError, type Place, parseAnswer, readEvents } from './hub-request.ts'

export { HubError, type HubTrouble } from './hub-request.ts'

/** A person's server at a hub. Times are RFC 3339. */
export type LabServer =
  | { state: 'none' }
  | { state: 'starting'; since: string | null }
  | { state: 'running'; since: string | null; lastActivity: string | null }
  | { state: 'stopping' }

/** @property resetId a new number lets the server start with fresh materials, and moves the earlier work aside */
export type StartOptions = { resetId?: string }

export type LabProgress = {
  state: 'starting' | 'running' | 'failed'
  /** 0 to 100. */
  percent: number
  /** In JupyterHub's words. */
  message: string
}

/** https://jupyterhub.readthedocs.io/en/stable/reference/rest-api.html, of version 3 to 5. */
const server = z.object({
  ready: z.boolean(),
  pending: z.enum(['spawn', 'stop']).nullish(),
  started: z.string().nullish(),
  last_activity: z.string().nullish(),
})
const user = z.object({ name: z.string(), servers: z.record(z.string(), server).default({}) })
const page = z.object({
  items: z.array(user),
  _pagination: z.object({ next: z.object({ offset: z.int(), limit: z.int() }).nullable() }),
})
const token = z.object({ token: z.string().min(16) })
const tokens = z.object({ api_tokens: z.array(z.object({ id: z.string(), note: z.string().nullish() })) })
const progress = z.object({
  progress: z.number().optional(),
  message: z.string().default(''),
  ready: z.boolean().default(false),
  failed: z.boolean().default(false),
})

/** Only the server without a name: one person has one place. */
const toLabServer = ({ servers }: z.infer<typeof user>): LabServer => {
  const own = servers['']
  if (!own) return { state: 'none' }
  if (own.pending === 'stop') return { state: 'stopping' }
  const since = own.started ?? null
  if (own.ready) return { state: 'running', since, lastActivity: own.last_activity ?? null }
  return own.pending === 'spawn' ? { state: 'starting', since } : { state: 'none' }
}

const toProgress = (text: string): LabProgress => {
  const { ready, failed, progress: percent = 0, message } = parseAnswer({ status: 200, text }, progress)
  return { state: failed ? 'failed' : ready ? 'running' : 'starting', percent, message }
}

/** A file in the contents API of a person's server. The person can write to it, so it is only shown. */
const textFile = z.object({ content: z.string() })
const materialsProblemFile = 'MATERIALS-PROBLEM.txt'
const firstLine = (text: string): string => text.split('\n', 1)[0]!.slice(0, 300)

const pollMs = 300
const pageSize = 200

/** Every pseudonym has this form. Other names, such as `..`, could lead to another path of the hub, so nothing is sent for them. */
const namePattern = /^[a-z0-9][a-z0-9-]{0,63}$/
const requireName = (name: string): string => {
  if (namePattern.test(name)) return name
  throw new HubError('unknown-user', 'This is no name of a user at a hub.')
}
const userPath = (name: string) => `users/${requireName(name)}`
const serverPath = (name: string) => `${userPath(name)}/server`

const readServerAt = async (place: Place, name: string): Promise<LabServer> => {
  const answer = await callHub(place, { method: 'GET', path: userPath(name) })
  return toLabServer(parseAnswer(answer, user))
}

/** Asks until a server is in one of these states. @throws HubError `slow` when the signal aborts */
const waitForState = async (
  place: Place,
  name: string,
  states: LabServer['state'][],
  signal: AbortSignal,
): Promise<LabServer> => {
  for (;;) {
    const own = await readServerAt(place, name)
    if (states.includes(own.state)) return own
    if (signal.aborted) throw new HubError('slow', `The server is still ${own.state}.`)
    await pause(pollMs, undefined, { signal }).catch(() => {})
  }
}

const usersOf = (place: Place) => ({
  /** Creates a user, if the hub has none with this name. @throws HubError `unknown-user` for a name that the hub does not accept */
  ensureUser: async (name: string): Promise<void> => {
    const call = { method: 'POST', path: userPath(name) } as const
    const { status } = await callHub(place, call, { expected: [400, 409] })
    if (status === 400) throw new HubError('unknown-user', 'The hub does not accept this name.')
  },

  /** Ends everything of a person at the hub: the server, sessions in browsers, tokens. Their files stay. Without a user it does nothing. */
  deleteUser: async (name: string): Promise<void> => {
    await callHub(place, { method: 'DELETE', path: userPath(name) }, { expected: [404] })
  },

  /** The users whose servers run, start or stop. */
  listServers: async (): Promise<{ name: string; server: LabServer }[]> => {
    const active: { name: string; server: LabServer }[] = []
    for (let offset: number | undefined = 0; offset !== undefined; ) {
      const path = `users?state=active&limit=${pageSize}&offset=${offset}`
      const accept = 'application/jupyterhub-pagination+json'
      const answer = await callHub(place, { method: 'GET', path }, { accept })
      const { items, _pagination } = parseAnswer(answer, page)
      active.push(...items.map((item) => ({ name: item.name, server: toLabServer(item) })))
      offset = _pagination.next?.offset
    }
    return active
  },
})

const serversOf = (place: Place) => ({
  /** The person's server now. @throws HubError `unknown-user` if the hub has no such user */
  readServer: (name: string): Promise<LabServer> => readServerAt(place, name),

  /**
   * Starts a person's server. A server that runs or starts is left alone.
   * @returns its state now, which often is `starting`
   * @throws HubError `full`, `unknown-user`, `failed`
   */
  startServer: async (name: string, options: StartOptions = {}): Promise<LabServer> => {
    const { resetId } = options
    const call = { method: 'POST', path: serverPath(name), ...(resetId && { body: { resetId } }) } as const
    const answer = await callHub(place, call, { expected: [400] })
    const own = await readServerAt(place, name)
    if (answer.status === 400 && own.state !== 'running' && own.state !== 'starting')
      throw new HubError('failed', 'The hub cannot start the server now, because it stops it.')
    return own
  },

  /** What the hub does while it starts a server, until the server runs or has failed. For a server that runs it ends at once. */
  readProgress: async function* (name: string, signal: AbortSignal): AsyncGenerator<LabProgress> {
    const path = `${serverPath(name)}/progress`
    for await (const text of readEvents(place, { method: 'GET', path, signal })) yield toProgress(text)
  },

  /** @throws HubError `slow` when the signal aborts, `failed` when the server has ended instead */
  waitUntilRunning: async (name: string, signal: AbortSignal): Promise<LabServer> => {
    const own = await waitForState(place, name, ['running', 'none'], signal)
    if (own.state === 'none') throw new HubError('failed', 'The server ended while it was started.')
    return own
  },

  /**
   * Why the server that runs has no materials: the text that clusters/shared/hub/labseat_materials.py leaves in the person's folder.
   *
   * @returns null if the materials are there, and if the server does not answer
   */
  readMaterialsProblem: async (name: string): Promise<string | null> => {
    const path = `${requireName(name)}/api/contents/${materialsProblemFile}?type=file&format=text&content=1`
    try {
      const answer = await callHub(place, { method: 'GET', path, at: 'user' }, { expected: [404] })
      return answer.status === 404 ? null : firstLine(parseAnswer(answer, textFile).content)
    } catch (error) {
      if (error instanceof HubError) return null
      throw error
    }
  },

  /** Tells the notebooks of a hub when the lab ends, so that they warn people. A hub without Labseat's pages is left alone. */
  announceEnd: async (endsAt: string): Promise<void> => {
    const call = { method: 'POST', at: 'hub/labseat', path: 'end', body: { endsAt } } as const
    await callHub(place, call, { expected: [404, 405] })
  },

  /** Stops a person's server, which may take seconds, and leaves their files. Without a server or a user it does nothing. */
  stopServer: async (name: string): Promise<void> => {
    await callHub(place, { method: 'DELETE', path: serverPath(name) }, { expected: [400, 404] })
  },

  /** @throws HubError `slow` when the signal aborts */
  waitUntilStopped: async (name: string, signal: AbortSignal): Promise<void> => {
    await waitForState(place, name, ['none'], signal).catch((error: HubError) => {
      if (error.trouble !== 'unknown-user') throw error
    })
  },
})

const addressesOf = (place: Place) => ({
  /**
   * The address of a person's server with a token that opens only this server, for `seconds`. It works without a sign-in, so it is a secret
   * of this person. The browser gets a cookie of the server in exchange.
   */
  createAccessUrl: async (
    name: string,
    { seconds, path = '', note = 'Open my lab' }: { seconds: number; path?: string; note?: string },
  ): Promise<string> => {
    const scopes = [`access:servers!user=${name}`]
    const body = { expires_in: seconds, note, scopes }
    const answer = await callHub(place, { method: 'POST', path: `${userPath(name)}/tokens`, body })
    const address = new URL(`user/${requireName(name)}/${withoutSlash(path)}`, place.url)
    address.searchParams.set('token', parseAnswer(answer, token).token)
    return address.href
  },

  /**
   * Revokes the tokens with this note. A server of a sandbox asks the hub about a token every 15 seconds, so an address that is open ends
   * within that time. Without a user it does nothing.
   */
  revokeTokens: async (name: string, note: string): Promise<void> => {
    const path = `${userPath(name)}/tokens`
    const answer = await callHub(place, { method: 'GET', path }, { expected: [404] })
    if (answer.status === 404) return
    for (const issued of parseAnswer(answer, tokens).api_tokens) {
      if (issued.note !== note) continue
      const call = { method: 'DELETE', path: `${path}/${encodeURIComponent(issued.id)}` } as const
      await callHub(place, call, { expected: [404] })
    }
  },

  /** The address for everybody: the hub signs the person in with Labseat, starts their server if needed, and leads there. */
  signInUrl: (path = ''): string => new URL(`hub/user-redirect/${withoutSlash(path)}`, place.url).href,
})
const withoutSlash = (path: string) => path.replace(/^\/+/, '')

export type HubOptions = Pick<Place, 'url' | 'token'> & Partial<Pick<Place, 'allowPrivate' | 'timeoutMs'>>

/**
 * A JupyterHub, on a cluster or on this machine, by its REST API. Names of users are pseudonyms: `clusterUserOf` in
 * server/oidc/cluster-user.ts. Each method may be repeated, and throws HubError.
 */
export const createHub = ({
  url,
  token: serviceToken,
  allowPrivate = false,
  timeoutMs = 15_000,
}: HubOptions) => {
  const place: Place = { url, token: serviceToken, allowPrivate, timeoutMs }
  return { ...usersOf(place), ...serversOf(place), ...addressesOf(place) }
}
export type Hub = ReturnType<typeof createHub>
