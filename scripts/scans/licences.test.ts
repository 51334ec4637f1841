import { expect, test } from 'vitest'
import { findLicenceProblems } from './licences.ts'

const component = (...licenses: Parameters<typeof findLicenceProblems>[0][number]['licenses'][]) => ({
  name: 'left',
  version: '1.0.0',
  licenses: licenses.flatMap((list) => list ?? []),
})
const id = (name: string) => [{ license: { id: name } }]

test('a permissive licence is allowed, and so is a choice that includes one', () => {
  expect(findLicenceProblems([component(id('MIT'))])).toEqual([])
  expect(findLicenceProblems([component([{ expression: '(GPL-3.0-only OR MIT)' }])])).toEqual([])
  expect(findLicenceProblems([component([{ expression: 'MIT AND BSD-3-Clause' }])])).toEqual([])
})

test('another licence, one of two that apply, and no licence are named', () => {
  expect(findLicenceProblems([component(id('AGPL-3.0-only'))])).toEqual(['left@1.0.0: AGPL-3.0-only'])
  expect(findLicenceProblems([component([{ expression: 'MIT AND GPL-3.0-only' }])])).toHaveLength(1)
  expect(findLicenceProblems([component([{ license: { name: 'See LICENSE' } }])])).toHaveLength(1)
  expect(findLicenceProblems([component()])).toEqual(['left@1.0.0: no licence'])
})
