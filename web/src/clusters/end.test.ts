import type { Resolver } from 'react-hook-form'
import { expect, test } from 'vitest'
import { type EndForm, endFrom, eveningIn, hoursFromNow, requireEnd } from './end.ts'

const at = (time: string) => Date.parse(`2026-11-20T${time}:00Z`)

test.each([
  ['this evening, in the afternoon', 0, '15:00', '2026-11-20T22:00'],
  ['tomorrow evening', 1, '15:00', '2026-11-21T22:00'],
  ['in a week', 7, '15:00', '2026-11-27T22:00'],
  // In Berlin this is already the 21st.
  ['this evening, after midnight in the zone', 0, '23:30', '2026-11-21T22:00'],
])('%s', (_, days, now, wall) => expect(eveningIn(days, at(now), 'Europe/Berlin')).toBe(wall))

test('this evening is not offered if it is less than an hour away', () =>
  expect(eveningIn(0, at('20:30'), 'Europe/Berlin')).toBeNull())

test('eight hours from now are full five minutes, also over the change to winter time', () => {
  expect(hoursFromNow(8, at('15:01'), 'Europe/Berlin')).toBe('2026-11-21T00:05')
  expect(hoursFromNow(8, Date.parse('2026-10-24T20:00:00Z'), 'Europe/Berlin')).toBe('2026-10-25T05:00')
})

test('a form without a choice of its end is refused, and so is an end without a time', async () => {
  const resolve: Resolver<EndForm, unknown, EndForm> = (values) => ({ values, errors: {} })
  const errorsOf = async (form: EndForm) => {
    const { errors } = await requireEnd(resolve)(form, undefined, {
      fields: {},
      shouldUseNativeValidation: false,
    })
    return Object.keys(errors)
  }
  expect(await errorsOf({ ending: '', expiresAt: '2027-01-01T10:00' })).toEqual(['ending'])
  expect(await errorsOf({ ending: 'at', expiresAt: '' })).toEqual(['expiresAt'])
  expect(await errorsOf({ ending: 'at', expiresAt: '2027-01-01T10:00' })).toEqual([])
  expect(await errorsOf({ ending: 'never', expiresAt: '' })).toEqual([])
})

test('a cluster that a person keeps has no end, whatever time is in the form', () => {
  expect(endFrom({ ending: 'never', expiresAt: '2027-01-01T10:00' })).toBeNull()
  expect(endFrom({ ending: 'at', expiresAt: '' })).toBeNull()
  expect(endFrom({ ending: 'at', expiresAt: '2027-01-01T10:00' })).toMatch(/^2027-01-01T\d\d:/)
})
