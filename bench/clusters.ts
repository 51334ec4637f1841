import { spawnSync } from 'node:child_process'
import type { CloudAccount } from '../contract/cloud-accounts.ts'
import type { Cluster } from '../contract/clusters.ts'
import type { RunResource } from '../contract/runs.ts'
import { awsKeys, stateBucket } from '../scripts/stack/aws-demo.ts'
import { answers } from '../scripts/stack/wait-until.ts'
import { documents } from '../server/documents.ts'
import { api } from '../testing/api.ts'
import { waitUntil } from '../testing/wait-until.ts'
import { type Listener, listener } from './browser-listener.ts'
import { byHand, NoProvider, network, region } from './clusters-by-hand.ts'
import { overhear, type Said, steps } from './clusters-overheard.ts'
import type { Tally } from './meter.ts'
import { metered } from './metered.ts'
import type { Person } from './people.ts'

/** Times in milliseconds, memory in MB. */
export type Built = {
  took: number
  /** From what Terraform says of a resource to the listener that shows it. */
  heardAfter: number[]
  tally: Tally
  /** Posts of the runner, and for how long it was at work. */
  posts: number
  ran: number
  resources: number
  memory: number
}
export type Clusters = { hand: number[]; built: Built[] }

export const hasTerraform = () => spawnSync('terraform', ['version'], { stdio: 'ignore' }).status === 0
export const noTerraform = 'there is no Terraform'

/** Longer than any takes, in seconds. */
const patience = 300

export const connected = async (person: Person, given: object): Promise<CloudAccount> => {
  const { status, text, body } = await api('POST', '/v1/cloud-accounts', given, person)
  if (status !== 201) throw new Error(`The account was not connected: ${text}`)
  return body
}
export const created = async (person: Person, given: object): Promise<Cluster> => {
  const { status, text, body } = await api('POST', '/v1/clusters', given, person, {
    'idempotency-key': crypto.randomUUID(),
  })
  if (status !== 202) throw new Error(`The cluster was not taken: ${text}`)
  return body
}
const whyNot = async ({ id, runId }: Cluster) =>
  JSON.stringify((await documents.run(id, runId).get()).data()?.failure)

export const destroyed = async (person: Person, cluster: Cluster): Promise<void> => {
  const { status, text } = await api('DELETE', `/v1/clusters/${cluster.id}`, undefined, person)
  if (status !== 202) throw new Error(`The cluster is not being destroyed: ${text}`)
  await waitUntil(
    'the cluster is destroyed',
    async () => {
      const { state, runId } = (await documents.cluster(cluster.id).get()).data()!
      if (state === 'failed') throw new Error(`Not destroyed: ${await whyNot({ ...cluster, runId })}`)
      return state === 'destroyed'
    },
    patience,
  )
}

type Shown = { at: number; resources: Map<string, number> }
/** The first time each was shown as far as Terraform said it was. */
const delays = (said: readonly Said[], shown: readonly Shown[]): number[] =>
  said.map(({ address, step, at }) => {
    const seen = shown.find(({ resources }) => (resources.get(address) ?? -1) >= step)
    return (seen?.at ?? Number.POSITIVE_INFINITY) - at
  })

/** A cluster that nobody needs to approve, from the POST until its own document says on a page that it is ready. */
const build = async (person: Person, page: Listener, accountId: string) => {
  const ready = Promise.withResolvers<number>()
  const shown: Shown[] = []
  let overheard: ReturnType<typeof overhear> | undefined
  const began = performance.now()
  const services = ['vscode']
  const cluster = await created(person, {
    accountId,
    name: 'bench',
    region,
    stateBucket,
    ...network,
    services,
    approval: 'automatic',
  })
  const endRun = page.listen(
    `clusters/${cluster.id}/runs/${cluster.runId}`,
    ({ execution, resources }) => {
      const all: RunResource[] = JSON.parse(String(resources))
      shown.push({
        at: Date.now(),
        resources: new Map(all.map(({ address, state }) => [address, steps[state]])),
      })
      const pid = /^local-(\d+)-/.exec(String(execution))?.[1]
      if (pid) overheard ??= overhear(Number(pid))
    },
    ready.reject,
  )
  const endCluster = page.listen(
    `clusters/${cluster.id}`,
    ({ state }) => {
      if (state === 'ready') ready.resolve(performance.now())
      if (state === 'failed') whyNot(cluster).then((why) => ready.reject(new Error(`Not built: ${why}`)))
    },
    ready.reject,
  )
  const late = setTimeout(() => ready.reject(new Error(`Not ready within ${patience} s.`)), patience * 1000)
  try {
    const took = (await ready.promise) - began
    await waitUntil('the run is shown as over', async () => shown.at(-1)?.resources.size ?? 0)
    return { cluster, took, shown, ...(overheard?.end() ?? { said: [], memory: Number.NaN }) }
  } finally {
    clearTimeout(late)
    endRun()
    endCluster()
    overheard?.end()
  }
}

/**
 * The cluster stage on the simulated AWS, built by Labseat and by hand in turns, each destroyed before the next. One more by hand comes first,
 * which only warms up.
 */
export const clusters = async (
  person: Person,
  rounds: number,
  signal: AbortSignal,
): Promise<Clusters | string> => {
  if (!hasTerraform()) return noTerraform
  if (!(await answers(`${process.env.AWS_ENDPOINT_URL_STS}/moto-api/`))) return 'there is no simulated AWS'
  await documents.access(person.uid).update({ role: 'operator' })
  const page = await listener(person)
  try {
    await byHand('by-hand-0', signal)
    return await metered(signal, async (cost) => {
      const credentials = { kind: 'access-key', ...awsKeys.admin }
      const { id } = await connected(person, {
        name: 'bench',
        platform: 'aws',
        environment: 'dev',
        credentials,
      })
      const labseat = async (): Promise<Built> => {
        const { result, tally } = await cost(() => build(person, page, id))
        const { cluster, took, said, shown, memory } = result
        const run = (await documents.run(cluster.id, cluster.runId).get()).data()!
        await destroyed(person, cluster)
        return {
          took,
          heardAfter: delays(said, shown),
          tally,
          posts: run.sequence,
          ran: Date.parse(run.endedAt!) - Date.parse(run.startedAt!),
          resources: run.total,
          memory,
        }
      }
      const hand: number[] = []
      const built: Built[] = []
      for (let round = 1; round <= rounds; round++) {
        signal.throwIfAborted()
        const turns = [
          async () => hand.push(await byHand(`by-hand-${round}`, signal)),
          async () => built.push(await labseat()),
        ]
        for (const turn of round % 2 === 1 ? turns : turns.reverse()) await turn()
      }
      return { hand, built }
    })
  } catch (error) {
    if (error instanceof NoProvider) return error.message
    throw error
  } finally {
    await page.close()
  }
}
