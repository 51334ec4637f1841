import fc from 'fast-check'
import type { Call } from '../calls/call.ts'
import type { World } from '../world.ts'
import type { DescribedOperation, Description, Parameter } from './description.ts'
import { type Mutation, mutate, mutations, type Pools, valuesOf } from './values.ts'

export const roles = ['nobody', 'participant', 'organiser', 'operator', 'admin'] as const
export type FuzzRole = (typeof roles)[number]

export type FuzzRequest = {
  operation: DescribedOperation
  role: FuzzRole
  path: string
  headers: Record<string, string>
  body: string | undefined
}

/** The real ids of a world, by the names that parameters and fields have. */
export const poolsOf = (world: World): Pools => {
  const { event, draft, begun, account, storage, clusters, deadLetterId, notice } = world
  const people = [world.olga, world.cora, world.erik, world.sam, world.adam, world.otto].map(({ uid }) => uid)
  const clusterIds = Object.values(clusters).map(({ clusterId }) => clusterId)
  const runIds = Object.values(clusters).map(({ runId }) => runId)
  return {
    eventId: [event.id, draft.id, begun.id],
    uid: people,
    userId: [...people, 'me'],
    reviewId: [...people, 'me'],
    owner: people,
    actor: people,
    accountId: [account.id, storage.id],
    clusterId: clusterIds,
    runId: runIds,
    deadLetterId: [deadLetterId],
    notificationId: [notice],
    username: [world.olga.username, 'free-name', 'admin', '__x__'],
  }
}

/** The documents that belong together, from the sample call. */
const sampleParams = (call: Call | undefined, world: World) => call?.params?.(world) ?? {}

const raw: fc.Arbitrary<(text: string) => string> = fc.constantFrom(
  (text: string) => text.slice(0, -1),
  (text: string) => `${text}${text}`,
  () => '{"a":"\\ud800"}',
  () => '[',
  () => '',
  () => '{"__proto__":{"role":"admin"}}',
)

type Choice = {
  role: FuzzRole
  useSample: boolean
  params: Record<string, unknown>
  query: Record<string, unknown>
  header: Record<string, unknown>
  generated: unknown
  mutation: Mutation | undefined
  damage: ((text: string) => string) | undefined
  type: string
}

const choicesOf = (
  operation: DescribedOperation,
  description: Description,
  pools: Pools,
): fc.Arbitrary<Choice> => {
  const valuesAt = (place: Parameter['in']) => {
    const parameters = operation.parameters.filter((parameter) => parameter.in === place)
    return fc.record(
      Object.fromEntries(
        parameters.map(({ name, schema }) => [name, valuesOf(schema, description, pools, name)]),
      ),
      { requiredKeys: place === 'path' ? parameters.map(({ name }) => name) : [] },
    )
  }
  return fc.record({
    role: fc.constantFrom(...roles),
    useSample: fc.boolean(),
    params: valuesAt('path'),
    query: valuesAt('query'),
    header: valuesAt('header'),
    generated: operation.body ? valuesOf(operation.body, description, pools) : fc.constant(undefined),
    mutation: fc.option(mutations, { nil: undefined, freq: 2 }),
    damage: fc.option(raw, { nil: undefined, freq: 30 }),
    type: fc.oneof(
      { weight: 30, arbitrary: fc.constant('application/json') },
      {
        weight: 1,
        arbitrary: fc.constantFrom(
          'text/plain',
          'application/x-www-form-urlencoded',
          'application/json; charset=latin1',
        ),
      },
    ),
  }) as fc.Arbitrary<Choice>
}

const toText = (value: unknown): string =>
  (typeof value === 'string' ? value : JSON.stringify(value)).toWellFormed()

/** A header is Latin-1 without control characters. */
const toHeader = (value: unknown): string =>
  toText(value)
    .replace(/[^\x20-\x7e]/g, '')
    .trim() || 'x'

/** A client resolves the segments `.` and `..` before it sends a request, also with escaped dots: https://url.spec.whatwg.org/#double-dot-path-segment */
const toSegment = (text: string): string =>
  encodeURIComponent(/^\.{1,2}$/.test(text) ? text.replaceAll('.', '-') : text)

/** Requests of one operation: sample calls and generated ones, with and without one mutation. */
export const requestsOf = (
  operation: DescribedOperation,
  description: Description,
  world: World,
  call: Call | undefined,
): fc.Arbitrary<FuzzRequest> =>
  choicesOf(operation, description, poolsOf(world)).map((choice) => {
    const params = { ...choice.params, ...(choice.useSample && sampleParams(call, world)) }
    const address = operation.path.replace(/\{(\w+)\}/g, (_, name) => toSegment(toText(params[name])))
    const query = new URLSearchParams(
      Object.entries({ ...choice.query, ...(choice.useSample && call?.query) }).map(([name, value]) => [
        name,
        toText(value),
      ]),
    ).toString()
    const whole = choice.useSample && call?.body ? call.body(world) : choice.generated
    const value = choice.mutation && whole !== undefined ? mutate(whole, choice.mutation) : whole
    const json = value === undefined ? undefined : JSON.stringify(value)
    const body = json !== undefined && choice.damage ? choice.damage(json) : json
    return {
      operation,
      role: choice.role,
      path: query ? `${address}?${query}` : address,
      headers: {
        ...Object.fromEntries(Object.entries(choice.header).map(([name, text]) => [name, toHeader(text)])),
        ...(body !== undefined && { 'content-type': choice.type }),
      },
      body,
    }
  })
