import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { CloudAccount } from '../../contract/cloud-accounts.ts'
import { connects } from '../../testing/cloud-accounts.ts'
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
  account = await connects(otto, { platform: 'sandbox', credentials: { kind: 'none' } })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
})
afterAll(() => server.close())

const start = Date.parse('2031-05-01T10:00:00Z')
const at = (minutes: number) => new Date(start + minutes * 60_000).toISOString()
const readCluster = async (id: string) => (await documents.cluster(id).get()).data()!

test('services are asked every five minutes, and their cluster says which answers', async () => {
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
  await checkLinks(at(-1))
  expect(await readCluster(clusterId)).toEqual(clusterBefore)

  await checkLinks(at(0))
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
  const times = requestCount
  await checkLinks(at(4))
  expect(requestCount).toBe(times)
  await checkLinks(at(5))
  expect((await readCluster(clusterId)).links[0]).toEqual({ service: 'vscode', url, healthy: false })
})

test('a cluster with nothing to ask costs nothing', async () => {
  const { clusterId } = await storeCluster(otto, account)
  const clusterBefore = await documents.cluster(clusterId).get()
  await checkLinks(at(60))
  const clusterAfter = await documents.cluster(clusterId).get()
  expect(clusterAfter.updateTime!.isEqual(clusterBefore.updateTime!)).toBe(true)
})
