import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { json } from 'node:stream/consumers'
import { afterEach, expect, test, vi } from 'vitest'

type OtlpSpan = {
  traceId: string
  spanId: string
  parentSpanId: string
  name: string
  kind: number
  status: { code?: number }
  attributes: { key: string; value: { intValue?: number } }[]
}
type OtlpBody = { resourceSpans: { scopeSpans: { spans: OtlpSpan[] }[] }[] }

/** A collector that takes OTLP over HTTP. */
const startCollector = async () => {
  const spans: OtlpSpan[] = []
  const server = createServer(async (request, response) => {
    const body = (await json(request)) as OtlpBody
    spans.push(...body.resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap((scope) => scope.spans)))
    response.writeHead(200, { 'content-type': 'application/json' }).end('{}')
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return { spans, url: `http://127.0.0.1:${port}/v1/traces`, close: () => server.close() }
}

/** server/trace.ts in a process with this configuration. */
const loadTrace = async (variables: Record<string, string>) => {
  for (const [name, value] of Object.entries(variables)) vi.stubEnv(name, value)
  vi.resetModules()
  return import('./trace.ts')
}
afterEach(() => {
  vi.unstubAllEnvs()
})

test('where spans are switched on, a request and its message become spans of the caller’s trace', async () => {
  const collector = await startCollector()
  const { continueTrace, currentTrace, inTrace } = await loadTrace({
    LABSEAT_SPANS_URL: collector.url,
    LABSEAT_SPANS_SHARE: '1',
  })
  const caller = continueTrace({ traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00' })
  await inTrace(caller, { name: 'events-get', kind: 'server' }, async (record) => {
    await inTrace(currentTrace()!, { name: 'publish activity', kind: 'producer' }, async () => {})
    record({ 'http.response.status_code': 200 })
  })
  await expect(
    inTrace(caller, { name: 'handle sweep', kind: 'consumer' }, () => Promise.reject(new Error('No.'))),
  ).rejects.toThrow('No.')
  await vi.waitFor(() => expect(collector.spans).toHaveLength(3), { timeout: 10_000 })
  collector.close()

  const findSpan = (name: string) => collector.spans.find((span) => span.name === name)!
  const [request, publish, sweep] = [
    findSpan('events-get'),
    findSpan('publish activity'),
    findSpan('handle sweep'),
  ]
  for (const { traceId } of collector.spans) expect(traceId).toBe(caller.traceId)
  expect(request).toMatchObject({ parentSpanId: caller.parentId, kind: 2 })
  expect(request.attributes).toEqual([{ key: 'http.response.status_code', value: { intValue: 200 } }])
  expect(publish).toMatchObject({ parentSpanId: request.spanId, kind: 4 })
  expect(sweep).toMatchObject({ kind: 5, status: { code: 2 } })
})

test('a share of zero records only what the gateway samples', async () => {
  const collector = await startCollector()
  const { continueTrace, inTrace } = await loadTrace({
    LABSEAT_SPANS_URL: collector.url,
    LABSEAT_SPANS_SHARE: '0',
  })
  for (const flags of ['00', '01'])
    await inTrace(
      continueTrace({ traceparent: `00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-${flags}` }),
      { name: `flags ${flags}`, kind: 'server' },
      async () => {},
    )
  await vi.waitFor(() => expect(collector.spans).toHaveLength(1), { timeout: 10_000 })
  collector.close()
  expect(collector.spans[0]!.name).toBe('flags 01')
})
