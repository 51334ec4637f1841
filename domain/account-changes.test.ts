import { expect, test } from 'vitest'
import { type AccountState, accountChangesBetween, familyOf } from './account-changes.ts'

const seen: AccountState = { passwordUpdatedAt: '2027-05-01T09:00:00.000Z', email: 'ada', factors: ['phone'] }
const changesTo = (change: AccountState, stateBefore: AccountState = seen) => {
  const current = { ...seen, ...change }
  return accountChangesBetween(stateBefore, current, (hash) => hash === current.email)
}

test.each<[string, AccountState, string[]]>([
  ['nothing', {}, []],
  ['a newer password', { passwordUpdatedAt: '2027-05-01T09:00:00.001Z' }, ['password']],
  ['an older password', { passwordUpdatedAt: '2027-04-01T09:00:00.000Z' }, []],
  ['an account without a password', { passwordUpdatedAt: undefined }, []],
  ['another address', { email: 'eve' }, ['email']],
  ['one factor more', { factors: ['phone', 'totp'] }, ['factor-added']],
  ['no factor', { factors: [] }, ['factor-removed']],
  ['another factor', { factors: ['totp'] }, ['factor-added', 'factor-removed']],
])('%s → %j', (_, change, expected) => expect(changesTo(change)).toEqual(expected))

test('the first look changes nothing, and neither does a part that was never looked at', () => {
  expect(changesTo({ email: 'eve', factors: [] }, {})).toEqual([])
  expect(changesTo({ email: 'eve' }, { passwordUpdatedAt: seen.passwordUpdatedAt })).toEqual([])
})

test.each([
  ['Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0', 'Firefox', 'Linux'],
  [
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36',
    'Chrome',
    'Windows',
  ],
  [
    'Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 Edg/140.0',
    'Edge',
    'Windows',
  ],
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Mobile/15E148 Safari/604.1',
    'Safari',
    'iPhone',
  ],
  [
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/18.0 Safari/605.1.15',
    'Safari',
    'macOS',
  ],
  [
    'Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36',
    'Chrome',
    'Android',
  ],
  ['node', undefined, undefined],
  ['', undefined, undefined],
])('%s is %s on %s', (userAgent, browser, system) =>
  expect(familyOf(userAgent)).toEqual({ ...(browser && { browser }), ...(system && { system }) }),
)
