import { readdirSync, readFileSync } from 'node:fs'
import type { Cluster } from '../contract/clusters.ts'
import { startSweeping } from '../scripts/stack/topics.ts'
import { documents } from '../server/documents.ts'
import { waitUntil } from '../testing/wait-until.ts'
import { connectAccount, createCluster, destroyCluster, hasTerraform, noTerraform } from './clusters.ts'
import type { Person } from './people.ts'

export const clustersAtOnce = 20
const timeoutSeconds = 600

export type AtOnce = {
  ready: number
  lost: number
  seconds: number
  /** The peak of all runners with their Terraform together, in MB. */
  memory: number
  /** The highest number of runners at the same time. */
  maxRunners: number
}

const read = (path: string) => {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}
/** A process's memory in kB, where shared pages are divided among the processes that share them. Linux only. */
const sharedMemoryKb = (pid: string) =>
  Number(/^Pss:\s+(\d+) kB$/m.exec(read(`/proc/${pid}/smaps_rollup`))?.[1] ?? 0)

/** The runners, and the memory of the runners and of all processes that they started. */
const findRunners = (folder: string) => {
  const all = readdirSync('/proc').filter((name) => /^\d+$/.test(name))
  const runners = all.filter((pid) => read(`/proc/${pid}/cmdline`).includes(folder))
  const parents = new Map(
    all.map((pid) => [pid, / \S (\d+)/.exec(read(`/proc/${pid}/stat`).split(')').at(-1)!)?.[1]]),
  )
  const isBelow = (pid: string | undefined): boolean =>
    pid !== undefined && pid !== '0' && (runners.includes(pid) || isBelow(parents.get(pid)))
  return {
    runners: runners.length,
    memory: all.filter(isBelow).reduce((sum, pid) => sum + sharedMemoryKb(pid), 0) / 1024,
  }
}

/** Creates all sandboxes at the same moment. Each takes a separate runner and Terraform. The sweep checks for lost runs meanwhile. */
export const measureClustersAtOnce = async (
  person: Person,
  signal: AbortSignal,
): Promise<AtOnce | string> => {
  if (!hasTerraform()) return noTerraform
  await documents.access(person.uid).update({ role: 'operator' })
  const account = { platform: 'sandbox', environment: 'dev', credentials: { kind: 'none' } }
  const { id: accountId } = await connectAccount(person, { ...account, name: 'bench' })
  const settings = { region: 'local', services: ['vscode', 'mlflow'], approval: 'automatic' }
  const stopSweeping = startSweeping('bench')
  let memory = 0
  let maxRunners = 0
  const sampling = setInterval(() => {
    const now = findRunners('clusters/runner/run.ts')
    if (now.memory > memory) memory = now.memory
    if (now.runners > maxRunners) maxRunners = now.runners
  }, 1000)
  try {
    const began = performance.now()
    const all: Cluster[] = await Promise.all(
      Array.from({ length: clustersAtOnce }, (_, index) =>
        createCluster(person, { ...settings, accountId, name: `sandbox-${index}` }),
      ),
    )
    const over = await waitUntil(
      'every run is over',
      async () => {
        signal.throwIfAborted()
        const snapshot = await documents.clusters().where('ownerId', '==', person.uid).get()
        return snapshot.docs.every((doc) => !doc.data().busy) && snapshot.docs.map((doc) => doc.data().state)
      },
      timeoutSeconds,
    )
    const seconds = (performance.now() - began) / 1000
    clearInterval(sampling)
    const runs = await Promise.all(all.map(({ id, runId }) => documents.run(id, runId).get()))
    await Promise.all(all.map((cluster) => destroyCluster(person, cluster)))
    return {
      ready: over.filter((state) => state === 'ready').length,
      lost: runs.filter((run) => run.data()!.state !== 'succeeded').length,
      seconds,
      memory,
      maxRunners,
    }
  } finally {
    clearInterval(sampling)
    stopSweeping()
  }
}
