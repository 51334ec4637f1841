import { describe, expect, test } from 'vitest'
import {
  addressSeconds,
  cockpitStateOf,
  currentHelp,
  type Help,
  handsInOrder,
  helpEndsAt,
  isLetIn,
  stuckAt,
} from './lab-help.ts'

const at = '2027-05-01T09:00:00.000Z'
const timeAfter = (seconds: number) => new Date(Date.parse(at) + seconds * 1000).toISOString()
const help = (change: Partial<NonNullable<Help>> = {}): NonNullable<Help> => ({
  state: 'allowed',
  askedBy: 'olga',
  askedByName: 'Olga Labseat',
  at,
  ...change,
})

describe('consent', () => {
  test('lets in only the organiser who asked, from the moment of the consent for an hour', () => {
    expect(isLetIn(help(), 'olga', timeAfter(1))).toBe(true)
    expect(isLetIn(help(), 'cora', timeAfter(1))).toBe(false)
    expect(isLetIn(help({ state: 'asked' }), 'olga', timeAfter(1))).toBe(false)
    expect(isLetIn(null, 'olga', timeAfter(1))).toBe(false)
    expect(isLetIn(help(), 'olga', helpEndsAt(help()))).toBe(false)
  })

  test('that is over makes room for another organiser, and a request waits without an end', () => {
    expect(currentHelp(help(), timeAfter(3600))).toBeNull()
    expect(currentHelp(help(), timeAfter(3599))).not.toBeNull()
    expect(currentHelp(help({ state: 'asked' }), timeAfter(24 * 3600))).not.toBeNull()
  })

  test('an address never lasts longer than the consent', () => {
    expect(addressSeconds(help(), timeAfter(0))).toBe(600)
    expect(addressSeconds(help(), timeAfter(3300))).toBe(300)
    expect(addressSeconds(help(), timeAfter(3599))).toBe(10)
  })
})

test('a server that starts for two minutes is stuck, and other servers never are', () => {
  const starting = { server: 'starting', since: at } as const
  expect(stuckAt(starting)).toBe(timeAfter(120))
  expect(cockpitStateOf(starting, timeAfter(119))).toBe('starting')
  expect(cockpitStateOf(starting, timeAfter(120))).toBe('stuck')
  for (const server of ['none', 'running', 'idle', 'stopping', 'failed'] as const)
    expect(cockpitStateOf({ server, since: at }, timeAfter(9999))).toBe(server)
})

test('hands are in the order of raising, and the same moment has the order of the ids', () => {
  const places = [
    { userId: 'c', handAt: timeAfter(1) },
    { userId: 'b', handAt: null },
    { userId: 'd', handAt: at },
    { userId: 'a', handAt: timeAfter(1) },
  ]
  expect(handsInOrder(places).map(({ userId }) => userId)).toEqual(['d', 'a', 'c'])
  expect(places.map(({ userId }) => userId)).toEqual(['c', 'b', 'd', 'a'])
})
