import { setTimeout as pause } from 'node:timers/promises'
import type { Cluster } from '../../contract/clusters.ts'
import { isAtWork } from '../../domain/runs.ts'
import { documents } from '../../server/documents.ts'
import { api } from '../../testing/api.ts'
import { connectAccount } from '../../testing/cloud-accounts.ts'
import type { Person } from '../../testing/people.ts'
import { waitUntil } from '../../testing/wait-until.ts'
import { isRunning, processes } from '../stack/process-table.ts'
import { createPerson } from './load.ts'

export type Operator = { person: Person; accountId: string }

export const createOperator = async (): Promise<Operator> => {
  const person = await createPerson('Otto', { role: 'operator' })
  const account = await connectAccount(person, { platform: 'sandbox', credentials: { kind: 'none' } })
  return { person, accountId: account.id }
}

/** All runs of the operator, also of a cluster whose creation was not answered. */
const readRuns = async ({ person }: Operator) => {
  const clusters = await documents.clusters().where('ownerId', '==', person.uid).get()
  const pages = await Promise.all(clusters.docs.map(({ id }) => documents.runs(id).get()))
  return pages.flatMap(({ docs }) => docs.map((snapshot) => snapshot.data()))
}

const waitUntilIdle = async (operator: Operator, signal: AbortSignal): Promise<void> => {
  while (!signal.aborted && (await readRuns(operator)).some(({ state }) => isAtWork(state)))
    await pause(1_000)
}

/** Builds and destroys one sandbox cluster after the other until the signal aborts. */
export const buildClusters = async (operator: Operator, signal: AbortSignal): Promise<void> => {
  const { person, accountId } = operator
  for (let count = 0; !signal.aborted; count++) {
    const shape = { region: 'local', services: ['vscode'], approval: 'automatic' }
    const input = { accountId, name: `chaos-${count}`, ...shape }
    const answer = await api<Cluster>('POST', '/v1/clusters', input, person).catch(() => undefined)
    await pause(1_000)
    await waitUntilIdle(operator, signal)
    if (answer?.status !== 202) continue
    await api('DELETE', `/v1/clusters/${answer.body.id}`, undefined, person).catch(() => undefined)
    await waitUntilIdle(operator, signal)
  }
}

/** The process of a run's runner, if it lives. */
const findRunner = (table: ReturnType<typeof processes>, execution: string | undefined) => {
  const runner = table.get(Number(/^local-(\d+)/.exec(execution ?? '')?.[1]))
  return runner && isRunning(runner) ? runner : undefined
}

/** Kills the runner of a run at work, with the programs that it started. @returns false if no runner is at work */
export const killRunner = async (operator: Operator): Promise<boolean> => {
  const table = processes()
  for (const { state, execution } of await readRuns(operator)) {
    const victim = findRunner(table, execution)
    if (!isAtWork(state) || !victim) continue
    // A runner leads its process group.
    process.kill(-victim.pid, 'SIGKILL')
    return true
  }
  return false
}

/** Runs at work whose runner is gone, or has not begun. @returns their states and executions */
export const findAbandonedRuns = async (operator: Operator): Promise<string[]> => {
  const table = processes()
  return (await readRuns(operator))
    .filter(({ state, execution }) => isAtWork(state) && !findRunner(table, execution))
    .map(({ state, execution }) => `${state}: ${execution ?? 'no execution'}`)
}

/** Waits until each run has an end: it succeeded, failed, or is known as lost, so that a person can try again. @returns their states */
export const waitForRuns = async (operator: Operator, seconds: number): Promise<Record<string, number>> => {
  await waitUntil(
    'every run has an end',
    async () => {
      if ((await readRuns(operator)).every(({ state }) => !isAtWork(state))) return true
      await pause(1_000)
      return false
    },
    seconds,
  )
  const states: Record<string, number> = {}
  for (const { state } of await readRuns(operator)) states[state] = (states[state] ?? 0) + 1
  return states
}
