import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setImmediate as waitForEventLoop } from 'node:timers/promises'
import fc from 'fast-check'
import { documents } from '../../server/documents.ts'
import { grpc, hasGrpcCode } from '../../server/problem.ts'
import { apiUrl } from '../api.ts'
import type { Call } from '../calls/call.ts'
import { calls } from '../calls/index.ts'
import { type Person, tokenOf } from '../people.ts'
import { makeWorld, type World } from '../world.ts'
import { type Description, readDescription } from './description.ts'
import { faultsOfResponse } from './mismatches.ts'
import { type FuzzRequest, type FuzzRole, requestsOf } from './requests.ts'

const slowMs = 2000
const atOnce = 4
/** Requests delete events and people, so the next ones get a new world. */
const perWorld = 1000
/** Requests also suspend people and take away roles. */
const perRepair = 50

export type Fault = { kind: '5xx' | 'status' | 'mismatch' | 'no response'; what: string; request: string }
export type FuzzSummary = {
  seed: number
  requests: number
  /** By status. */
  statuses: Record<string, number>
  faults: Fault[]
  /** Requests that took longer than two seconds, with their operation. */
  slow: string[]
}

/** The lines that the functions logged for a request. */
export type ReadLog = (requestId: string) => string[]

export const readOwnDescription = (): Description =>
  readDescription(readFileSync(join(import.meta.dirname, '../../openapi.yaml'), 'utf8'))

const personOf = (world: World, role: FuzzRole): Person | undefined =>
  ({
    nobody: undefined,
    participant: world.erik,
    organiser: world.olga,
    operator: world.otto,
    admin: world.adam,
  })[role]

const rolesOf = { erik: 'member', olga: 'member', otto: 'operator', adam: 'admin' } as const

/** Gives the callers their roles back. A person who deleted themselves stays deleted until the next world. */
const repair = async (world: World): Promise<void> => {
  for (const [name, role] of Object.entries(rolesOf) as [
    keyof typeof rolesOf,
    (typeof rolesOf)[keyof typeof rolesOf],
  ][])
    await documents
      .access(world[name].uid)
      .update({ role, suspended: false })
      .catch((error: unknown) => {
        if (!hasGrpcCode(error, grpc.notFound)) throw error
      })
}

const describeRequest = ({ operation, role, path, headers, body }: FuzzRequest): string =>
  JSON.stringify({
    operation: operation.operationId,
    role,
    request: `${operation.method} ${path.slice(0, 400)}`,
    headers,
    body: body?.slice(0, 1500),
  })

const send = async (request: FuzzRequest, world: World) => {
  const person = personOf(world, request.role)
  // A token of now is valid after a request that ended every session.
  const authorization =
    person && `Bearer ${tokenOf(person, { auth_time: Math.floor(Date.now() / 1000) + 1 })}`
  const startMs = performance.now()
  const response = await fetch(`${apiUrl()}${request.path}`, {
    method: request.operation.method,
    headers: { ...request.headers, ...(authorization && { authorization }) },
    ...(request.body !== undefined && { body: request.body }),
    redirect: 'manual',
  })
  const text = await response.text()
  const mediaType = response.headers.get('content-type')?.split(';')[0] ?? ''
  return { received: { status: response.status, mediaType, text }, tookMs: performance.now() - startMs }
}

/** Sends one request and adds what it shows to the summary. */
const sendAndCheck = async (
  request: FuzzRequest,
  world: World,
  { description, summary, readLog }: { description: Description; summary: FuzzSummary; readLog: ReadLog },
) => {
  const addFault = (kind: Fault['kind'], what: string) =>
    summary.faults.push({ kind, what, request: describeRequest(request) })
  summary.requests++
  try {
    const { received, tookMs } = await send(request, world)
    const { status, text } = received
    summary.statuses[status] = (summary.statuses[status] ?? 0) + 1
    if (tookMs > slowMs) summary.slow.push(`${request.operation.operationId} ${Math.round(tookMs)} ms`)
    if (status >= 500) {
      const requestId = /"requestId":"([^"]+)"/.exec(text)?.[1]
      const logged = requestId ? readLog(requestId) : []
      addFault('5xx', [`${status} ${text.slice(0, 300)}`, ...logged].join('\n  '))
    }
    const fault = faultsOfResponse(request.operation, received, description.resolve)
    if (fault) addFault(fault.kind, fault.what)
  } catch (error) {
    addFault('no response', String((error as Error).cause ?? error))
  }
}

/**
 * Sends generated requests to the stack of `API_URL` and checks each response by the description. The same seed makes the same choices; the
 * ids of the documents differ, and so does the order in which simultaneous requests end.
 */
export const fuzz = async ({
  seed,
  requests,
  description = readOwnDescription(),
  operationIds,
  onProgress = () => {},
  readLog = () => [],
}: {
  seed: number
  requests: number
  description?: Description
  /** Only these. Undefined: all. */
  operationIds?: readonly string[]
  onProgress?: (summary: FuzzSummary) => void
  readLog?: ReadLog
}): Promise<FuzzSummary> => {
  const summary: FuzzSummary = { seed, requests: 0, statuses: {}, faults: [], slow: [] }
  const operations = description.operations.filter(
    ({ operationId }) => !operationIds || operationIds.includes(operationId),
  )
  for (let round = 0; summary.requests < requests; round++) {
    const world = await makeWorld()
    const count = Math.min(perWorld, requests - summary.requests)
    const arbitraries = operations.map((operation) =>
      requestsOf(operation, description, world, (calls as Record<string, Call>)[operation.operationId]),
    )
    const waiting = fc.sample(fc.oneof(...arbitraries), { seed: seed + round, numRuns: count })
    // Generating takes seconds, in which the server closes idle connections. The next turn of the event loop notices it.
    await waitForEventLoop()
    while (waiting.length > 0) {
      await repair(world)
      const part = waiting.splice(0, perRepair)
      const sendNext = async (): Promise<void> => {
        for (let next = part.shift(); next; next = part.shift())
          await sendAndCheck(next, world, { description, summary, readLog })
      }
      await Promise.all(Array.from({ length: atOnce }, sendNext))
      onProgress(summary)
    }
  }
  return summary
}

/** The summary in lines for people. The faults are grouped by what they are and by operation. */
export const describeSummary = ({ seed, requests, statuses, faults, slow }: FuzzSummary): string => {
  const count = (kind: Fault['kind']) => faults.filter((fault) => fault.kind === kind).length
  const examples = new Map(
    faults.map((fault) => [`${fault.kind} ${JSON.parse(fault.request).operation}`, fault]),
  )
  return [
    `seed ${seed}: ${requests} requests, ${count('5xx')} × 5xx, ${count('status')} undocumented statuses, ${count('mismatch')} mismatches, ${count('no response')} without a response, ${slow.length} over ${slowMs / 1000} s`,
    Object.entries(statuses)
      .map(([status, number]) => `${status}: ${number}`)
      .join(', '),
    ...slow.slice(0, 20).map((text) => `slow: ${text}`),
    ...[...examples.values()].map(({ kind, what, request }) => `${kind}: ${what}\n  ${request}`),
  ].join('\n')
}
