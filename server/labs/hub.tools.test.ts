import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { findHubProcesses } from '../../clusters/runner/hub-processes.ts'
import { startApi } from '../../clusters/runner/test/api.ts'
import { findRevealing, readExposed, readTexts } from '../../clusters/runner/test/processes.ts'
import { startRunner } from '../../clusters/runner/test/runner.ts'
import { processes } from '../../scripts/stack/process-table.ts'
import { startPart } from '../../scripts/stack/processes.ts'
import { jupyterhub } from '../../scripts/stack/programs/jupyterhub.ts'
import { ensureProgram } from '../../scripts/stack/programs/program.ts'
import { waitUntil } from '../../testing/wait-until.ts'
import { createHub, type Hub, type HubError } from './hub.ts'

const root = mkdtempSync(join(tmpdir(), 'labseat-hub-test-'))
const folders = { sandbox: join(root, 'bucket'), folder: join(root, 'run') }
const hubs = join(root, 'hubs')
const hubFolder = join(hubs, 'c1')
const secrets = {
  clientId: 'cluster-c1',
  clientSecret: 'client-secret-0123456789',
  serviceToken: '0f'.repeat(32),
  workKey: '1e'.repeat(32),
}
const [ada, bob] = ['a1'.repeat(16), 'b2'.repeat(16)] as const

/** The provider in short: it knows one person. sign-in.api.test.ts has the real one. */
const provider = { forms: [] as URLSearchParams[] }
const tokens = { access_token: 'access', refresh_token: 'refresh', token_type: 'Bearer' }
const answerAsProvider = (step: string, text: string) => {
  if (step === 'hub') return { status: 200, body: { ...secrets, issuer: 'http://labseat.test/v1/oidc' } }
  if (step === 'me') return { status: 200, body: { sub: ada, name: "Zoë O'Brien / Ада" } }
  if (step !== 'token') return undefined
  provider.forms.push(new URLSearchParams(text))
  return { status: 200, body: tokens }
}

/** The stack that the hub ends with. */
const stack = startPart('stack', 'sleep', ['600'], { log: '/dev/null' })
const runOnce = async (command: 'create' | 'destroy') => {
  const api = await startApi({ command, mode: 'plan-and-apply' })
  api.rules.beforeHandling = answerAsProvider
  const [top] = stack.family()
  const runner = startRunner(api, folders, {
    LABSEAT_HUBS_FOLDER: hubs,
    LABSEAT_STACK: `${top!.pid}:${top!.born}`,
  })
  await runner.ended
  return { api, ...api.received, output: runner.output() }
}

let hub: Hub
let url: string
let built: Awaited<ReturnType<typeof runOnce>>
beforeAll(async () => {
  mkdirSync(folders.folder)
  if (!(await ensureProgram(jupyterhub))) throw new Error(jupyterhub.missing)
  built = await runOnce('create')
  url = (built.finished!.outputs!.urls as { jupyterhub: string }).jupyterhub
  hub = createHub({ url, token: secrets.serviceToken, allowPrivate: true, timeoutMs: 30_000 })
})
afterAll(async () => {
  await stack.stop()
  await built.api.close()
  rmSync(root, { recursive: true, force: true, maxRetries: 5 })
})

const troubleOf = (work: Promise<unknown>) =>
  work.then(
    () => 'none',
    (error: HubError) => error.trouble,
  )
const soon = () => AbortSignal.timeout(60_000)
const openOnce = (address: string, cookie = '') => fetch(address, { redirect: 'manual', headers: { cookie } })

test('the stage apps starts a real hub, which outlives its runner, and its secrets are in no argument, log or report', () => {
  expect(built.finished).toMatchObject({ outcome: 'succeeded' })
  expect(new URL(url).pathname).toBe('/lab-abc123/')
  const running = findHubProcesses(hubs)
  expect(running.length).toBeGreaterThanOrEqual(2)
  expect(running.flatMap((pid) => readExposed(pid).cmdline).join()).toContain('jupyterhub_config.py')
  for (const secret of [secrets.clientSecret, secrets.serviceToken]) {
    expect(
      findRevealing(
        running.map((pid) => ({ pid })),
        secret,
      ),
    ).toEqual([])
    expect(built.allContent + built.output).not.toContain(secret)
    const files = readTexts(root).filter(([, text]) => text.includes(secret))
    expect(files.map(([path]) => path)).toEqual([join(hubFolder, 'secrets.json')])
  }
  expect(statSync(join(hubFolder, 'secrets.json')).mode & 0o077).toBe(0)
})

