import { spawn, spawnSync } from 'node:child_process'
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { processes } from './stack/process-table.ts'

/** A project with one dependency. Its `npm` only writes its arguments to a log. */
let root: string
afterEach(() => rmSync(root, { recursive: true, force: true }))
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'labseat-'))
  mkdirSync(join(root, 'scripts'))
  copyFileSync(join(import.meta.dirname, 'run.mjs'), join(root, 'scripts/run.mjs'))
  writeFileSync(join(root, 'script.mjs'), 'console.log(process.argv.slice(2).join()); process.exit(7)')
  writeLock({ one: '1.0.0' })
  mkdirSync(join(root, 'bin'))
  writeFileSync(join(root, 'bin/npm'), `#!/bin/sh\necho "$@" >> '${join(root, 'npm.log')}'\n`)
  chmodSync(join(root, 'bin/npm'), 0o755)
})

function packagesJson(versions: Record<string, string>, extra: object) {
  const entries = Object.entries(versions).map(([name, version]) => [
    `node_modules/${name}`,
    { version, integrity: version },
  ])
  return JSON.stringify({ packages: { ...Object.fromEntries(entries), ...extra } })
}
function writeLock(versions: Record<string, string>) {
  const elsewhere = { 'node_modules/for-another-platform': { version: '1.0.0', optional: true } }
  writeFileSync(join(root, 'package-lock.json'), packagesJson(versions, { '': {}, ...elsewhere }))
}
function writeInstalled(versions: Record<string, string>) {
  mkdirSync(join(root, 'node_modules'))
  writeFileSync(join(root, 'node_modules/.package-lock.json'), packagesJson(versions, {}))
}
const env = () => ({ ...process.env, PATH: `${join(root, 'bin')}:${process.env.PATH}` })
const run = (...args: string[]) =>
  spawnSync(process.execPath, ['scripts/run.mjs', ...args], { cwd: root, encoding: 'utf8', env: env() })
const npmCalls = () => (existsSync(join(root, 'npm.log')) ? readFileSync(join(root, 'npm.log'), 'utf8') : '')

test('installs on the first run', () => {
  expect(run('script.mjs').stderr).toContain('first run')
  expect(npmCalls()).toMatch(/^ci /)
})

test.each([
  ['a package has changed', { one: '0.9.0' }, 'one has changed'],
  ['a package is missing', {}, 'one is missing'],
  ['a package is no longer needed', { one: '1.0.0', two: '1.0.0' }, 'packages were removed'],
])('installs when %s', (_, versions, reason) => {
  writeInstalled(versions)
  expect(run('script.mjs').stderr).toContain(reason)
  expect(npmCalls()).toMatch(/^ci /)
})

test('installs nothing when everything is up to date, and passes arguments and the exit code on', () => {
  writeInstalled({ one: '1.0.0' })
  const { stdout, status } = run('script.mjs', 'a', 'b')
  expect(npmCalls()).toBe('')
  expect(stdout).toBe('a,b\n')
  expect(status).toBe(7)
})

test('installs the pinned Node again when it runs under the one that the installation deletes', () => {
  writeInstalled({ one: '0.9.0' })
  const bin = join(root, 'node_modules/.bin')
  const home = join(root, 'node_modules/node')
  mkdirSync(bin)
  mkdirSync(home)
  copyFileSync(process.execPath, join(bin, 'node'))
  writeFileSync(join(root, 'bin/npm'), `#!/bin/sh\nrm '${join(bin, 'node')}'\n`)
  writeFileSync(
    join(home, 'installArchSpecificPackage.js'),
    `const { mkdirSync, symlinkSync } = require('node:fs')
    mkdirSync('bin')
    symlinkSync(process.execPath, 'bin/node')`,
  )
  const outside = join(root, 'outside')
  mkdirSync(outside)
  symlinkSync(process.execPath, join(outside, 'node'))
  const { stdout, stderr, status } = spawnSync(join(bin, 'node'), ['scripts/run.mjs', 'script.mjs', 'a'], {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, PATH: `${bin}:${join(root, 'bin')}:${outside}:${process.env.PATH}` },
  })
  expect({ stdout, status }, stderr).toEqual({ stdout: 'a\n', status: 7 })
})

test('passes signals on', async () => {
  writeInstalled({ one: '1.0.0' })
  writeFileSync(
    join(root, 'waits.mjs'),
    `process.on('SIGTERM', () => process.exit(9)); setInterval(() => {}, 1000); console.log('waiting')`,
  )
  const child = spawn(process.execPath, ['scripts/run.mjs', 'waits.mjs'], { cwd: root, env: env() })
  child.stdout.once('data', () => child.kill('SIGTERM'))
  expect(await new Promise((resolve) => child.once('exit', resolve))).toBe(9)
})

test('ends its script when the shell that npm gave it is gone', async () => {
  writeInstalled({ one: '1.0.0' })
  writeFileSync(
    join(root, 'waits.mjs'),
    `process.on('SIGTERM', () => process.exit()); setInterval(() => {}, 1000); console.log(process.pid)`,
  )
  const shell = spawn('sh', ['-c', `'${process.execPath}' scripts/run.mjs waits.mjs; exit`], {
    cwd: root,
    env: { ...env(), npm_lifecycle_event: 'start' },
  })
  const pid = await new Promise<number>((resolve) =>
    shell.stdout.once('data', (text) => resolve(Number(text))),
  )
  expect(processes().has(pid)).toBe(true)
  shell.kill('SIGTERM')
  await vi.waitFor(() => expect(processes().has(pid)).toBe(false), 10_000)
})
