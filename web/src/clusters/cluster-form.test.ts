import { describe, expect, test } from 'vitest'
import type { CloudAccount } from '../../../contract/cloud-accounts.ts'
import { clusterInput } from '../../../contract/clusters.ts'
import { emptyForm, listError, listFrom, toInput } from './cluster-form.ts'

const account = { id: 'account', platform: 'aws', regions: ['eu-central-1'] } as CloudAccount

describe('the form of a new cluster', () => {
  test('is valid with only a name and the choice to keep the cluster', () => {
    const { accountId, region, nodes, ...otherFields } = clusterInput.parse(
      toInput({ ...emptyForm(account), name: 'workshop', ending: 'never' }),
    )
    expect({ accountId, region, nodes }).toEqual({
      accountId: 'account',
      region: 'eu-central-1',
      nodes: { type: 't3.large', min: 2, max: 4, diskGb: 50 },
    })
    expect(otherFields).not.toHaveProperty('expiresAt')
    expect(otherFields).not.toHaveProperty('budget')
    expect(otherFields).not.toHaveProperty('stateBucket')
  })

  test('converts a budget from dollars to cents', () =>
    expect(toInput({ ...emptyForm(account), budget: { amount: '12,50' } }).budget).toEqual({
      amount: 1250,
      currency: 'USD',
    }))

  test.each(['10.0.0.0/20\n10.0.16.0/20', '10.0.0.0/20, 10.0.16.0/20', ' 10.0.0.0/20  10.0.16.0/20 '])(
    'reads ranges from %j',
    (text) => expect(listFrom(text)).toEqual(['10.0.0.0/20', '10.0.16.0/20']),
  )

  test('leaves out empty ranges of the API and an empty boundary, and takes an address as a range', () => {
    expect(toInput(emptyForm(account))).not.toHaveProperty('apiRanges')
    expect(toInput(emptyForm(account))).not.toHaveProperty('permissionsBoundary')
    const boundary = 'arn:aws:iam::123456789012:policy/limits'
    const form = { apiRanges: '203.0.113.7\n198.51.100.0/24', permissionsBoundary: ` ${boundary} ` }
    expect(toInput({ ...emptyForm(account), ...form })).toMatchObject({
      apiRanges: ['203.0.113.7/32', '198.51.100.0/24'],
      permissionsBoundary: boundary,
    })
  })

  test('shows the error of one range at the field of all ranges', () => {
    expect(listError([undefined, { message: 'Enter a range such as 10.0.0.0/16.' }])).toContain('range')
    expect(listError({ message: 'Name at least one.' })).toBe('Name at least one.')
    expect(listError(undefined)).toBeUndefined()
  })
})
