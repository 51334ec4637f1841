import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { type DnsRun, removeDnsRecords } from './dns-records.ts'

const set = (name: string, type: string) =>
  `<ResourceRecordSet><Name>${name}</Name><Type>${type}</Type><TTL>60</TTL></ResourceRecordSet>`
/** The records of the zone, by their names. */
let records: Map<string, string>
let refused: string | undefined
let requests: string[]
const server = createServer(async (request, response) => {
  requests.push(`${request.method} ${request.url}`)
  let body = ''
  for await (const chunk of request) body += chunk
  if (!request.url!.startsWith('/2013-04-01/hostedzone/Z123/rrset')) return response.writeHead(404).end()
  if (request.method === 'GET') return response.end(`<List>${[...records.values()].join('')}</List>`)
  const name = /<Action>DELETE<\/Action><ResourceRecordSet><Name>([^<]*)/.exec(body)![1]!
  if (name === refused) return response.writeHead(403).end('<Error/>')
  records.delete(name)
  return response.end('<Change/>')
})
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  vi.stubEnv('AWS_ENDPOINT_URL_ROUTE_53', `http://127.0.0.1:${(server.address() as AddressInfo).port}`)
})
afterAll(() => {
  vi.unstubAllEnvs()
  server.close()
})

const runWith = (zoneId: string | undefined) => {
  const lines: string[] = []
  const domain = zoneId && { zone: 'labs.example.com', zoneId, allowedRanges: [] }
  const run = {
    inputs: { platform: 'aws', cluster: { name: 'lab-abc123', region: 'eu-central-1', domain } },
    credentials: { get: async () => ({ accessKeyId: 'AKIA', secretAccessKey: 'secret' }) },
    report: { line: (line: string) => void lines.push(line) },
  } as unknown as DnsRun
  return { run, lines }
}
const foreign = [
  ['labs.example.com.', 'NS'],
  ['lab-abc1234.labs.example.com.', 'A'],
  ['xlab-abc123.labs.example.com.', 'A'],
  ['\\052.lab-def456.labs.example.com.', 'CNAME'],
] as const
const own = [
  ['\\052.lab-abc123.labs.example.com.', 'CNAME'],
  ['_acme-challenge.lab-abc123.labs.example.com.', 'TXT'],
] as const
const fill = () => {
  requests = []
  refused = undefined
  records = new Map([...foreign, ...own].map(([name, type]) => [name, set(name, type)]))
}

test('removes the records of the cluster from the zone, and none of another name', async () => {
  fill()
  const { run, lines } = runWith('Z123')
  expect(await removeDnsRecords(run)).toEqual([])
  expect([...records.keys()]).toEqual(foreign.map(([name]) => name))
  expect(lines).toHaveLength(2)
})

test('lists the records that stay', async () => {
  fill()
  ;[refused] = own[1]
  const { run } = runWith('Z123')
  expect(await removeDnsRecords(run)).toEqual([
    { id: '_acme-challenge.lab-abc123.labs.example.com. TXT', kind: 'DNS record', region: 'global' },
  ])
})

test('a zone that is gone has nothing left, and a cluster without a domain asks nobody', async () => {
  fill()
  expect(await removeDnsRecords(runWith('Zgone').run)).toEqual([])
  expect(requests).toHaveLength(1)
  expect(await removeDnsRecords(runWith(undefined).run)).toEqual([])
  expect(requests).toHaveLength(1)
})
