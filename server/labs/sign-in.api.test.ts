import { execFile } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { freePort } from '../../clusters/runner/free-port.ts'
import { endHubs, findHubProcesses } from '../../clusters/runner/hub-processes.ts'
import { jupyterhub } from '../../scripts/stack/programs/jupyterhub.ts'
import { ensureProgram } from '../../scripts/stack/programs/program.ts'
import { api } from '../../testing/api.ts'
import { connectAccount } from '../../testing/cloud-accounts.ts'
import { runnerOf, storeRun } from '../../testing/clusters-runner.ts'
import { publishEvent } from '../../testing/events.ts'
import { storeLab, storePlace } from '../../testing/labs.ts'
import { answer, Browser, issuer, signInIdOf } from '../../testing/oidc-client.ts'
import { asPerson, type Person } from '../../testing/people.ts'
import { waitUntilSettled } from '../../testing/seats.ts'
import { db, documents } from '../documents.ts'
import { createLogger } from '../log.ts'
import { clusterUserOf } from '../oidc/cluster-user.ts'
import { openClusterHub } from './cluster-hub.ts'
import { lookAtPlaces } from './look-at-places.ts'
import { servePlace } from './serve-place.ts'

const log = createLogger()

const folder = mkdtempSync(join(tmpdir(), 'labseat-hub-'))
let olga: Person
let erik: Person
let mina: Person
let eventId: string
let clusterId: string
let url: string

/** A real hub beside the real provider. It asks the provider again at each request that comes a second after the last one. */
beforeAll(async () => {
  if (!(await ensureProgram(jupyterhub))) throw new Error(jupyterhub.missing)
  const people = await Promise.all(['Olga', 'Erik', 'Mina'].map((name) => asPerson(name)))
  ;[olga, erik, mina] = people as [Person, Person, Person]
  const otto = await asPerson('Otto', { role: 'operator' })
  const account = await connectAccount(otto, { platform: 'sandbox', credentials: { kind: 'none' } })
  ;({ id: eventId } = await publishEvent(olga))
  await api('POST', `/v1/events/${eventId}/registrations`, undefined, erik)
  await waitUntilSettled(db, eventId)
  const stored = await storeRun(otto, account, { state: 'applying' }, 0, { eventId })
  clusterId = stored.clusterId
  const materials = 'https://materials.invalid/course.git'
  await storeLab(eventId, account, { state: 'ready', clusterId, builds: 1, materials })
  url = `http://127.0.0.1:${await freePort()}/lab/`
  const { issuer: provider, ...secrets } = (await runnerOf(stored).hub(url)).body
  writeFileSync(join(folder, 'secrets.json'), JSON.stringify({ ...secrets, cryptKey: '0f'.repeat(32) }))
  writeFileSync(
    join(folder, 'hub.json'),
    JSON.stringify({
      url,
      authorizeUrl: `${provider}/auth`,
      tokenUrl: `${issuer()}/token`,
      userdataUrl: `${issuer()}/me`,
      maxServers: 2,
      memoryMb: 1024,
      cores: 0.5,
      materials: 'https://materials.invalid/course.git',
      idleSeconds: 600,
      refreshSeconds: 1,
    }),
  )
  const program = join(import.meta.dirname, '../../clusters/sandbox/hub/start.ts')
  await promisify(execFile)(process.execPath, [program, folder])
})
afterAll(async () => {
  await endHubs(folder)
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
})

const workUrl = async (): Promise<URL> => {
  const { body, text } = await api('GET', `/v1/events/${eventId}/lab/work`, undefined, erik)
  if (!body.url) throw new Error(text)
  return new URL(body.url)
}
/** The names in the ZIP file. Python reads it with a library that is not ours. */
const download = async (): Promise<string[]> => {
  const response = await fetch(await workUrl())
  expect(response.headers.get('content-disposition')).toBe('attachment; filename="my-lab.zip"')
  const file = join(folder, 'work.zip')
  writeFileSync(file, Buffer.from(await response.arrayBuffer()))
  const script =
    'import json, sys, zipfile; z = zipfile.ZipFile(sys.argv[1]); z.testzip(); print(json.dumps(z.namelist()))'
  return JSON.parse((await promisify(execFile)('python3', ['-c', script, file])).stdout)
}
const statusOf = async (change: (address: URL) => unknown): Promise<number> => {
  const address = await workUrl()
  change(address)
  return (await fetch(address)).status
}

test('a person without a seat does not get into the hub', async () => {
  const page = await new Browser(url).open(`${url}hub/home`)
  expect((await answer(signInIdOf(page.url), mina)).status).not.toBe(200)
})

