import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { labRoom, roomDetail } from './lab-room.ts'
import { eventLabTimes, labCost, maxNodes } from './labs.ts'

const event = { startsAt: '2027-05-01T09:00:00.000Z', endsAt: '2027-05-01T13:00:00.000Z' }
const lab = {
  platform: 'aws' as const,
  memoryGb: 2,
  cores: 0.5,
  readyMinutes: 30,
  endMinutes: 120,
  extraMinutes: 0,
}

test('without a quota and a budget, the size of a lab limits its seats', () => {
  expect(labRoom(lab, event, {})).toEqual({ seats: maxNodes.aws * 7, limitedBy: 'size' })
  expect(labRoom({ ...lab, platform: 'sandbox' }, event, { limit: 1 })).toBeUndefined()
})

test('the processors that the account has left limit the seats', () => {
  const cores = [{ name: 'cores', max: 20, used: 9 }]
  expect(labRoom({ ...lab, platform: 'azure' }, event, { quotas: cores })).toEqual({
    seats: 14,
    limitedBy: 'quota',
  })
  // The nodes of the lab itself count as used.
  expect(labRoom({ ...lab, platform: 'azure' }, event, { quotas: cores, built: 1 })?.seats).toBe(21)
  const all = [{ name: 'processors of standard machines', max: 16 }]
  expect(labRoom(lab, event, { quotas: all, built: 2 })).toEqual({ seats: 28, limitedBy: 'quota' })
})

test('the seats that fit cost no more than the budget, and one node more would', () =>
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 60_000 }), fc.nat(5000), (limit, spentBefore) => {
      const room = labRoom({ ...lab, spentBefore }, event, { limit })!
      const costOf = (seats: number) => labCost(lab, eventLabTimes(event, lab), seats).total!.amount
      if (room.seats > 0) expect(costOf(room.seats) + spentBefore).toBeLessThanOrEqual(limit)
      if (room.limitedBy === 'budget') expect(costOf(room.seats + 1) + spentBefore).toBeGreaterThan(limit)
    }),
  ))

test('a refusal says how many seats fit and what to do', () => {
  for (const limitedBy of ['size', 'quota', 'budget'] as const) {
    expect(roomDetail({ seats: 7, limitedBy })).toMatch(/7 people.*\. Choose that capacity or less, or /)
    expect(roomDetail({ seats: 1, limitedBy })).toContain('one person')
  }
})
