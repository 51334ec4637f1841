import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { CloudAccount } from '../../contract/cloud-accounts.ts'
import { choreContext } from '../../testing/chore-context.ts'
import { connectAccount } from '../../testing/cloud-accounts.ts'
import { asPerson, type Person } from '../../testing/people.ts'
import { storeCluster } from '../../testing/runner-clusters.ts'
import { documents } from '../documents.ts'
import { checkLinks } from './links.ts'

let otto: Person
let account: CloudAccount
let status = 200
let requestCount = 0
const server: Server = createServer((_, response) => {
  requestCount++
  response.writeHead(status).end()
})
let url: string
beforeAll(async () => {
  otto = await asPerson('Otto', { role: 'operator' })
  account = await connectAccount(otto, { platform: 'sandbox', credentials: { kind: 'none' } })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
})
afterAll(() => server.close())

const start = Date.parse('2031-05-01T10:00:00Z')
const at = (minutes: number) => new Date(start + minutes * 60_000).toISOString()
const checkAt = (minutes: number) => checkLinks(choreContext({ now: at(minutes) }))
const readCluster = async (id: string) => (await documents.cluster(id).get()).data()!

test('each service gets a request every five minutes, and its cluster stores which services answer', async () => {
  const { clusterId } = await storeCluster(otto, account, {
    services: ['vscode', 'jupyterhub', 'mlflow'],
    links: [
      { service: 'vscode', url },
      { service: 'jupyterhub', url: 'http://127.0.0.1:1/' },
      { service: 'mlflow' },
    ],
    linksDueAt: at(0),
  })
  const clusterBefore = await readCluster(clusterId)
  await checkAt(-1)
  expect(await readCluster(clusterId)).toEqual(clusterBefore)

  await checkAt(0)
  expect(await readCluster(clusterId)).toEqual({
    ...clusterBefore,
    links: [
      { service: 'vscode', url, healthy: true },
      { service: 'jupyterhub', url: 'http://127.0.0.1:1/', healthy: false },
      { service: 'mlflow' },
    ],
    linksDueAt: at(5),
  })

  status = 503
  const requestsBefore = requestCount
  await checkAt(4)
  expect(requestCount).toBe(requestsBefore)
  await checkAt(5)
  expect((await readCluster(clusterId)).links[0]).toEqual({ service: 'vscode', url, healthy: false })
})

test('a cluster without services to check is not written', async () => {
  const { clusterId } = await storeCluster(otto, account)
  const clusterBefore = await documents.cluster(clusterId).get()
  await checkAt(60)
  const clusterAfter = await documents.cluster(clusterId).get()
  expect(clusterAfter.updateTime!.isEqual(clusterBefore.updateTime!)).toBe(true)
})
