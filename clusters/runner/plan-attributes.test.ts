import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { runnerProgress } from '../../contract/runner.ts'
import { attributeLimits } from '../../contract/runs.ts'
import { hostileText } from '../../testing/hostile-text.ts'
import { createMasker } from './mask.ts'
import { fitPlanDetails, type PlanDetails, readPlanDetails } from './plan-attributes.ts'
import type { Change } from './tracker.ts'

/** Fields of `change` in Terraform's JSON. */
type JsonChange = Partial<
  Record<
    'before' | 'after' | 'after_unknown' | 'before_sensitive' | 'after_sensitive' | 'replace_paths',
    unknown
  >
>
const masker = createMasker()
masker.add('wJalrXUtnFEMI/K7MDENG')

/** The plan of one resource, as `terraform show -json` prints it. */
const planOf = (change: JsonChange, facts: object = {}) =>
  JSON.stringify({
    format_version: '1.2',
    resource_changes: [{ address: 'a.b', change: { actions: ['update'], ...change }, ...facts }],
  })
const detailsOf = (change: JsonChange, facts?: object): PlanDetails =>
  readPlanDetails(planOf(change, facts), masker.mask).get('a.b')!
const attributesOf = (change: JsonChange) => detailsOf(change).attributes

describe('a changed attribute', () => {
  test('has its value before and after, and equal attributes are left out', () => {
    expect(
      attributesOf({
        before: { min_size: 2, name: 'nodes', public: true, note: null },
        after: { min_size: 4, name: 'nodes', public: false, note: 'new' },
      }),
    ).toEqual([
      { path: 'min_size', from: '2', to: '4' },
      { path: 'public', from: 'true', to: 'false' },
      { path: 'note', to: '"new"' },
    ])
  })

  test('is found in nested blocks and in maps with any keys', () => {
    expect(
      attributesOf({
        before: { scaling_config: [{ min: 1, max: 3 }], tags: { 'a.b': 'x', __proto__x: 'y' } },
        after: { scaling_config: [{ min: 2, max: 3 }], tags: { 'a.b': 'z', constructor: 'w' } },
      }),
    ).toEqual([
      { path: 'scaling_config[0].min', from: '1', to: '2' },
      { path: 'tags["a.b"]', from: '"x"', to: '"z"' },
      { path: 'tags.__proto__x', from: '"y"' },
      { path: 'tags.constructor', to: '"w"' },
    ])
  })

  test('in a set of blocks is compared with the blocks that are not equal, wherever they are', () => {
    const rule = (port: number) => ({ port, cidr: '0.0.0.0/0' })
    expect(
      attributesOf({
        before: { ingress: [rule(22), rule(80), rule(443)] },
        after: { ingress: [rule(80), rule(443), rule(8080)] },
      }),
    ).toEqual([{ path: 'ingress[2].port', from: '22', to: '8080' }])
    expect(attributesOf({ before: { ingress: [rule(22)] }, after: { ingress: [] } })).toEqual([
      { path: 'ingress[0].port', from: '22' },
      { path: 'ingress[0].cidr', from: '"0.0.0.0/0"' },
    ])
  })

  test('that is a list of plain values is one text', () => {
    expect(
      attributesOf({ before: { zones: ['a', 'b'], ports: [1] }, after: { zones: ['b'], ports: [1] } }),
    ).toEqual([{ path: 'zones', from: '["a", "b"]', to: '["b"]' }])
  })

  test('that only the cloud knows says so, also inside lists and blocks', () => {
    expect(
      attributesOf({
        before: { id: 'i-1', subnets: ['s-1'], group: [{ arn: 'old', size: 1 }] },
        after: { subnets: [null, 's-2'], group: [{ size: 1 }] },
        after_unknown: { id: true, subnets: [true, false], group: [{ arn: true }] },
      }),
    ).toEqual([
      { path: 'id', from: '"i-1"', to: '(known after apply)' },
      { path: 'subnets', from: '["s-1"]', to: '[(known after apply), "s-2"]' },
      { path: 'group[0].arn', from: '"old"', to: '(known after apply)' },
    ])
  })

  test('with several lines is one line', () => {
    expect(attributesOf({ before: { script: 'a\nb' }, after: { script: 'a\n"c"\t' } })).toEqual([
      { path: 'script', from: '"a\\nb"', to: '"a\\n\\"c\\"\\t"' },
    ])
  })
})

