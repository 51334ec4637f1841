import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readLine } from './lines.ts'

const line = (type: string, more: object, message = 'words') =>
  JSON.stringify({ '@level': 'info', '@message': message, '@module': 'terraform.ui', type, ...more })
const resource = { addr: 'aws_vpc.this', resource_type: 'aws_vpc' }

describe('what a line of Terraform says', () => {
  test('a planned change has its address and action', () => {
    const said = readLine(line('planned_change', { change: { resource, action: 'replace' } }))
    expect(said).toEqual({ type: 'planned', text: 'words', address: 'aws_vpc.this', action: 'replace' })
  })
  test.each([
    ['noop', 'no-op'],
    ['remove', 'delete'],
    ['something-new', 'no-op'],
  ])('the action %s is %s', (word, action) => {
    expect(readLine(line('planned_change', { change: { resource, action: word } }))).toMatchObject({ action })
  })
  test.each([
    ['apply_start', 'start'],
    ['apply_progress', 'progress'],
    ['apply_complete', 'complete'],
    ['apply_errored', 'errored'],
  ])('%s tells how far a resource is', (type, expected) => {
    const said = readLine(line(type, { hook: { resource, action: 'create', elapsed_seconds: 7 } }))
    expect(said).toMatchObject({ type: expected, address: 'aws_vpc.this', action: 'create', seconds: 7 })
  })
  test('what others changed is a drift', () => {
    const said = readLine(line('resource_drift', { change: { resource, action: 'update' } }))
    expect(said).toMatchObject({ type: 'drift', address: 'aws_vpc.this' })
  })
  test('an error has its summary, detail and address, and all of them are in the log', () => {
    const diagnostic = { severity: 'error', summary: 'No', detail: 'Not at all.', address: 'aws_vpc.this' }
    expect(readLine(line('diagnostic', { diagnostic }, 'Error: No'))).toEqual({
      type: 'diagnostic',
      text: 'Error: No (aws_vpc.this)\nNot at all.',
      ...diagnostic,
    })
  })
  test('an output of which it is not said is taken for a secret', () => {
    const outputs = {
      open: { sensitive: false, value: 1 },
      secret: { sensitive: true, value: 's' },
      odd: { value: 2 },
    }
    expect(readLine(line('outputs', { outputs }))).toMatchObject({
      outputs: { open: { sensitive: false }, secret: { sensitive: true }, odd: { sensitive: true } },
    })
  })
  test.each(['plain words', '{"half":', '[1]', '"text"', 'null', '{"@message":1}', '{}'])(
    'what is not a message of Terraform is a line of the log: %s',
    (text) => expect(readLine(text)).toEqual({ type: 'log', text }),
  )
  test('a message of a kind nobody knows is a line of the log', () => {
    expect(readLine(line('ephemeral_op_start', {}))).toEqual({ type: 'log', text: 'words' })
  })
  test('whatever comes, it is read', () => {
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
