import { globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import packageJson from '../package.json' with { type: 'json' }

const root = join(import.meta.dirname, '..')
const textOf = (path: string) => readFileSync(join(root, path), 'utf8')
const workflows = globSync('.github/workflows/*.yml', { cwd: root }).sort()

type Job = { permissions?: Record<string, string>; 'timeout-minutes'?: number; steps: { run?: string }[] }
type Workflow = { permissions?: Record<string, string>; jobs: Record<string, Job> }

test('there is a workflow for verify, test, CodeQL and the review of dependencies', () => {
  expect(workflows.map((path) => path.split('/').at(-1))).toEqual([
    'codeql.yml',
    'dependency-review.yml',
    'test.yml',
    'verify.yml',
  ])
})

describe.each(workflows)('%s', (path) => {
  const workflow: Workflow = parse(textOf(path))

  test('pins each action to a commit, with its version beside it', () => {
    const uses = [...textOf(path).matchAll(/uses: (.*)$/gm)].map(([, action]) => action)
    expect(uses.length).toBeGreaterThan(0)
    for (const action of uses) expect(action).toMatch(/^[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/)
  })

  test('cannot write to the repository, and has a timeout', () => {
    expect(workflow.permissions).toEqual({ contents: 'read' })
    for (const job of Object.values(workflow.jobs)) {
      const { contents, 'security-events': _results, ...further } = job.permissions ?? { contents: 'read' }
      expect([contents, further]).toEqual(['read', {}])
      expect(job['timeout-minutes']).toBeLessThanOrEqual(60)
    }
  })

  test('runs only scripts that package.json has', () => {
    const commands = Object.values(workflow.jobs).flatMap(({ steps }) => steps.map(({ run }) => run ?? ''))
    for (const [, run, name] of commands.join('\n').matchAll(/\bnpm (run )?(\w+)/g))
      expect(Object.keys(packageJson.scripts), `npm ${run ?? ''}${name}`).toContain(name)
  })
})

test('the secret scan gets the whole history', () => {
  expect(textOf('.github/workflows/test.yml')).toContain('fetch-depth: 0')
})

test('Dependabot covers every folder with dependencies', () => {
  type Update = { 'package-ecosystem': string; directory?: string; directories?: string[] }
  const { updates }: { updates: Update[] } = parse(textOf('.github/dependabot.yml'))
  const covered = updates.flatMap(({ 'package-ecosystem': ecosystem, directory, directories }) =>
    [directory ?? [], directories ?? []].flat().map((folder) => `${ecosystem} ${folder}`),
  )
  const foldersWith = (ecosystem: string, pattern: string) => {
    const exclude = (path: string) => /^(node_modules|\.labseat|dist|web\/dist)$/.test(path)
    const files = globSync(pattern, { cwd: root, exclude })
    return files.map((path) => `${ecosystem} /${dirname(path).replace(/^\.$/, '')}`)
  }
  const needed = new Set([
    'github-actions /',
    ...foldersWith('npm', '**/package-lock.json'),
    ...foldersWith('docker', '**/*Dockerfile'),
    ...foldersWith('terraform', 'clusters/*/*/.terraform.lock.hcl'),
  ])
  expect(covered.toSorted()).toEqual([...needed].toSorted())
})
