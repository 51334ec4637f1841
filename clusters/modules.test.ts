import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'

const at = (...path: string[]) => join(import.meta.dirname, ...path)
const read = (...path: string[]) => readFileSync(at(...path), 'utf8')
const all = (folder: string) =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.tf'))
    .map((name) => readFileSync(join(folder, name), 'utf8'))
    .join('\n')
const named = (kind: string, text: string) =>
  [...text.matchAll(new RegExp(`^${kind} "(\\w+)"`, 'gm'))].map(([, name]) => name).sort()

const platforms = ['aws', 'azure', 'gcp', 'sandbox']
const stages = ['cluster', 'apps']

describe.each(platforms.flatMap((platform) => stages.map((stage) => [platform, stage] as const)))(
  '%s/%s',
  (platform, stage) => {
    test('takes what every other takes', () => {
      expect(read(platform, stage, 'variables.tf')).toBe(read('sandbox', stage, 'variables.tf'))
    })
    test('gives what every other gives, and no secret openly', () => {
      const outputs = named('output', all(at(platform, stage)))
      expect(outputs).toEqual(expect.arrayContaining(named('output', read('sandbox', stage, 'outputs.tf'))))
    })
  },
)

test.each(['azure', 'gcp'])('%s has the same charts as aws', (platform) => {
  expect(read(platform, 'apps', 'services.tf')).toBe(read('aws', 'apps', 'services.tf'))
})

test.each(platforms)('the image of %s has its base pinned, and no root', (platform) => {
  const file = read(platform, 'Dockerfile')
  const bases = [...file.matchAll(/^FROM (\S+)/gm)].map(([, base]) => base)
  expect(bases.length).toBeGreaterThan(1)
  for (const base of bases) expect(base).toMatch(/:\d+\.\d+\.\d+/)
  expect(file.lastIndexOf('\nUSER 10001')).toBeGreaterThan(file.lastIndexOf('\nRUN'))
  for (const [, from] of file.matchAll(/^COPY (?!--)(.+) \S+$/gm))
    for (const path of from!.split(' ')) expect(existsSync(at('..', path)), path).toBe(true)
})
