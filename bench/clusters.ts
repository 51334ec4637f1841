import { spawnSync } from 'node:child_process'
import type { CloudAccount } from '../contract/cloud-accounts.ts'
import type { Cluster } from '../contract/clusters.ts'
import type { RunResource } from '../contract/runs.ts'
import { awsKeys, stateBucket } from '../scripts/stack/aws-demo.ts'
import { answers } from '../scripts/stack/wait-until.ts'
import { documents } from '../server/documents.ts'
import { api } from '../testing/api.ts'
import { waitUntil } from '../testing/wait-until.ts'
import { type Listener, openListener } from './browser-listener.ts'
import { buildByHand, NoProvider, network, region } from './clusters-by-hand.ts'
import { overhear, type Progress, steps } from './clusters-overheard.ts'
import type { Tally } from './meter.ts'
import { withMeter } from './metered.ts'
import { type Person, signInAgain } from './people.ts'

/** Times in milliseconds, memory in MB. */
export type Built = {
  took: number
  /** From Terraform's report about a resource until the listener gets it. */
  heardAfter: number[]
  tally: Tally
  /** The runner's posts, and how long it ran. */
  posts: number
  ran: number
  resources: number
  memory: number
}
export type Clusters = { hand: number[]; built: Built[] }

export const hasTerraform = () => spawnSync('terraform', ['version'], { stdio: 'ignore' }).status === 0
export const noTerraform = 'there is no Terraform'

const timeoutSeconds = 300

export const connectAccount = async (person: Person, input: object): Promise<CloudAccount> => {
  const { status, text, body } = await api('POST', '/v1/cloud-accounts', input, person)
  if (status !== 201) throw new Error(`The account was not connected: ${text}`)
  return body
}
export const createCluster = async (person: Person, input: object): Promise<Cluster> => {
  const { status, text, body } = await api('POST', '/v1/clusters', input, person, {
    'idempotency-key': crypto.randomUUID(),
  })
  if (status !== 202) throw new Error(`The cluster was not accepted: ${text}`)
  return body
}
const failureOf = async ({ id, runId }: Cluster) =>
  JSON.stringify((await documents.run(id, runId).get()).data()?.failure)

export const destroyCluster = async (person: Person, cluster: Cluster): Promise<void> => {
  const { status, text } = await api(
    'DELETE',
    `/v1/clusters/${cluster.id}`,
    undefined,
    await signInAgain(person),
  )
  if (status !== 202) throw new Error(`The cluster is not being destroyed: ${text}`)
  await waitUntil(
    'the cluster is destroyed',
    async () => {
      const { state, runId } = (await documents.cluster(cluster.id).get()).data()!
      if (state === 'failed') throw new Error(`Not destroyed: ${await failureOf({ ...cluster, runId })}`)
      return state === 'destroyed'
    },
    timeoutSeconds,
  )
}

type Shown = { at: number; resources: Map<string, number> }
/** From each report of Terraform until a page first shows the resource at that step or a later one, in milliseconds. */
const delays = (progress: readonly Progress[], shown: readonly Shown[]): number[] =>
  progress.map(({ address, step, at }) => {
    const match = shown.find(({ resources }) => (resources.get(address) ?? -1) >= step)
    return (match?.at ?? Number.POSITIVE_INFINITY) - at
  })

/** Creates a cluster without approval and measures from the POST until a page's listener gets `ready`. */
const build = async (person: Person, page: Listener, accountId: string) => {
  const ready = Promise.withResolvers<number>()
  const shown: Shown[] = []
  let overheard: ReturnType<typeof overhear> | undefined
  const began = performance.now()
  const services = ['vscode']
  const cluster = await createCluster(person, {
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
      if (state === 'failed') failureOf(cluster).then((why) => ready.reject(new Error(`Not built: ${why}`)))
    },
    ready.reject,
  )
  const late = setTimeout(
    () => ready.reject(new Error(`Not ready within ${timeoutSeconds} s.`)),
    timeoutSeconds * 1000,
  )
  try {
    const took = (await ready.promise) - began
    await waitUntil('the run is shown as over', async () => shown.at(-1)?.resources.size ?? 0)
    return { cluster, took, shown, ...(overheard?.end() ?? { progress: [], memory: Number.NaN }) }
  } finally {
    clearTimeout(late)
    endRun()
    endCluster()
    overheard?.end()
  }
}

/**
 * Builds the cluster stage on the simulated AWS, by Labseat and by hand in turns. Each cluster is destroyed before the next one.
 * The first build by hand only warms up.
 */
export const measureClusters = async (
  person: Person,
  rounds: number,
  signal: AbortSignal,
): Promise<Clusters | string> => {
  if (!hasTerraform()) return noTerraform
  if (!(await answers(`${process.env.AWS_ENDPOINT_URL_STS}/moto-api/`))) return 'there is no simulated AWS'
  await documents.access(person.uid).update({ role: 'operator' })
  const page = await openListener(person)
  try {
    await buildByHand('by-hand-0', signal)
    return await withMeter(signal, async (cost) => {
      const credentials = { kind: 'access-key', ...awsKeys.admin }
      const { id } = await connectAccount(person, {
        name: 'bench',
        platform: 'aws',
        environment: 'dev',
        credentials,
      })
      const labseat = async (): Promise<Built> => {
        const { result, tally } = await cost(() => build(person, page, id))
        const { cluster, took, progress, shown, memory } = result
        const run = (await documents.run(cluster.id, cluster.runId).get()).data()!
        await destroyCluster(person, cluster)
        return {
          took,
          heardAfter: delays(progress, shown),
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
          async () => hand.push(await buildByHand(`by-hand-${round}`, signal)),
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
