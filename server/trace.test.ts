import { expect, test } from 'vitest'
import { continueTrace, currentTrace, inTrace, toTraceparent } from './trace.ts'

const traceId = '0af7651916cd43dd8448eb211c80319c'
const parentId = 'b7ad6b7169203331'
const span = { name: 'test', kind: 'server' } as const

test('a traceparent continues as it is', () => {
  for (const flags of ['00', '01'])
    expect(toTraceparent(continueTrace({ traceparent: `00-${traceId}-${parentId}-${flags}` }))).toBe(
      `00-${traceId}-${parentId}-${flags}`,
    )
})

test('a later version of traceparent is read as far as it is known', () => {
  expect(continueTrace({ traceparent: `01-${traceId}-${parentId}-01-more` })).toEqual({
    traceId,
    parentId,
    isSampled: true,
  })
})

test('the gateway’s span is decimal, and it comes before traceparent', () => {
  const headers = {
    'x-cloud-trace-context': `${traceId}/${BigInt(`0x${parentId}`)};o=1`,
    traceparent: `00-${'1'.repeat(32)}-${parentId}-00`,
  }
  expect(continueTrace(headers)).toEqual({ traceId, parentId, isSampled: true })
})

test.each([
  [{ traceparent: `00-${'0'.repeat(32)}-${parentId}-01` }],
  [{ traceparent: `00-${traceId}-${'0'.repeat(16)}-01` }],
  [{ traceparent: `ff-${traceId}-${parentId}-01` }],
  [{ traceparent: '00-zzz-b7ad6b7169203331-01' }],
  [{ 'x-cloud-trace-context': '../../projects/other/traces/x' }],
  [{ 'x-cloud-trace-context': 'short/1' }],
  [{}],
])('%o starts a new trace', (headers) => {
  const trace = continueTrace(headers)
  expect(toTraceparent(trace)).toMatch(/^00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-00$/)
  expect(trace.traceId).not.toBe(traceId)
})

test('work runs in its trace, also after a pause and beside other work', async () => {
  const traces = [continueTrace({}), continueTrace({})]
  const seen = await Promise.all(
    traces.map((trace) =>
      inTrace(trace, span, async () => {
        await new Promise((resolve) => setImmediate(resolve))
        return currentTrace()?.traceId
      }),
    ),
  )
  expect(seen).toEqual(traces.map((trace) => trace.traceId))
  expect(currentTrace()).toBeUndefined()
})
