import { execFile, execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import type { ServerResponse } from 'node:http'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type GitServer, startGitServer } from '../testing/git-server.ts'

const script = join(import.meta.dirname, 'shared/apps/hub/labseat_materials.py')

const respond = (url: URL, response: ServerResponse): boolean => {
  if (url.pathname.startsWith('/private')) {
    response.writeHead(401, { 'www-authenticate': 'Basic' }).end()
    return true
  }
  if (url.pathname.startsWith('/moved')) {
    const location = `https://localhost:${server.port}${url.pathname.replace('/moved', '/course')}${url.search}`
    response.writeHead(301, { location }).end()
    return true
  }
  return url.pathname.startsWith('/slow')
}

let server: GitServer
let home: string
beforeAll(async () => {
  server = await startGitServer(respond)
  server.createRepository('course.git', { 'lesson.ipynb': '{}', 'read me.txt': 'Hello' })
  server.createRepository('huge.git', { 'random.bin': randomBytes(300_000) })
})
afterAll(() => server.close())
beforeEach(() => {
  home = mkdtempSync(join(server.root, 'home-'))
  server.requested.length = 0
})

type Outcome = { cloned: boolean; problem: string | null }
const prepare = async (
  url: string,
  { reset = '', inner = true, variables = {} }: { reset?: string; inner?: boolean; variables?: object } = {},
): Promise<Outcome> => {
  const options = [script, home, url, reset, ...(inner ? ['--allow-inner'] : [])]
  const env = { PATH: process.env.PATH, GIT_SSL_CAINFO: server.ca, ...variables }
  return JSON.parse((await promisify(execFile)('python3', options, { env })).stdout)
}
const at = (path: string) => server.at(path)
const git = (cwd: string, ...options: string[]) => server.git(cwd, ...options)
const visible = () => readdirSync(home).filter((name) => !name.startsWith('.'))

test('the first start clones one commit, and a later start leaves the work alone', async () => {
  expect(await prepare(at('course.git'))).toEqual({ cloned: true, problem: null })
  const folder = join(home, 'course')
  expect(readdirSync(folder).sort()).toEqual(['.git', 'lesson.ipynb', 'read me.txt'])
  expect(git(folder, 'rev-list', '--count', '--all').toString().trim()).toBe('1')
  writeFileSync(join(folder, 'lesson.ipynb'), 'mine')
  expect(await prepare(at('course.git'))).toEqual({ cloned: false, problem: null })
  expect(readFileSync(join(folder, 'lesson.ipynb'), 'utf8')).toBe('mine')
  expect(visible()).toEqual(['course'])
})

test('a branch comes after #', async () => {
  expect(await prepare(`${at('course.git')}#second`)).toMatchObject({ cloned: true })
  expect(git(join(home, 'course'), 'branch', '--show-current').toString().trim()).toBe('second')
})

test('a reset moves the work aside and clones once more, and is done once', async () => {
  await prepare(at('course.git'))
  writeFileSync(join(home, 'course/lesson.ipynb'), 'mine')
  writeFileSync(join(home, "Ада O'Brien.txt"), 'mine')
  expect(await prepare(at('course.git'), { reset: '1' })).toMatchObject({ cloned: true })
  expect(await prepare(at('course.git'), { reset: '1' })).toMatchObject({ cloned: false })
  const [course, aside] = visible().sort()
  expect([course, aside]).toEqual(['course', expect.stringMatching(/^earlier-work-\d{8}-\d{6}$/)])
  expect(readFileSync(join(home, 'course/lesson.ipynb'), 'utf8')).toBe('{}')
  expect(readFileSync(join(home, aside!, 'course/lesson.ipynb'), 'utf8')).toBe('mine')
  expect(existsSync(join(home, aside!, "Ада O'Brien.txt"))).toBe(true)
})

describe('materials that cannot be cloned leave a text and no folder, and the next start tries once more:', () => {
  const hosts = ['10.0.0.1', '169.254.169.254', '127.0.0.1', 'localhost']
  test.each([
    ['a private repository', (): string => at('private.git'), /private/],
    ['a repository that does not exist', (): string => at('nowhere.git'), /no repository|private/],
    ['a branch that does not exist', (): string => `${at('course.git')}#third`, /no branch third/],
    [
      'a branch that looks like an option',
      (): string => `${at('course.git')}#--upload-pack=touch`,
      /No branch/,
    ],
    ['an address that moved', (): string => at('moved.git'), /another address/],
    ['a file', (): string => `file://${server.root}/served/course.git`, /https/],
    ['another protocol', (): string => 'ext::sh -c touch% /tmp/x', /https/],
    ['a host that does not exist', (): string => 'https://materials.invalid/course.git', /no server/],
    ['an address with a password', (): string => 'https://user:pass@evil.example/course.git', /password/],
  ] as const)('%s', async (_what, url, problem) => {
    const outcome = await prepare(url())
    expect(outcome).toEqual({ cloned: false, problem: expect.stringMatching(problem) })
    expect(visible()).toEqual(['MATERIALS-PROBLEM.txt'])
    expect(readFileSync(join(home, 'MATERIALS-PROBLEM.txt'), 'utf8')).toContain(outcome.problem)
    expect(await prepare(at('course.git'))).toMatchObject({ cloned: true })
    expect(visible()).toEqual(['course'])
  })

  test.each(hosts)('the inner address %s, to which nothing is sent', async (host) => {
    const outcome = await prepare(at('course.git').replace('localhost', host), { inner: false })
    expect(outcome.problem).toContain('inside a network')
    expect(server.requested).toEqual([])
  })

  test('a repository that is too large', async () => {
    const variables = { LABSEAT_MATERIALS_BYTES: '100000' }
    expect((await prepare(at('huge.git'), { variables })).problem).toContain('larger than')
    expect(visible()).toEqual(['MATERIALS-PROBLEM.txt'])
  })

  test('a server that does not answer', async () => {
    const variables = { LABSEAT_MATERIALS_SECONDS: '1' }
    expect((await prepare(at('slow.git'), { variables })).problem).toContain('did not arrive')
  })

  test('a machine without git', async () => {
    const python = execFileSync('python3', ['-c', 'import sys; print(sys.executable)'], {
      encoding: 'utf8',
    }).trim()
    const { stdout } = await promisify(execFile)(python, [script, home, 'https://example.org/x.git'], {
      env: { PATH: '/nonexistent' },
    })
    expect(JSON.parse(stdout).problem).toContain('no git')
  })
})
