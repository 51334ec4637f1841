import { describe, expect, test } from 'vitest'
import type { CloudAccount } from '../../../contract/cloud-accounts.ts'
import { clusterInput } from '../../../contract/clusters.ts'
import { emptyForm, listError, listFrom, toInput } from './cluster-form.ts'

const account = { id: 'account', platform: 'aws', regions: ['eu-central-1'] } as CloudAccount

describe('the form of a new cluster', () => {
  test('needs a name and nothing else to be what the contract takes', () => {
    const { accountId, region, nodes, ...otherFields } = clusterInput.parse(
      toInput({ ...emptyForm(account), name: 'workshop' }),
    )
    expect({ accountId, region, nodes }).toEqual({
      accountId: 'account',
      region: 'eu-central-1',
      nodes: { type: 't3.large', min: 2, max: 4 },
    })
    expect(otherFields).not.toHaveProperty('expiresAt')
    expect(otherFields).not.toHaveProperty('budget')
    expect(otherFields).not.toHaveProperty('stateBucket')
  })

  test('takes a budget in dollars and gives it in cents', () =>
    expect(toInput({ ...emptyForm(account), budget: { amount: '12,50' } }).budget).toEqual({
      amount: 1250,
      currency: 'USD',
    }))

  test.each(['10.0.0.0/20\n10.0.16.0/20', '10.0.0.0/20, 10.0.16.0/20', ' 10.0.0.0/20  10.0.16.0/20 '])(
    'reads ranges from %j',
    (text) => expect(listFrom(text)).toEqual(['10.0.0.0/20', '10.0.16.0/20']),
  )

  test('says what is wrong with one of the ranges at their field', () => {
    expect(listError([undefined, { message: 'Give a range such as 10.0.0.0/16.' }])).toContain('range')
    expect(listError({ message: 'Name at least one.' })).toBe('Name at least one.')
    expect(listError(undefined)).toBeUndefined()
  })
})
