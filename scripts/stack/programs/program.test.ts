import { existsSync, globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { jupyterhub } from './jupyterhub.ts'
import { findMoto, moto } from './moto.ts'
import { ensureProgram, findOnPath, type Program, runCommand, type Way } from './program.ts'
import { terraform, verifyChecksum } from './terraform.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'labseat-programs-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const programOf = (ways: Way[]): Program => ({
  name: 'scratch',
  find: () => (existsSync(join(folder, 'scratch')) ? join(folder, 'scratch') : undefined),
  ways,
  missing: 'No scratch. Everything else works. Get it from https://example.com',
})
const ensure = async (ways: Way[]) => {
  const lines: string[] = []
  return { path: await ensureProgram(programOf(ways), (line) => lines.push(line)), lines }
}
const write = async () => writeFileSync(join(folder, 'scratch'), '')

test('a program that is there is not installed', async () => {
  await write()
  const refuse = () => {
    throw new Error('asked')
  }
  expect(await ensure([{ applies: refuse, install: refuse }])).toEqual({
    path: join(folder, 'scratch'),
    lines: [],
  })
})

test('the first way that applies installs it, and the next one is tried after a failure', async () => {
  const fail = async () => {
    throw new Error('no space left')
  }
  const { path, lines } = await ensure([
    { applies: () => false, install: fail },
    { applies: async () => true, install: fail },
    { applies: () => true, install: write },
  ])
  expect(path).toBe(join(folder, 'scratch'))
  expect(lines.join('\n')).toContain('scratch was not installed: no space left')
})

test('without a way, one line says what is missing and how to get it', async () => {
  const { path, lines } = await ensure([{ applies: () => false, install: write }])
  expect(path).toBeUndefined()
  expect(lines).toEqual([programOf([]).missing])
  for (const { missing } of [terraform, moto, jupyterhub]) {
    expect(missing).toMatch(/Everything else works.*Get it (with|from)/)
    expect(missing).not.toContain('\n')
  }
})

test('two installations at once run one after the other, and the second finds the program', async () => {
  let installations = 0
  const way: Way = {
    applies: () => true,
    install: async () => {
      installations++
      await write()
    },
  }
  const both = await Promise.all([ensure([way]), ensure([way])])
  expect(both.map(({ path }) => path)).toEqual([join(folder, 'scratch'), join(folder, 'scratch')])
  expect(installations).toBe(1)
})

test('a program of the person comes before Labseat’s own', () => {
  writeFileSync(join(folder, 'terraform'), '')
  expect(findOnPath('terraform', `/nowhere:${folder}`)).toBe(join(folder, 'terraform'))
  expect(findOnPath('no-such-program', folder)).toBeUndefined()
})

test('a download with another checksum is refused', () => {
  const empty = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'
  expect(() => verifyChecksum(new Uint8Array(), empty)).not.toThrow()
  expect(() => verifyChecksum(new Uint8Array([1]), empty)).toThrow(/instead of e3b0c4/)
})

test('a command that fails tells the end of its output', async () => {
  await expect(runCommand('sh', ['-c', 'echo first; echo the reason >&2; exit 3'])).rejects.toThrow(
    'the reason',
  )
})

const requirements = (name: string) => readFileSync(join(import.meta.dirname, name), 'utf8')
test('every package of JupyterHub has a version and a hash, and its proxy has a lock file with hashes', () => {
  const entries = requirements('jupyterhub.txt')
    .split(/^(?=[a-z])/m)
    .slice(1)
  expect(entries.length).toBeGreaterThan(50)
  for (const entry of entries)
    expect(entry).toMatch(/^[a-z0-9-]+==[\w.]+( ; [^\\]+)? \\\n( {2}--hash=sha256:[0-9a-f]{64}( \\)?\n)+$/)
  const { packages } = JSON.parse(requirements('proxy/package-lock.json')) as {
    packages: Record<string, { integrity?: string }>
  }
  for (const [path, { integrity }] of Object.entries(packages))
    if (path) expect(integrity, path).toMatch(/^sha512-/)
})

test('every package of moto has a version', () => {
  const entries = requirements('moto.txt')
    .split('\n')
    .filter((line) => line && !line.startsWith('#'))
  for (const entry of entries) expect(entry).toMatch(/^[a-z0-9-]+==[\w.]+$/)
  expect(globSync('*.txt', { cwd: import.meta.dirname }).sort()).toEqual(['jupyterhub.txt', 'moto.txt'])
})

test('without a Python that has moto, none is found', () => {
  vi.stubEnv('PATH', '')
  vi.stubEnv('PYENV_ROOT', '/nowhere')
  expect(findMoto('/nowhere')).toBeUndefined()
  vi.unstubAllEnvs()
})
