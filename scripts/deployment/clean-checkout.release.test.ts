import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { cpSync, globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { operations } from '../../contract/index.ts'
import { oidcPath } from '../../contract/oidc.ts'
import { target } from '../../testing/deployment.ts'
import { waitUntil } from '../../testing/wait-until.ts'
import type { Sbom } from '../sbom.ts'
import { newFacts } from './resource.ts'
import { functionNames, isHandler, variablesOf, webOrigins } from './resources/functions.ts'
import { listUpload, listUploadByGcloud, root } from './upload.ts'

/** What Cloud Build does up to the first call of Google, on the files that gcloud uploads. */
const checkout = mkdtempSync(join(tmpdir(), 'labseat-checkout-'))
const functions = join(checkout, '.labseat/deploy/functions')
afterAll(() => rmSync(checkout, { recursive: true, force: true }))

const environment = (): NodeJS.ProcessEnv => {
  // Vitest's own variables would change what the nested run does.
  const own = Object.entries(process.env).filter(
    ([name]) => !/^(VITEST|NODE_ENV$|LABSEAT_|GOOGLE_|FIREBASE_|.*_EMULATOR_HOST$|npm_)/.test(name),
  )
  return { ...Object.fromEntries(own), npm_config_prefer_offline: 'true' }
}
const run = (command: string, cwd: string) => {
  const { status, stdout, stderr } = spawnSync('bash', ['-euo', 'pipefail', '-c', command], {
    cwd,
    env: environment(),
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  })
  return { status, output: `${stdout}${stderr}`.slice(-4000) }
}
const succeeded = { status: 0, output: expect.any(String) }

/** The shell text of the RUN instructions of the image's first stage. */
const installCommands = () => {
  const dockerfile = readFileSync(join(functions, 'Dockerfile'), 'utf8').replaceAll('\\\n', ' ')
  return [...dockerfile.matchAll(/^RUN (.+)$/gm)].map(([, command]) => command!).join('\n')
}

beforeAll(() => {
  for (const file of listUploadByGcloud() ?? listUpload()) cpSync(join(root, file), join(checkout, file))
})

test('the uploaded files install, pass verify and build', () => {
  expect(run('npm ci', checkout)).toEqual(succeeded)
  expect(run('npm run verify', checkout)).toEqual(succeeded)
  expect(run('node_modules/.bin/node scripts/deployment/stage.ts', checkout)).toEqual(succeeded)
}, 1_500_000)

test('the image of the functions installs, without packages that no function reaches, and says what it contains', () => {
  expect(run(installCommands(), functions)).toEqual(succeeded)
  for (const name of ['firebase', 'react', 'vite', 'typescript', 'firebase-tools'])
    expect(run(`test ! -e node_modules/${name}`, functions).status).toBe(0)
  const { components } = JSON.parse(readFileSync(join(functions, 'sbom.cdx.json'), 'utf8')) as Sbom
  const listed = new Set(components.map(({ name, version }) => `${name}@${version}`))
  const installed = globSync('node_modules/{*,@*/*}/package.json', { cwd: functions }).map((path) => {
    const { name, version } = JSON.parse(readFileSync(join(functions, path), 'utf8'))
    return `${name}@${version}`
  })
  expect(installed.length).toBeGreaterThan(100)
  expect(installed.filter((name) => !listed.has(name))).toEqual([])
}, 300_000)

const freePort = async (): Promise<number> => {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

const facts = { ...newFacts(), apiKey: 'AIzaSyExample', cloudsAccountId: '100200300' }
/** The command of the image, with the variables that the deployment sets. */
const startFunction = (name: string, port: number): ChildProcess =>
  spawn(process.execPath, ['node_modules/@google-cloud/functions-framework/build/src/main.js'], {
    cwd: functions,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: process.env.PATH,
      ...variablesOf(target, { google: {} as never, facts }, name),
      LABSEAT_HMAC_KEY: 'a key for this test that is long enough',
      LABSEAT_SMTP_URL: 'smtp://127.0.0.1:1',
      K_SERVICE: name,
      PORT: String(port),
    },
  })

/** A request that a function answers without Google, and the status that it must have. */
const probeOf = (name: string): [path: string, init: RequestInit, status: number] => {
  if (isHandler(name))
    return [
      '/projects/p/topics/t',
      { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{ no JSON' },
      400,
    ]
  // It refuses an unknown address before it needs its keys.
  if (name === 'oidc-provider') return [`${oidcPath}/nothing`, {}, 404]
  const operation = operations.find(({ id }) => id === name)!
  const path = operation.path.replace(/\{\w+\}/g, 'x')
  if (name === 'health-get') return [path, {}, 200]
  if (['user', 'verified', 'role'].includes(operation.access))
    return [path, { method: operation.method.toUpperCase() }, 401]
  const headers = {
    origin: webOrigins(target)[0]!,
    'access-control-request-method': operation.method.toUpperCase(),
  }
  return [path, { method: 'OPTIONS', headers }, 204]
}

test.each(functionNames.map((name) => [name]))('%s starts from the image and answers', async (name) => {
  const port = await freePort()
  const child = startFunction(name, port)
  let output = ''
  for (const stream of [child.stdout!, child.stderr!])
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text
    })
  try {
    const [path, init, status] = probeOf(name)
    const answer = await waitUntil(
      `${name} answers`,
      () => {
        if (child.exitCode !== null) throw new Error(`${name} ended: ${output}`)
        return fetch(`http://127.0.0.1:${port}${path}`, init).catch(() => undefined)
      },
      30,
    )
    expect({ status: answer.status, output }).toEqual({ status, output: expect.any(String) })
  } finally {
    child.kill('SIGKILL')
  }
})
