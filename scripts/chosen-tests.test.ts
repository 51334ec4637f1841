import { expect, test } from 'vitest'
import { chooseTests } from './chosen-tests.ts'

const files = ['domain/settle.test.ts', 'server/settle.api.test.ts', 'e2e/pages.e2e.test.ts']
const choose = (...args: string[]) => {
  const { filters, flags, projects } = chooseTests(args, files)
  return { filters, flags, projects: [...projects] }
}

test('without arguments every project with files runs', () => {
  expect(choose()).toEqual({ filters: [], flags: [], projects: ['unit', 'api', 'e2e'] })
})

test('a filter leaves the projects of the files that match', () => {
  expect(choose('settle')).toEqual({ filters: ['settle'], flags: [], projects: ['unit', 'api'] })
})

test('--project leaves that project alone, wherever it stands and however it is written', () => {
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
