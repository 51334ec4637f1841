import { expect, test } from 'vitest'
import { api } from '../testing/api.ts'
import { type LogLine, linesOf, newTrace } from '../testing/logs.ts'
import { asPerson, type Person, tokenOf } from '../testing/people.ts'
import { waitUntil } from '../testing/wait-until.ts'

/** The log line of a refused call. */
const refusalOf = async (path: string, as: { token: string } | undefined, from: string): Promise<LogLine> => {
  const { traceId, headers } = newTrace()
  const { status } = await api('GET', path, undefined, as, { ...headers, 'x-forwarded-for': from })
  const line = await waitUntil('the log line', async () =>
    linesOf(traceId).find(({ message }) => message === 'Request refused'),
  )
  return { ...line, status }
}
const refuseAdmin = (person: Person, from: string) => refusalOf('/v1/users', person, from)

test('the log groups refusals by person and by address, and names neither', async () => {
  const [olga, erik] = await Promise.all([asPerson('Olga'), asPerson('Erik')])
  const [home, cafe] = ['203.0.113.7', '198.51.100.9']
  const first = await refuseAdmin(olga, home)
  const second = await refuseAdmin(olga, cafe)
  const third = await refuseAdmin(erik, home)
  expect(first).toMatchObject({
    status: 403,
    severity: 'NOTICE',
    problem: 'forbidden',
    function: 'users-list',
  })
  expect(first.who).toMatch(/^[\w-]{16}$/)
  expect(first.from).toMatch(/^[\w-]{16}$/)
  expect(second.who).toBe(first.who)
  expect(second.from).not.toBe(first.from)
  expect(third.who).not.toBe(first.who)
  expect(third.from).toBe(first.from)
  for (const line of [first, second, third]) {
    const text = JSON.stringify(line)
    for (const secret of [olga.uid, olga.email, erik.uid, home, cafe]) expect(text).not.toContain(secret)
  }
})

test('a token that is not valid says from where, and not who', async () => {
  const olga = await asPerson('Olga')
  const line = await refusalOf('/v1/me', { token: tokenOf(olga, { exp: 1 }) }, '203.0.113.7')
  expect(line).toMatchObject({ status: 401, severity: 'NOTICE', from: expect.any(String) })
  expect(line).not.toHaveProperty('who')
})

test('a refusal that is a mistake of the form says neither', async () => {
  const line = await refusalOf('/v1/events?limit=0', undefined, '203.0.113.7')
  expect(line).toMatchObject({ status: 400, severity: 'INFO', problem: 'invalid-input' })
  expect(line).not.toHaveProperty('from')
})
