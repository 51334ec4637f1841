import { randomBytes } from 'node:crypto'
import type { CloudAccount } from '../../contract/cloud-accounts.ts'
import type { Cluster } from '../../contract/clusters.ts'
import type { Event } from '../../contract/events.ts'
import type { Notification } from '../../contract/notifications.ts'
import type { Registration } from '../../contract/registrations.ts'
import type { Run } from '../../contract/runs.ts'
import { eventually, type Polling } from './eventually.ts'

/** Where the check runs: a deployment, or a local stack. */
export type Place = {
  /** The origin of the API. */
  api: string
  /** The origin and path of Identity Toolkit, up to and including its host's name. */
  identity: string
  apiKey: string
  /** The web app's origin, which the API key is restricted to. */
  web: string
  projectId: string
  /** An access token of an administrator of Firebase Auth. */
  adminToken: () => Promise<string>
  /** Whether auth-register takes calls of the web app only. Then an administrator creates the account. */
  hasAppCheck: boolean
  /** Makes the person an operator. */
  grantOperator: (email: string) => Promise<void>
  polling: Polling
}

type Call = <T>(method: string, path: string, body?: object) => Promise<T>

const dayMs = 24 * 3_600_000

const readAnswer = async (what: string, response: Response) => {
  const text = await response.text()
  if (!response.ok) throw new Error(`${what} answered ${response.status}: ${text.slice(0, 300)}`)
  return text ? JSON.parse(text) : undefined
}

const createCall =
  ({ api }: Place, token?: string): Call =>
  async (method, path, body) =>
    readAnswer(
      `${method} ${path}`,
      await fetch(`${api}${path}`, {
        method,
        headers: {
          ...(token && { authorization: `Bearer ${token}` }),
          ...(body && { 'content-type': 'application/json' }),
        },
        ...(body && { body: JSON.stringify(body) }),
        signal: AbortSignal.timeout(60_000),
      }),
    )

/** Identity Toolkit's REST API: https://cloud.google.com/identity-platform/docs/reference/rest */
const identityCall = async (place: Place, method: string, body: object, isAdmin: boolean) => {
  const path = isAdmin
    ? `projects/${place.projectId}/accounts${method}`
    : `accounts${method}?key=${place.apiKey}`
  const headers = {
    'content-type': 'application/json',
    ...(isAdmin
      ? {
          authorization: `Bearer ${await place.adminToken()}`,
          'x-goog-user-project': place.projectId,
        }
      : { referer: `${place.web}/` }),
  }
  const options = { method: 'POST', headers, body: JSON.stringify(body), signal: AbortSignal.timeout(30_000) }
  return readAnswer(`accounts${method}`, await fetch(`${place.identity}/v1/${path}`, options))
}

/** Signs a new person up, confirms the address, and signs in. */
const signUp = async (place: Place) => {
  const name = `check-${randomBytes(5).toString('hex')}`
  const email = `${name}@example.com`
  const password = randomBytes(24).toString('base64url')
  const anonymous = createCall(place)
  if (place.hasAppCheck) await identityCall(place, '', { email, password, emailVerified: true }, true)
  else {
    const person = { firstName: 'Deployment', lastName: 'Check', username: name, email, password }
    await anonymous('POST', '/v1/auth/register', person)
    const { users } = await identityCall(place, ':lookup', { email: [email] }, true)
    await identityCall(place, ':update', { localId: users[0].localId, emailVerified: true }, true)
  }
  const signIn = { email, password, returnSecureToken: true }
  const { idToken } = await identityCall(place, ':signInWithPassword', signIn, false)
  return { email, call: createCall(place, idToken) }
}

/** Publishes an event with one seat, takes it, and waits for the message that confirms it. */
const takeSeat = async (call: Call, polling: Polling): Promise<Event> => {
  const event = await call<Event>('POST', '/v1/events', {
    title: 'Deployment check',
    description: 'This event checks a deployment. It is cancelled within minutes.',
    startsAt: new Date(Date.now() + 300 * dayMs).toISOString(),
    endsAt: new Date(Date.now() + 301 * dayMs).toISOString(),
    timeZone: 'UTC',
    location: { kind: 'in-person', name: 'Nowhere' },
    capacity: 1,
    tags: [],
    state: 'published',
  })
  await call('POST', `/v1/events/${event.id}/registrations`)
  await eventually(
    'Pub/Sub carries the request for a seat, and the seat is confirmed',
    async () => {
      const { state } = await call<Registration>('GET', `/v1/events/${event.id}/registrations/me`)
      return state === 'confirmed'
    },
    polling,
  )
  await eventually(
    'a notification says so',
    async () => {
      const { items } = await call<{ items: Notification[] }>('GET', '/v1/me/notifications')
      return items.some(({ kind }) => kind === 'seat-confirmed')
    },
    polling,
  )
  return event
}

const runOf = (call: Call, { id, runId }: Cluster) => call<Run>('GET', `/v1/clusters/${id}/runs/${runId}`)

/** Waits for a state. A run that failed ends the wait with its reason. */
const waitForCluster = (
  call: Call,
  id: string,
  what: string,
  isReached: (run: Run, cluster: Cluster) => boolean,
  polling: Polling,
) => {
  let failure: unknown
  return eventually(
    what,
    async () => {
      if (failure) throw new Error(JSON.stringify(failure))
      const cluster = await call<Cluster>('GET', `/v1/clusters/${id}`)
      const run = await runOf(call, cluster)
      failure = run.failure
      return isReached(run, cluster) && run
    },
    // A job needs minutes to start and to run.
    { ...polling, tries: polling.tries * 10 },
  )
}

/** Builds a sandbox cluster with the runner's job, and destroys it. */
const buildSandbox = async (call: Call, polling: Polling): Promise<void> => {
  const account = await call<CloudAccount>('POST', '/v1/cloud-accounts', {
    ...{ name: 'Deployment check', environment: 'dev', platform: 'sandbox', credentials: { kind: 'none' } },
  })
  const cluster = await call<Cluster>('POST', '/v1/clusters', {
    ...{ accountId: account.id, name: 'check', region: 'local', services: ['vscode'] },
  })
  const { id } = cluster
  const run = await waitForCluster(
    call,
    id,
    'a job plans a sandbox cluster',
    ({ state }) => state === 'awaiting-approval',
    polling,
  )
  await call('POST', `/v1/clusters/${id}/runs/${run.id}/approve`)
  await waitForCluster(
    call,
    id,
    'a job builds it',
    (_, { state, busy }) => state === 'ready' && !busy,
    polling,
  )
  await call('DELETE', `/v1/clusters/${id}`)
  await waitForCluster(call, id, 'a job destroys it', (_, { state }) => state === 'destroyed', polling)
  await call('DELETE', `/v1/cloud-accounts/${account.id}`)
}

/**
 * Does in a deployment what people do: signs up, publishes an event, takes its seat, builds a sandbox cluster. It removes what it made, also
 * after a failure; a cluster whose destruction failed stays visible to operators.
 * @throws Error that names the step
 */
export const takeJourney = async (place: Place): Promise<void> => {
  const { email, call } = await signUp(place)
  try {
    await eventually('a person can sign up and in', async () => call<object>('GET', '/v1/me'), place.polling)
    const event = await takeSeat(call, place.polling)
    await call('POST', `/v1/events/${event.id}/cancel`)
    await place.grantOperator(email)
    await buildSandbox(call, place.polling)
  } finally {
    await call('DELETE', '/v1/me').catch((error: Error) =>
      console.error(`The account ${email} of this check is left: ${error.message}`),
    )
  }
}
