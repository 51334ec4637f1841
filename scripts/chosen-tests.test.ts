import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { chooseTests, testFiles } from './chosen-tests.ts'

const files = [
  'domain/settle.test.ts',
  'server/settle.api.test.ts',
  'e2e/pages.e2e.test.ts',
  'scripts/image.release.test.ts',
]
const chooseIn = (isCI: boolean, args: string[]) => {
  const { filters, flags, projects } = chooseTests(args, files, isCI)
  return { filters, flags, projects: [...projects] }
}
const choose = (...args: string[]) => chooseIn(false, args)

test('without arguments every other project with files runs', () => {
  expect(choose()).toEqual({ filters: [], flags: [], projects: ['unit', 'api', 'e2e'] })
})

test('the release rehearsal runs in CI, or when it is chosen', () => {
  expect(choose().projects).not.toContain('release')
  expect(chooseIn(true, []).projects).toEqual(['unit', 'api', 'e2e', 'release'])
  expect(choose('--project', 'release').projects).toEqual(['release'])
  expect(choose('image').projects).toEqual(['release'])
})

test('a filter leaves the projects of the files that match', () => {
  expect(choose('settle')).toEqual({ filters: ['settle'], flags: [], projects: ['unit', 'api'] })
})

test('--project runs only that project, in any position and spelling', () => {
  expect(choose('--project', 'api').projects).toEqual(['api'])
  expect(choose('settle', '--project=unit').projects).toEqual(['unit'])
  expect(choose('--project=unit', '--project', 'e2e').projects).toEqual(['unit', 'e2e'])
  expect(choose('--project', 'e2e', 'settle').projects).toEqual([])
})

test('other flags go to Vitest with their values', () => {
  expect(choose('settle', '-t', 'a seat', '--project', 'api', '--bail=1')).toEqual({
    filters: ['settle'],
    flags: ['-t', 'a seat', '--bail=1'],
    projects: ['api'],
  })
})

test('a project that does not exist is an error', () => {
  expect(() => choose('--project', 'nothing')).toThrow('There is no project “nothing”')
})

test('only files whose modules are not shared load modules again or replace them', () => {
  const root = join(import.meta.dirname, '..')
  const resetting = testFiles()
    .filter((file) => !/\.(isolated|load)\.test\.ts$/.test(file))
    .filter((file) =>
      /\bvi\.(resetModules|mock|doMock|hoisted)\(/.test(readFileSync(join(root, file), 'utf8')),
    )
  expect(resetting).toEqual([])
})