describe('a created, deleted, moved or imported resource', () => {
  test('lists the values that it gets, without empty ones', () => {
    expect(
      detailsOf({
        before: null,
        after: { name: 'lab', note: null, tags: {}, rules: [] },
        after_unknown: { id: true, rules: [] },
      }),
    ).toEqual({
      attributes: [
        { path: 'name', to: '"lab"' },
        { path: 'id', to: '(known after apply)' },
      ],
    })
  })

  test('lists the values that go', () =>
    expect(attributesOf({ before: { name: 'lab' }, after: null })).toEqual([{ path: 'name', from: '"lab"' }]))

  test('has its earlier address if it moved', () =>
    expect(detailsOf({ before: { a: 1 }, after: { a: 2 } }, { previous_address: 'module.old.a.b' })).toEqual({
      attributes: [{ path: 'a', from: '1', to: '2' }],
      previousAddress: 'module.old.a.b',
    }))

  test('has no entry for values that an import leaves as they are', () =>
    expect(detailsOf({ before: { a: 1 }, after: { a: 1 }, ...{ importing: { id: 'vpc-1' } } })).toEqual({}))

  test('is read once if Terraform also deletes an object that an earlier replacement left', () => {
    const both = JSON.stringify({
      resource_changes: [
        { address: 'a.b', change: { before: { a: 1 }, after: { a: 2 } } },
        { address: 'a.b', deposed: '1a2b3c', change: { before: { old: 1 }, after: null } },
      ],
    })
    expect(readPlanDetails(both, masker.mask).get('a.b')!.attributes).toEqual([
      { path: 'a', from: '1', to: '2' },
    ])
  })
})

describe('a replacement', () => {
  test('names the attributes that force it, before all others', () => {
    expect(
      attributesOf({
        before: { tags: { a: '1' }, network: [{ zone: 'x', size: 1 }], cidrs: ['a'] },
        after: { tags: { a: '2' }, network: [{ zone: 'y', size: 2 }], cidrs: ['b'] },
        replace_paths: [
          ['network', 0, 'zone'],
          ['cidrs', 0],
        ],
      }),
    ).toEqual([
      { path: 'network[0].zone', from: '"x"', to: '"y"', replaces: true },
      { path: 'cidrs', from: '["a"]', to: '["b"]', replaces: true },
      { path: 'tags.a', from: '"1"', to: '"2"' },
      { path: 'network[0].size', from: '1', to: '2' },
    ])
  })

  test('names an attribute that forces it although no value shows a change', () =>
    expect(
      attributesOf({ before: { a: 1 }, after: { a: 1 }, replace_paths: [['secret', 'key'], []] }),
    ).toEqual([{ path: 'secret.key', replaces: true }]))

  test('names the forcing attribute also when it is the last of thousands', () => {
    const many = (value: number) =>
      Object.fromEntries(Array.from({ length: 5000 }, (_, n) => [`a${n}`, value]))
    const { attributes, hiddenAttributes } = detailsOf({
      before: many(1),
      after: many(2),
      replace_paths: [['a4999']],
    })
    expect(attributes![0]).toEqual({ path: 'a4999', from: '1', to: '2', replaces: true })
    expect(attributes!.length + hiddenAttributes!).toBe(5000)
  })

  test.each([
    ['replace_because_tainted', 'damaged'],
    ['replace_by_request', 'requested'],
    ['replace_by_triggers', 'trigger'],
    ['replace_because_cannot_update', undefined],
    ['constructor', undefined],
  ])('for the reason %s', (action_reason, expected) =>
    expect(detailsOf({ before: {}, after: {} }, { action_reason }).replacedBecause).toBe(expected),
  )
})

describe('a secret', () => {
  test('is never a text, in any side, block or list that has the mark', () => {
    const password = 'correct-horse-battery'
    const details = detailsOf({
      before: { password, data: { user: 'erik', token: password }, list: ['public', password], pin: 1 },
      after: {
        password: 'next-horse',
        data: { user: 'mina', token: 'next-token' },
        list: ['public', 'other-horse'],
        pin: 2,
      },
      before_sensitive: { password: true, data: { token: true }, list: [false, true] },
      after_sensitive: { data: { token: true }, list: [false, true], pin: true },
    })
    expect(details.attributes).toEqual([
      { path: 'password', from: '(sensitive)', to: '(sensitive)' },
      { path: 'data.user', from: '"erik"', to: '"mina"' },
      { path: 'data.token', from: '(sensitive)', to: '(sensitive)' },
      { path: 'list', from: '["public", (sensitive)]', to: '["public", (sensitive)]' },
      { path: 'pin', from: '(sensitive)', to: '(sensitive)' },
    ])
    expect(JSON.stringify(details)).not.toMatch(/horse|next-token/)
  })

  test('is masked in another attribute without a mark', () => {
    const details = detailsOf({
      before: { password: 'correct-horse-battery', url: 'db://a' },
      after: { password: 'correct-horse-battery', url: 'db://erik:correct-horse-battery@host' },
      before_sensitive: { password: true },
    })
    expect(details.attributes).toEqual([{ path: 'url', from: '"db://a"', to: '"db://erik:***@host"' }])
  })

  test('of the log is masked in values, keys and paths, also at the edge of a cut text', () => {
    const secret = 'wJalrXUtnFEMI/K7MDENG'
    const text = JSON.stringify(
      detailsOf(
        {
          before: {},
          after: {
            [secret]: 1,
            map: { [`key ${secret}`]: { deep: [secret, { inner: secret }] } },
            ...Object.fromEntries(
              Array.from({ length: 30 }, (_, shift) => [`a${shift}`, 'x'.repeat(220 + shift) + secret]),
            ),
          },
        },
        { previous_address: `a["${secret}"]` },
      ),
    )
    expect(text).not.toMatch(/wJalr/)
  })
})

