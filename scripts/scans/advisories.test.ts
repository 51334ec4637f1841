import { expect, test } from 'vitest'
import { type AdvisoryException, advisoryExceptions, judgeAdvisories, readAudit } from './advisories.ts'
import exceptions from './advisory-exceptions.json' with { type: 'json' }

const advisory = { id: 'GHSA-aaaa-bbbb-cccc', package: 'left', severity: 'high', title: 'Runs anything' }
const exception = {
  advisory: advisory.id,
  package: 'left',
  reason: 'Labseat never calls the function at fault.',
  expires: '2026-12-31',
} satisfies AdvisoryException
const report = (vulnerabilities: object) => JSON.stringify({ auditReportVersion: 2, vulnerabilities })

test('the list of reviewed exceptions has a reason and an end for each', () => {
  expect(advisoryExceptions.safeParse(exceptions).error).toBeUndefined()
})

test('a report names each advisory once, at the package that has it', () => {
  const cause = {
    name: 'left',
    title: advisory.title,
    severity: 'high',
    url: `https://github.com/advisories/${advisory.id}`,
  }
  const printed = report({ left: { via: [cause, cause] }, right: { via: ['left'] } })
  expect(readAudit(printed)).toEqual({ ran: true, advisories: [advisory] })
  expect(readAudit(report({}))).toEqual({ ran: true, advisories: [] })
})

test.each([
  ['nothing', '', 'npm audit printed no report'],
  ['a page of a proxy', '<html>', 'npm audit printed no report'],
  ['an empty object', '{}', 'npm audit printed no report'],
  [
    'a report of another version',
    '{"auditReportVersion": 3, "vulnerabilities": {}}',
    'npm audit printed no report',
  ],
  ['an error of the registry', '{"message": "405 Method Not Allowed"}', '405 Method Not Allowed'],
])('%s is no scan that passed', (_, printed, reason) => {
  expect(readAudit(printed)).toEqual({ ran: false, reason })
})

test('an advisory passes only with an exception that is for it and has not expired', () => {
  expect(judgeAdvisories([advisory], [exception], '2026-12-31')).toEqual([])
  expect(judgeAdvisories([advisory], [], '2026-12-31')).toEqual([
    'left: high, Runs anything (GHSA-aaaa-bbbb-cccc)',
  ])
  expect(judgeAdvisories([advisory], [{ ...exception, package: 'right' }], '2026-12-31')).toHaveLength(2)
  expect(judgeAdvisories([advisory], [exception], '2027-01-01')).toEqual([
    'The exception for GHSA-aaaa-bbbb-cccc has expired: review it.',
  ])
})

test('an exception for an advisory that is gone has to go too', () => {
  expect(judgeAdvisories([], [exception], '2026-12-01')).toEqual([
    'No dependency has GHSA-aaaa-bbbb-cccc: remove its exception.',
  ])
})
