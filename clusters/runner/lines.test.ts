import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readLine } from './lines.ts'

const line = (type: string, more: object, message = 'text') =>
  JSON.stringify({ '@level': 'info', '@message': message, '@module': 'terraform.ui', type, ...more })
const resource = { addr: 'aws_vpc.this', resource_type: 'aws_vpc' }

describe('a line of Terraform', () => {
  test('of a planned change has its address and action', () => {
    const event = readLine(line('planned_change', { change: { resource, action: 'replace' } }))
    expect(event).toEqual({ type: 'planned', text: 'text', address: 'aws_vpc.this', action: 'replace' })
  })
  test.each([
    ['noop', 'no-op'],
    ['remove', 'delete'],
    ['something-new', 'no-op'],
  ])('with the action %s has the action %s', (terraformAction, action) => {
    expect(readLine(line('planned_change', { change: { resource, action: terraformAction } }))).toMatchObject(
      { action },
    )
  })
  test.each([
    ['apply_start', 'start'],
    ['apply_progress', 'progress'],
    ['apply_complete', 'complete'],
    ['apply_errored', 'errored'],
  ])('with %s has the type %s and the duration', (type, expected) => {
    const event = readLine(line(type, { hook: { resource, action: 'create', elapsed_seconds: 7 } }))
    expect(event).toMatchObject({ type: expected, address: 'aws_vpc.this', action: 'create', seconds: 7 })
  })
  test('of a change outside Terraform is a drift', () => {
    const event = readLine(line('resource_drift', { change: { resource, action: 'update' } }))
    expect(event).toMatchObject({ type: 'drift', address: 'aws_vpc.this' })
  })
  test('of an error has its summary, detail and address, and the log has them too', () => {
    const diagnostic = { severity: 'error', summary: 'No', detail: 'Not at all.', address: 'aws_vpc.this' }
    expect(readLine(line('diagnostic', { diagnostic }, 'Error: No'))).toEqual({
      type: 'diagnostic',
      text: 'Error: No (aws_vpc.this)\nNot at all.',
      ...diagnostic,
    })
  })
  test('of outputs marks an output without a sensitivity as sensitive', () => {
    const outputs = {
      open: { sensitive: false, value: 1 },
      secret: { sensitive: true, value: 's' },
      odd: { value: 2 },
    }
    expect(readLine(line('outputs', { outputs }))).toMatchObject({
      outputs: { open: { sensitive: false }, secret: { sensitive: true }, odd: { sensitive: true } },
    })
  })
  test.each(['plain text', '{"half":', '[1]', '"text"', 'null', '{"@message":1}', '{}'])(
    'that is not Terraform’s JSON is a log line: %s',
    (text) => expect(readLine(text)).toEqual({ type: 'log', text }),
  )
  test('of an unknown type is a log line', () => {
    expect(readLine(line('ephemeral_op_start', {}))).toEqual({ type: 'log', text: 'text' })
  })
  test('with any content is read', () => {
    const type = fc.constantFrom(
      'planned_change',
      'resource_drift',
      'apply_start',
      'diagnostic',
      'outputs',
      'change_summary',
    )
    const message = fc.record({
      '@message': fc.string(),
      type,
      change: fc.jsonValue(),
      hook: fc.jsonValue(),
      diagnostic: fc.jsonValue(),
      outputs: fc.jsonValue(),
    })
    fc.assert(fc.property(message, (json) => typeof readLine(JSON.stringify(json)).text === 'string'))
    fc.assert(fc.property(fc.string(), (text) => typeof readLine(text).text === 'string'))
  })
})