test('a callback that is replayed, or that has a used or invented code, signs nobody in', async () => {
  const browser = new Browser(url)
  const page = await browser.open(`${url}hub/home`)
  const { body } = await answer(signInIdOf(page.url), erik)
  expect((await browser.open(body.continueUrl)).status).toBe(200)
  const callback = browser.visited.find(({ pathname }) => pathname === '/lab/hub/oauth_callback')!

  const thief = new Browser(url)
  const requireSignIn = async () => expect(signInIdOf((await thief.open(`${url}hub/home`)).url)).not.toBe('')
  expect((await thief.open(callback)).status).toBe(400)
  await requireSignIn()
  // The hub knows the state of a sign-in that the thief has begun. The code belongs to another one, or to none.
  for (const code of [callback.searchParams.get('code')!, 'invented-0123456789']) {
    const begun = thief.visited.findLast(({ pathname }) => pathname.endsWith('/oidc/auth'))!
    const forged = new URL(callback)
    forged.searchParams.set('state', begun.searchParams.get('state')!)
    forged.searchParams.set('code', code)
    expect((await thief.open(forged)).status).toBeGreaterThanOrEqual(400)
    await requireSignIn()
  }
})

test('a seat opens the hub under a pseudonym, and without the seat the server and the session end', async () => {
  const browser = new Browser(url)
  const page = await browser.open(`${url}hub/home`)
  const { body } = await answer(signInIdOf(page.url), erik)
  const home = await browser.open(body.continueUrl)
  expect(home).toMatchObject({ status: 200, url: { pathname: '/lab/hub/home' } })
  expect(home.text).toContain(await clusterUserOf(clusterId, erik.uid))
  for (const word of [erik.uid, erik.email, erik.firstName]) expect(home.text).not.toContain(word)
  expect((await browser.open(`${url}hub/home`)).status).toBe(200)
  // Another person opens their lab in this browser: the hub asks who it is, and does not lead to Erik's server.
  const other = await browser.open(`${url}hub/labseat/enter/${'0'.repeat(32)}`)
  expect(signInIdOf(other.url)).not.toBe('')
  const { body: second } = await answer(signInIdOf(other.url), erik)
  // The server does not run yet, so the way in starts it.
  const entered = await browser.open(second.continueUrl)
  expect(entered.url.pathname).toMatch(/^\/lab\/(hub\/spawn-pending|user)\//)

  await documents.cluster(clusterId).update({ links: [{ service: 'jupyterhub', url }] })
  const hub = (await openClusterHub(clusterId))!
  const name = (await clusterUserOf(clusterId, erik.uid))!
  await storePlace(eventId, erik, { server: 'starting', work: 'start' })
  await servePlace(eventId, erik.uid, new Date().toISOString(), log)
  const place = (await documents.labPlace(eventId, erik.uid).get()).data()!
  expect(place).toMatchObject({ server: 'running', work: null })
  expect(place.materialsProblem).toMatch(/no server materials\.invalid/)
  const notebook = findHubProcesses(folder).find((pid) =>
    readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('jupyterhub-singleuser'),
  )
  const limits = readFileSync(`/proc/${notebook}/limits`, 'utf8')
  expect(limits).toMatch(new RegExp(`Max address space +${1024 ** 3} `))
  expect(limits).toMatch(new RegExp(`Max file size +${1024 ** 3} `))
  // Without it a fork bomb takes the machine. Linux does not count processes of root.
  expect(limits).toMatch(/Max processes +\d+ /)
  expect(readFileSync(`/proc/${notebook}/status`, 'utf8')).toMatch(/Cpus_allowed_list:\t\d+\n/)
  const own = join(folder, 'people', name)
  expect(readdirSync(own)).toContain('MATERIALS-PROBLEM.txt')
  await lookAtPlaces(eventId, new Date().toISOString(), log)
  expect(await hub.readServer(name)).toMatchObject({ state: 'running' })
  const { endsAt } = await (await fetch(`${url}hub/labseat/end`)).json()
  expect(Date.parse(endsAt)).toBeGreaterThan(Date.now())
  // Notebook 6 loads it on each page; JupyterLab has an extension that loads it from the hub.
  const banner = await (await fetch(`${url}hub/labseat/end.js`)).text()
  expect(banner).toContain('labseat/end')
  expect((await fetch(`${url}hub/labseat/end`, { method: 'POST', body: '{"endsAt":"2000"}' })).status).toBe(
    403,
  )

  writeFileSync(join(own, 'Зошит (1).ipynb'), '{"cells":[]}')
  symlinkSync('/etc/passwd', join(own, 'link'))
  await api('DELETE', `/v1/events/${eventId}/registrations/me`, undefined, erik)
  await waitUntilSettled(db, eventId)
  await lookAtPlaces(eventId, new Date().toISOString(), log)
  expect(await hub.listServers()).toEqual([])
  // Neither a seat nor a session is left, and the work can be downloaded.
  expect(await download()).toEqual(['MATERIALS-PROBLEM.txt', 'Зошит (1).ipynb'])
  expect(await statusOf((address) => address.searchParams.set('expires', '9999999999'))).toBe(403)
  expect(await statusOf((address) => (address.pathname = address.pathname.replace(/.{4}$/, '0000')))).toBe(
    403,
  )
  await expect
    .poll(async () => signInIdOf((await browser.open(`${url}hub/home`)).url), {
      timeout: 60_000,
      interval: 500,
    })
    .not.toBe('')
})
