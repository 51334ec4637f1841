import { describe, expect, test } from 'vitest'
import { platform } from '../contract/cloud-credentials.ts'
import {
  defaultVersion,
  endingSupport,
  newVersionProblems,
  nextVersion,
  offeredVersions,
  upgradeProblems,
} from './kubernetes-versions.ts'

const now = '2026-11-28T12:00:00.000Z'
const keys = (problems: { key?: string | undefined }[]) => problems.map(({ key }) => key)

describe('a new cluster', () => {
  test.each(platform.options)('on %s has the newest version in standard support', (name) => {
    const offered = offeredVersions(name, now)
    expect(defaultVersion(name, now)).toBe(offered[0]!.version)
    for (const { standardEnd, extendedEnd } of offered) {
      expect(standardEnd >= '2026-11-28').toBe(true)
      expect(extendedEnd > standardEnd).toBe(true)
    }
    const minors = offered.map(({ version }) => Number(version.slice(2)))
    expect(minors).toEqual([...minors].sort((a, b) => b - a))
  })
  test('may have a version until the last day of its standard support', () => {
    expect(newVersionProblems('aws', '1.34', '2026-12-02T23:59:00.000Z')).toEqual([])
    expect(keys(newVersionProblems('aws', '1.34', '2026-12-03T00:00:00.000Z'))).toEqual(['kubernetesOffered'])
  })
  test.each(['1.10', '1.31', '1.33', '1.99'])('may not have %s', (version) =>
    expect(keys(newVersionProblems('aws', version, now))).toEqual(['kubernetesOffered']),
  )
  test('gets the newest version that an outdated calendar names', () =>
    expect(defaultVersion('gcp', '2040-01-01T00:00:00.000Z')).toBe(offeredVersions('gcp', now)[0]!.version))
})

describe('an upgrade', () => {
  const upgrade = (from: string, to: string) => keys(upgradeProblems('aws', { from, to }, now))
  test('goes up one minor version', () => {
    expect(upgrade('1.34', '1.35')).toEqual([])
    expect(upgrade('1.34', '1.34')).toEqual([])
    expect(upgrade('1.31', '1.34')).toEqual(['kubernetesStep'])
    expect(upgrade('1.35', '1.99')).toEqual(['kubernetesStep'])
    expect(upgrade('1.35', '1.34')).toEqual(['kubernetesDowngrade'])
    expect(upgrade('1.36', '1.37')).toEqual(['kubernetesNewest'])
  })
  test('leads a cluster out of extended support through versions in extended support', () => {
    expect(nextVersion('aws', '1.31', now)).toBe('1.32')
    expect(nextVersion('aws', '1.31', '2027-06-01T00:00:00.000Z')).toBeUndefined()
  })
})

test('support that ends within 60 days, or has ended, is named', () => {
  expect(endingSupport('aws', '1.34', now)).toEqual({ standardEnd: '2026-12-02', isOver: false })
  expect(endingSupport('aws', '1.33', now)).toEqual({ standardEnd: '2026-07-29', isOver: true })
  expect(endingSupport('aws', '1.36', now)).toBeUndefined()
  expect(endingSupport('aws', '1.36', '2027-06-02T00:00:00.000Z')).toBeUndefined()
  expect(endingSupport('aws', '1.36', '2027-06-04T00:00:00.000Z')).toMatchObject({ isOver: false })
  expect(endingSupport('aws', '1.99', now)).toBeUndefined()
})
