import { readdirSync, readFileSync } from 'node:fs'
import type { Cluster } from '../contract/clusters.ts'
import { startSweeping } from '../scripts/stack/topics.ts'
import { documents } from '../server/documents.ts'
import { waitUntil } from '../testing/wait-until.ts'
import { connected, created, destroyed, hasTerraform, noTerraform } from './clusters.ts'
import type { Person } from './people.ts'

export const together = 20
/** In seconds. */
const patience = 600

export type AtOnce = {
  ready: number
  lost: number
  seconds: number
  /** Of all runners with their Terraform, at one moment, in MB. */
  memory: number
  /** How many were at work at that moment. */
  most: number
}

const read = (path: string) => {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}
/** What processes share is counted once. Linux only. */
const share = (pid: string) => Number(/^Pss:\s+(\d+) kB$/m.exec(read(`/proc/${pid}/smaps_rollup`))?.[1] ?? 0)

/** Runners, and below them Terraform, by whose group they are in: each runner and each Terraform leads one of its own. */
const atWork = (folder: string) => {
  const all = readdirSync('/proc').filter((name) => /^\d+$/.test(name))
  const runners = all.filter((pid) => read(`/proc/${pid}/cmdline`).includes(folder))
  const parents = new Map(
    all.map((pid) => [pid, / \S (\d+)/.exec(read(`/proc/${pid}/stat`).split(')').at(-1)!)?.[1]]),
  )
  const isBelow = (pid: string | undefined): boolean =>
    pid !== undefined && pid !== '0' && (runners.includes(pid) || isBelow(parents.get(pid)))
  return {
    runners: runners.length,
    memory: all.filter(isBelow).reduce((sum, pid) => sum + share(pid), 0) / 1024,
  }
}

/** So many sandboxes asked for in one moment: each takes a runner and Terraform of its own. The sweep looks for lost ones meanwhile. */
export const clustersAtOnce = async (person: Person, signal: AbortSignal): Promise<AtOnce | string> => {
  if (!hasTerraform()) return noTerraform
  await documents.access(person.uid).update({ role: 'operator' })
  const given = { platform: 'sandbox', environment: 'dev', credentials: { kind: 'none' } }
  const { id: accountId } = await connected(person, { ...given, name: 'bench' })
  const asked = { region: 'local', services: ['vscode', 'jupyterhub'], approval: 'automatic' }
  const stopSweeping = startSweeping('bench')
  let memory = 0
  let most = 0
  const sampling = setInterval(() => {
    const now = atWork('clusters/runner/run.ts')
    if (now.memory > memory) memory = now.memory
    if (now.runners > most) most = now.runners
  }, 1000)
  try {
    const began = performance.now()
    const all: Cluster[] = await Promise.all(
      Array.from({ length: together }, (_, index) =>
        created(person, { ...asked, accountId, name: `sandbox-${index}` }),
      ),
    )
    const over = await waitUntil(
      'every run is over',
      async () => {
        signal.throwIfAborted()
        const kept = await documents.clusters().where('ownerId', '==', person.uid).get()
        return kept.docs.every((one) => !one.data().busy) && kept.docs.map((one) => one.data().state)
      },
      patience,
    )
    const seconds = (performance.now() - began) / 1000
    clearInterval(sampling)
    const runs = await Promise.all(all.map(({ id, runId }) => documents.run(id, runId).get()))
    await Promise.all(all.map((cluster) => destroyed(person, cluster)))
    return {
      ready: over.filter((state) => state === 'ready').length,
      lost: runs.filter((run) => run.data()!.state !== 'succeeded').length,
      seconds,
      memory,
      most,
    }
  } finally {
    clearInterval(sampling)
    stopSweeping()
  }
}
