import { beforeAll, expect, test } from 'vitest'
import type { CloudAccount } from '../contract/cloud-accounts.ts'
import type { Cluster } from '../contract/clusters.ts'
import type { Event } from '../contract/events.ts'
import { api } from '../testing/api.ts'
import { connectAccount } from '../testing/cloud-accounts.ts'
import { publishEvent } from '../testing/events.ts'
import { type LogLine, linesOf, newTrace, runnerLinesOf } from '../testing/logs.ts'
import { asPerson, type Person } from '../testing/people.ts'
import { waitUntil } from '../testing/wait-until.ts'

let otto: Person
let erik: Person
let event: Event
let account: CloudAccount
beforeAll(async () => {
  ;[otto, erik] = await Promise.all([asPerson('Otto', { role: 'operator' }), asPerson('Erik')])
  ;[event, account] = await Promise.all([
    publishEvent(otto),
    connectAccount(otto, { platform: 'sandbox', credentials: { kind: 'none' } }),
  ])
})

/** A handled message by its topic, a change by its action, and any other line by its text. */
const nameOf = ({ message, topic, activity }: LogLine): string =>
  activity?.action ?? (message === 'A message was handled.' ? `handled ${topic}` : message)
const waitForLines = (traceId: string, ...names: string[]) =>
  waitUntil(
    names.join(', '),
    () => {
      const written = linesOf(traceId).map(nameOf)
      return names.every((name) => written.includes(name))
    },
    60,
  )

test('one trace id ties a registration to its settling and its e-mail', async () => {
  const { traceId, headers } = newTrace()
  const { status } = await api('POST', `/v1/events/${event.id}/registrations`, undefined, erik, headers)
  expect(status).toBe(202)
  await waitForLines(
    traceId,
    'registrations-request',
    'handled registration-requested',
    'registrations-settle',
    'handled user-notification',
  )
})

test('one trace id ties a cluster to its job, and to what the job reports', async () => {
  const { traceId, headers } = newTrace()
  const input = { accountId: account.id, name: 'traced', region: 'local', services: ['vscode'] }
  const { body: cluster, text } = await api<Cluster>('POST', '/v1/clusters', input, otto, headers)
  expect(cluster.runId, text).toBeDefined()
  await waitForLines(traceId, 'clusters-create', 'handled cluster-run', 'runner-claim', 'runner-progress')
  await waitUntil('the runner ends', () =>
    runnerLinesOf(traceId, cluster.runId).some(({ message }) => message === 'The runner ends.'),
  )
  expect(runnerLinesOf(traceId, cluster.runId).map(({ message }) => message)).toEqual([
    'The runner begins.',
    'The runner ends.',
  ])
})

test('the gateway’s header decides the trace, and an invalid header starts a new trace', async () => {
  const [gateway, browser] = [newTrace(), newTrace()]
  const both = { ...browser.headers, 'x-cloud-trace-context': `${gateway.traceId}/1;o=0` }
  await api('POST', '/v1/events', {}, erik, both)
  await waitForLines(gateway.traceId, 'Request refused')
  expect(linesOf(browser.traceId)).toEqual([])

  const forged = await api('POST', '/v1/events', {}, erik, { traceparent: '../../projects/other/traces/x' })
  expect(forged.status).toBe(400)
})

test('a merged message names the traces of the messages that it replaces', async () => {
  const traces = Array.from({ length: 12 }, newTrace)
  const people = await Promise.all(traces.map((_, index) => asPerson(`Rush${index}`)))
  await Promise.all(
    traces.map(({ headers }, index) =>
      api('POST', `/v1/events/${event.id}/registrations`, undefined, people[index], headers),
    ),
  )
  await waitUntil('each trace is in a line of the handler', () => {
    const named = new Set(
      traces.flatMap(({ traceId }) =>
        linesOf(traceId)
          .filter((line) => nameOf(line) === 'handled registration-requested')
          .flatMap(({ mergedTraces }) => [traceId, ...((mergedTraces as string[]) ?? [])]),
      ),
    )
    return traces.every(({ traceId }) => named.has(traceId))
  })
})
