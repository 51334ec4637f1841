import { describe, expect, test } from 'vitest'
import type { RunResource } from '../../contract/runs.ts'
import { firstLines } from './line-queue.ts'
import { createMasker } from './mask.ts'
import {
  addDecision,
  addLines,
  addResource,
  addStage,
  emptyOutbox,
  isEmpty,
  type Outbox,
  takeAll,
  takePost,
} from './outbox.ts'

const plain = (text: string) => text
const resource = (address: string, state: RunResource['state'] = 'running'): RunResource => ({
  address,
  stage: 'cluster',
  action: 'create',
  state,
})
const withLines = (count: number): Outbox =>
  addLines(emptyOutbox, Array.from({ length: count }, (_, index) => `line ${index}`).join('\n'), true)

describe('an outbox', () => {
  test('is immutable', () => {
    addLines(emptyOutbox, 'a', true)
    addResource(emptyOutbox, resource('a'), true)
    addStage(emptyOutbox, { name: 'cluster', state: 'running' })
    expect(isEmpty(emptyOutbox)).toBe(true)
    expect(emptyOutbox.isUrgent).toBe(false)
  })

  test('drops colours and empty lines', () =>
    expect(firstLines(addLines(emptyOutbox, '\u001b[31mred\u001b[0m\r\n\n  \nblue', true).lines, 9)).toEqual([
      'red',
      'blue',
    ]))

  test('is urgent after urgent content, and stays urgent', () => {
    const quiet = addResource(emptyOutbox, resource('a'), false)
    expect(quiet.isUrgent).toBe(false)
    expect(addLines(addLines(quiet, 'b', true), 'c', false).isUrgent).toBe(true)
  })

  test('sends only the last state of a resource', () => {
    const outbox = addResource(addResource(emptyOutbox, resource('a'), true), resource('a', 'done'), true)
    expect(takePost(outbox, plain).body.resources).toEqual([resource('a', 'done')])
  })
})

describe('a post', () => {
  test('takes at most 2,000 lines, and the remaining lines are urgent', () => {
    const { body, remaining } = takePost(withLines(2500), plain)
    expect(body.lines).toHaveLength(2000)
    expect(firstLines(remaining.lines, 1)).toEqual(['line 2000'])
    expect(remaining.isUrgent).toBe(true)
    expect(takePost(remaining, plain).remaining).toEqual(emptyOutbox)
  })

  test('takes at most 1,000 resources', () => {
    let outbox = emptyOutbox
    for (let count = 0; count < 1200; count++) outbox = addResource(outbox, resource(`r${count}`), false)
    const { body, remaining } = takePost(outbox, plain)
    expect([body.resources.length, remaining.resources.size]).toEqual([1000, 200])
  })

  test('has the decision only when nothing is left to send before it', () => {
    const { body, remaining } = takePost(addDecision(withLines(2500), { planned: { changes: 3 } }), plain)
    expect(body).not.toHaveProperty('planned')
    expect(takePost(remaining, plain).body.planned).toEqual({ changes: 3 })
  })

  test('masks the attributes of a plan, also secrets that were added after the plan was read', () => {
    const attributes = [{ path: 'tags["secret-key"]', from: '"secret-key"', to: '"a secret-key b"' }]
    const outbox = addResource(emptyOutbox, { ...resource('a'), attributes }, true)
    const secrets = createMasker()
    secrets.add('secret-key')
    expect(takePost(outbox, secrets.mask).body.resources![0]!.attributes).toEqual([
      { path: 'tags["***"]', from: '"***"', to: '"a *** b"' },
    ])
  })

  test('masks secrets that were added after their line', () => {
    const secrets = createMasker()
    const outbox = addLines(emptyOutbox, 'key late-secret-value', true)
    secrets.add('late-secret-value')
    expect(takePost(outbox, secrets.mask).body.lines).toEqual(['key ***'])
  })
})

describe('the last posts', () => {
  test('are one post when nothing waits', () =>
    expect(takeAll(emptyOutbox, { outcome: 'canceled' }, createMasker())).toEqual([
      { lines: [], resources: [], stages: [], finished: { outcome: 'canceled' } },
    ]))

  test('send everything, and only the last one ends the run', () => {
    const bodies = takeAll(withLines(4100), { outcome: 'succeeded' }, createMasker())
    expect(bodies.map(({ lines }) => lines.length)).toEqual([2000, 2000, 100])
    expect(bodies.map(({ finished }) => finished?.outcome)).toEqual([undefined, undefined, 'succeeded'])
  })
})
