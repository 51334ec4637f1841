import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { stageName } from '../contract/runs.ts'
import { copyModules } from './runner/modules.ts'

const at = (...path: string[]) => join(import.meta.dirname, ...path)
const read = (...path: string[]) => readFileSync(join(...path), 'utf8')
const readAll = (folder: string) =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.tf'))
    .map((name) => read(folder, name))
    .join('\n')
const namesOf = (kind: string, text: string) =>
  [...text.matchAll(new RegExp(`^${kind} "(\\w+)"`, 'gm'))].map(([, name]) => name).sort()

const platforms = ['aws', 'azure', 'gcp', 'sandbox'] as const
const stages = stageName.options
const parent = mkdtempSync(join(tmpdir(), 'labseat-modules-'))
afterAll(() => rmSync(parent, { recursive: true }))

/** The folder of a stage, as a runner prepares it. */
const layOut = (platform: (typeof platforms)[number], stage: (typeof stages)[number]) => {
  const folder = join(parent, platform, stage)
  copyModules(platform, stage, folder)
  return folder
}

describe.each(platforms.flatMap((platform) => stages.map((stage) => [platform, stage] as const)))(
  '%s/%s',
  (platform, stage) => {
    test('has the shared variables', () => {
      const shared = read(at('shared', stage, 'variables.tf'))
      expect(read(layOut(platform, stage), 'variables.tf')).toBe(shared)
      expect(namesOf('variable', readAll(layOut(platform, stage)))).toEqual(namesOf('variable', shared))
    })
    test('has the outputs of the sandbox, and no secret in a public one', () => {
      const outputs = namesOf('output', readAll(layOut(platform, stage)))
      expect(outputs).toEqual(
        expect.arrayContaining(namesOf('output', read(at('sandbox', stage, 'outputs.tf')))),
      )
    })
    test('has the shared files and the platform’s files, and the platform’s file replaces a shared one', () => {
      const folder = layOut(platform, stage)
      const names = [at('shared', stage), at(platform, stage)].flatMap((from) =>
        existsSync(from) ? readdirSync(from) : [],
      )
      expect(readdirSync(folder).sort()).toEqual([...new Set(names)].sort())
      // The folder `hub` has no Terraform.
      for (const name of readdirSync(folder).filter((name) => name !== 'hub')) {
        const platformFile = at(platform, stage, name)
        expect(read(folder, name)).toBe(
          read(existsSync(platformFile) ? platformFile : at('shared', stage, name)),
        )
      }
    })
  },
)

test.each(stages)('the sandbox needs no provider for %s', (stage) => {
  expect(readAll(layOut('sandbox', stage))).not.toMatch(/^(?:resource|data) "(?!terraform_)/m)
})

test.each(['aws', 'azure', 'gcp'] as const)('%s has the shared charts', (platform) => {
  expect(read(layOut(platform, 'apps'), 'services.tf')).toBe(read(at('shared/apps/services.tf')))
})

test.each(platforms.flatMap((platform) => stages.map((stage) => [platform, stage] as const)))(
  'no file of %s/%s repeats a shared file',
  (platform, stage) => {
    const platformFiles = existsSync(at(platform, stage)) ? readdirSync(at(platform, stage)) : []
    for (const name of platformFiles.filter((name) => existsSync(at('shared', stage, name))))
      expect(read(at(platform, stage, name)), name).not.toBe(read(at('shared', stage, name)))
  },
)

test.each(platforms)(
  'the image of %s pins its bases, copies existing files and does not run as root',
  (platform) => {
    const file = read(at('Dockerfile')).replace(/\$\{PLATFORM\}/g, platform)
    const bases = [...file.matchAll(/^FROM (\S+)/gm)].map(([, base]) => base)
    expect(bases.length).toBeGreaterThan(1)
    for (const base of bases) expect(base).toMatch(/:\d+\.\d+\.\d+/)
    expect(file.lastIndexOf('\nUSER 10001')).toBeGreaterThan(file.lastIndexOf('\nRUN'))
    const copied = [...file.matchAll(/^COPY (?!--)(.+) \S+$/gm)].flatMap(([, from]) => from!.split(' '))
    // scripts/deployment/stage.ts writes the bill of materials.
    const existing = copied.filter((path) => path !== 'sbom.cdx.json')
    expect(existing.length).toBe(copied.length - 1)
    for (const path of existing) expect(existsSync(at('..', path)), path).toBe(true)
  },
)