test('a person gets a server, which only this person opens, and it stops', async () => {
  expect(await troubleOf(hub.readServer(ada))).toBe('unknown-user')
  await hub.ensureUser(ada)
  await hub.ensureUser(ada)
  expect(await hub.readServer(ada)).toEqual({ state: 'none' })
  await hub.startServer(ada)
  const events: string[] = []
  for await (const { state } of hub.readProgress(ada, soon())) events.push(state)
  expect(events.at(-1)).toBe('running')
  expect(await hub.waitUntilRunning(ada, soon())).toMatchObject({
    state: 'running',
    since: expect.any(String),
  })
  expect(await hub.startServer(ada)).toMatchObject({ state: 'running' })
  expect(await hub.listServers()).toMatchObject([{ name: ada, server: { state: 'running' } }])

  const own = await hub.createAccessUrl(ada, { seconds: 300, path: 'api/contents' })
  expect(await (await fetch(own)).json()).toMatchObject({ type: 'directory' })
  await hub.ensureUser(bob)
  const foreign = new URL(await hub.createAccessUrl(bob, { seconds: 300, path: 'api/contents' }))
  foreign.pathname = foreign.pathname.replace(bob, ada)
  expect((await fetch(foreign, { redirect: 'manual' })).status).toBe(403)
  expect((await openOnce(own.split('?')[0]!)).ok).toBe(false)

  const visit = await hub.createAccessUrl(ada, { seconds: 300, path: 'api/contents', note: 'visit' })
  expect((await fetch(visit)).status).toBe(200)
  await hub.revokeTokens(ada, 'visit')
  await hub.revokeTokens('no-such-user', 'visit')
  await waitUntil('the revoked address ends', async () => (await openOnce(visit)).status === 403, 60)
  expect((await fetch(own)).status).toBe(200)

  await hub.stopServer(ada)
  await hub.waitUntilStopped(ada, soon())
  await hub.stopServer(ada)
  expect(await hub.listServers()).toEqual([])
  expect(existsSync(join(hubFolder, 'people', ada))).toBe(true)
  await hub.deleteUser(bob)
  await hub.deleteUser(bob)
  expect(await troubleOf(hub.readServer(bob))).toBe('unknown-user')
})

test('a wrong token is refused', async () => {
  const stranger = createHub({ url, token: 'f0'.repeat(32), allowPrivate: true })
  expect(await troubleOf(stranger.readServer(ada))).toBe('token-refused')
})

test('a person signs in through the provider with PKCE and state, under the pseudonym', async () => {
  const cookieOf = (response: Response) =>
    response.headers
      .getSetCookie()
      .map((cookie) => cookie.split(';')[0])
      .join('; ')
  const login = await openOnce(`${url}hub/oauth_login?next=https://evil.test/steal`)
  const request = new URL(login.headers.get('location')!)
  expect(request.origin + request.pathname).toBe('http://labseat.test/v1/oidc/auth')
  const { state, code_challenge: challenge, ...query } = Object.fromEntries(request.searchParams)
  expect(query).toMatchObject({
    client_id: secrets.clientId,
    code_challenge_method: 'S256',
    redirect_uri: `${url}hub/oauth_callback`,
    scope: 'openid profile groups',
  })
  // Another browser, or a forged state, signs nobody in.
  const callback = `${url}hub/oauth_callback?code=code&state=${state}`
  expect((await openOnce(callback)).status).toBe(400)
  expect((await openOnce(callback.replace(state!, 'forged'), cookieOf(login))).status).toBe(400)
  expect(provider.forms).toEqual([])

  const back = await openOnce(callback, cookieOf(login))
  expect(back.headers.get('location')).toBe('/steal')
  const [form] = provider.forms
  const verifier = form!.get('code_verifier')!
  expect(createHash('sha256').update(verifier).digest('base64url')).toBe(challenge)
  const home = await openOnce(`${url}hub/home`, cookieOf(back))
  expect(home.status).toBe(200)
  expect(await home.text()).toContain(ada)
  const { refreshSeconds } = JSON.parse(readFileSync(join(hubFolder, 'hub.json'), 'utf8'))
  expect(refreshSeconds).toBeLessThanOrEqual(300)
})

test('a hub that is killed is down, and a destroy leaves no process and no folder', async () => {
  await hub.ensureUser(ada)
  await hub.startServer(ada)
  await hub.waitUntilRunning(ada, soon())
  const python = findHubProcesses(hubs).find((pid) =>
    readExposed(pid).cmdline.some((word) => word.endsWith('jupyterhub_config.py')),
  )!
  process.kill(python, 'SIGKILL')
  await waitUntil('the hub has ended', () => !processes().has(python), 10)
  expect(await troubleOf(hub.readServer(ada))).toBe('down')
  // Its proxy and the server of the person go on.
  expect(findHubProcesses(hubs).length).toBeGreaterThanOrEqual(2)

  const destroyed = await runOnce('destroy')
  await destroyed.api.close()
  expect(destroyed.finished).toMatchObject({ outcome: 'succeeded', left: [] })
  expect(findHubProcesses(hubs)).toEqual([])
  expect(existsSync(hubFolder)).toBe(false)
})

test('a hub ends with its stack, also when the stack is killed', async () => {
  const second = await runOnce('create')
  await second.api.close()
  expect(second.finished).toMatchObject({ outcome: 'succeeded' })
  expect(findHubProcesses(hubs).length).toBeGreaterThanOrEqual(2)
  process.kill(stack.family()[0]!.pid, 'SIGKILL')
  await waitUntil('no process of the hub is left', () => findHubProcesses(hubs).length === 0, 30)
})
