import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, type TestContext, test } from 'vitest'
import packageJson from '../../package.json' with { type: 'json' }
import { createSbom } from '../sbom.ts'
import { auditProduction, judgeAdvisories } from './advisories.ts'
import exceptions from './advisory-exceptions.json' with { type: 'json' }
import { readHistory } from './history.ts'
import { findLicenceProblems } from './licences.ts'
import { findSecrets } from './secrets.ts'

const root = join(import.meta.dirname, '../..')

declare module 'vitest' {
  interface TaskMeta {
    /** scripts/vitest.ts prints it at the end. */
    skipReason?: string
  }
}

/** A scan that could not run is no scan that passed. */
const skipBecause = ({ task, skip }: TestContext, reason: string): never => {
  task.meta.skipReason = reason
  return skip(reason)
}

test('no package that is deployed has an advisory that nobody has reviewed', (context) => {
  const audit = auditProduction()
  if (!audit.ran) return skipBecause(context, `the scan did not run. ${audit.reason}`)
  expect(judgeAdvisories(audit.advisories, exceptions, new Date().toISOString().slice(0, 10))).toEqual([])
})

describe('the software bill of materials', () => {
  const { specVersion, components } = createSbom()

  test('names what functions, runners and browsers get, and no tool', () => {
    const names = new Set(components.map(({ name }) => name))
    expect(specVersion).toMatch(/^1\.\d$/)
    expect([...names]).toEqual(expect.arrayContaining(Object.keys(packageJson.dependencies)))
    // Dependencies of dependencies, too.
    for (const name of ['google-gax', 'react', 'scheduler', 'firebase', '@firebase/auth', 'vue'])
      expect(names, name).toContain(name)
    for (const name of ['vite', 'vitest', 'typescript', 'newman', 'firebase-tools'])
      expect(names, name).not.toContain(name)
  })

  test('is the same each time', () => {
    expect(createSbom()).toEqual(createSbom())
  })

  test('has no licence that nobody has allowed', () => {
    expect(findLicenceProblems(components)).toEqual([])
  })
})

describe('the secret scan', () => {
  test('finds nothing in the whole history', async (context) => {
    const history = readHistory(root)
    expect(await findSecrets(history.blobs)).toEqual([])
    if (!history.isWhole)
      skipBecause(context, `only ${history.blobs.length} files were scanned. The reason: ${history.reason}.`)
  })

  let folder: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'labseat-history-'))
  })
  afterEach(() => rmSync(folder, { recursive: true, force: true }))
  const git = (cwd: string, ...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=Test', '-c', 'user.email=test@labseat.test', ...args], {
      cwd,
      stdio: 'pipe',
    })

  test('finds a secret that a later commit removed, and names its place without the secret', async () => {
    git(folder, 'init', '-q')
    // Made here, so that the history of this repository holds none.
    const secret = `ghp_${randomBytes(18).toString('hex')}`
    const commit = (text: string) => {
      writeFileSync(join(folder, 'settings.txt'), text)
      git(folder, 'add', '.')
      git(folder, 'commit', '-qm', 'Change the settings')
    }
    commit(`first\ntoken = ${secret}\n`)
    commit('first\n')
    const history = readHistory(folder)
    expect(history.isWhole).toBe(true)
    const secrets = await findSecrets(history.blobs)
    expect(secrets).toEqual([
      { path: 'settings.txt', blob: expect.any(String), rule: 'github GITHUB_TOKEN', line: 2 },
    ])
    expect(JSON.stringify(secrets)).not.toContain(secret)

    const copy = join(folder, 'copy')
    git(folder, 'clone', '-q', '--depth=1', `file://${folder}`, copy)
    const shallow = readHistory(copy)
    expect(shallow).toMatchObject({ isWhole: false, reason: expect.stringContaining('the last 1 commits') })
    expect(await findSecrets(shallow.blobs)).toEqual([])
  })

  test('says that it could not run where there is no history', () => {
    expect(readHistory(folder)).toMatchObject({ isWhole: false, blobs: [] })
  })
})