describe('a long value', () => {
  const parseReport = (details: PlanDetails) =>
    runnerProgress.body.shape.resources.parse([
      { address: 'a.b', stage: 'cluster', action: 'update', state: 'planned', ...details },
    ])

  test('is cut, and shows the place where it changes', () => {
    const text = `${'🚀 '.repeat(400)}end`
    const details = detailsOf({ before: { policy: text }, after: { policy: text.replace('end', 'END') } })
    const { from, to } = details.attributes![0]!
    expect(from).toMatch(/^….*🚀 end"$/)
    expect(to).toMatch(/^….*🚀 END"$/)
    expect(from!.isWellFormed()).toBe(true)
    parseReport(details)
  })

  test('of a megabyte is only its length', () => {
    const details = detailsOf({
      before: { data: 'a'.repeat(2 ** 20), list: [1] },
      after: { data: 'b'.repeat(2 ** 20), list: Array.from({ length: 50_000 }, () => 'item') },
    })
    expect(details.attributes![0]).toEqual({
      path: 'data',
      from: '(text of 1048576 characters)',
      to: '(text of 1048576 characters)',
    })
    parseReport(details)
  })

  test('as deep as JSON allows is one text', () => {
    const deep = (value: number): unknown =>
      Array.from({ length: 300 }).reduce<unknown>((inner) => ({ in: inner }), value)
    parseReport(detailsOf({ before: deep(1), after: deep(2) }))
  })

  test('of any kind gives a report that the API accepts', () => {
    const value = fc.letrec((tie) => ({
      value: fc.oneof(
        { maxDepth: 4 },
        fc.oneof(hostileText(), fc.integer(), fc.boolean(), fc.constant(null)),
        fc.array(tie('value'), { maxLength: 4 }),
        fc.dictionary(hostileText(), tie('value'), { maxKeys: 4 }),
      ),
    })).value
    fc.assert(
      fc.property(value, value, value, value, (valueBefore, valueAfter, after_unknown, before_sensitive) => {
        const details = detailsOf({ before: valueBefore, after: valueAfter, after_unknown, before_sensitive })
        parseReport(details)
      }),
      { numRuns: 60 },
    )
  })
})

test.each(['', 'null', '[]', '{"resource_changes": 1}', 'Error: no plan'])('%j is not a plan', (text) =>
  expect(() => readPlanDetails(text, masker.mask)).toThrow(),
)

test('a resource that Terraform describes in an unknown form is left out, and the others are read', () => {
  const text = JSON.stringify({
    resource_changes: [
      { address: 1 },
      { address: 'a.c' },
      { address: 'a.b', change: { before: {}, after: { a: 1 } } },
    ],
  })
  expect([...readPlanDetails(text, masker.mask).keys()]).toEqual(['a.b'])
})

describe('the attributes of many resources', () => {
  const big = (name: string): PlanDetails => ({
    attributes: Array.from({ length: attributeLimits.count }, (_, index) => ({
      path: `${name}${index}`,
      from: '建'.repeat(200),
      to: '建'.repeat(200),
    })),
  })
  const changes = Array.from(
    { length: 500 },
    (_, index): Change => ({ address: `a.b[${index}]`, action: index === 499 ? 'replace' : 'create' }),
  )

  test('fit into a run document, and what is cut is counted', () => {
    const fitting = fitPlanDetails(changes, new Map(changes.map(({ address }) => [address, big('x')])))
    expect(Buffer.byteLength(JSON.stringify([...fitting.values()]))).toBeLessThan(160 * 1024)
    for (const { address } of changes) {
      const { attributes = [], hiddenAttributes = 0 } = fitting.get(address)!
      expect(attributes.length + hiddenAttributes).toBe(attributeLimits.count)
    }
  })

  test('are shared: a replaced resource is first, and no resource takes the place of others', () => {
    const details = new Map(changes.map(({ address }) => [address, { attributes: [{ path: 'a', to: '1' }] }]))
    details.set('a.b[0]', big('x') as never)
    details.set('a.b[499]', big('forced') as never)
    const fitting = fitPlanDetails(changes, details)
    expect([...fitting.keys()][0]).toBe('a.b[499]')
    for (const { address } of changes) expect(fitting.get(address)!.attributes!.length).toBeGreaterThan(0)
  })

  test('stay as they are if they fit', () => {
    const details = new Map(changes.map(({ address }) => [address, { attributes: [{ path: 'a', to: '1' }] }]))
    const fitting = fitPlanDetails(changes, details)
    for (const { address } of changes) expect(fitting.get(address)).toEqual(details.get(address))
  })
})
