import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { aws } from './index.ts'

const keys = {
  kind: 'access-key',
  accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
  secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
} as const
const request = { region: 'us-east-1', signal: AbortSignal.timeout(60_000) }

type Answer = { status?: number; body: string; type?: string }
let answerTo: (action: string, body: string) => Answer
const server = createServer(async (incoming, response) => {
  const body = await text(incoming)
  const target = String(incoming.headers['x-amz-target'] ?? '')
  const action = new URLSearchParams(body).get('Action') ?? (target || String(incoming.url))
  const { status = 200, body: sent, type = 'text/xml' } = answerTo(action, body)
  response.writeHead(status, { 'content-type': type }).end(sent)
})
beforeAll(async () => {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
})
afterAll(() => {
  vi.unstubAllEnvs()
  server.closeAllConnections()
  server.close()
})
beforeEach(() => {
  vi.stubEnv('AWS_ENDPOINT_URL', `http://127.0.0.1:${(server.address() as AddressInfo).port}`)
})
const json = (value: unknown, status = 200): Answer => ({
  status,
  body: JSON.stringify(value),
  type: 'application/json',
})

describe('the versions of EKS', () => {
  const end = Date.UTC(2027, 7, 2) / 1000
  const version = { clusterVersion: '1.36', versionStatus: 'STANDARD_SUPPORT', endOfStandardSupportDate: end }

  test('have the last day of their standard support, as seconds or as text', async () => {
    const text = { ...version, clusterVersion: '1.35', endOfStandardSupportDate: '2027-03-27T00:00:00Z' }
    answerTo = () => json({ clusterVersions: [version, text] })
    expect(await aws.listKubernetesVersions(keys, request)).toEqual([
      { version: '1.36', standardEnd: '2027-08-02' },
      { version: '1.35', standardEnd: '2027-03-27' },
    ])
  })

  test.each<[string, unknown]>([
    ['extended support', { ...version, versionStatus: 'EXTENDED_SUPPORT' }],
    ['no name', { ...version, clusterVersion: undefined }],
    ['a time without a form', { ...version, endOfStandardSupportDate: 'soon' }],
    ['nothing', null],
  ])('leave out one with %s', async (_, item) => {
    answerTo = () => json({ clusterVersions: [item, version] })
    expect(await aws.listKubernetesVersions(keys, request)).toHaveLength(1)
  })

  test.each<[string, Answer, RegExp]>([
    ['a page of HTML', { body: '<html>' }, /did not come from AWS/],
    ['no list', json({ clusterVersions: 'none' }), /did not come from AWS/],
    [
      'a refusal',
      json({ __type: 'AccessDeniedException', message: 'No.' }, 403),
      /may not list Kubernetes versions/,
    ],
    ['throttling', json({ __type: 'ThrottlingException' }, 429), /throttling/],
  ])('are not read from %s', async (_, answer, message) => {
    answerTo = () => answer
    await expect(aws.listKubernetesVersions(keys, request)).rejects.toThrow(message)
  })
})

describe('the machine types of EC2', () => {
  const tag = (name: string, body: string | number) => `<${name}>${body}</${name}>`
  const items = (list: string[]) => list.map((item) => tag('item', item)).join('')
  const instanceType = (name: string, architecture = 'x86_64', gpus = '') =>
    tag('instanceType', name) +
    tag('vCpuInfo', tag('defaultVCpus', 4)) +
    tag('memoryInfo', tag('sizeInMiB', 16384)) +
    tag('processorInfo', tag('supportedArchitectures', items([architecture]))) +
    gpus
  const a10g = tag(
    'gpuInfo',
    tag('gpus', items([tag('name', 'A10G') + tag('manufacturer', 'NVIDIA') + tag('count', 1)])),
  )
  const offering = (name: string, zone: string) => tag('instanceType', name) + tag('location', zone)
  const zone = (name: string, id: string) => tag('zoneName', name) + tag('zoneId', id)
  const answers: Record<string, string> = {
    DescribeAvailabilityZones: tag(
      'availabilityZoneInfo',
      items([zone('us-east-1a', 'use1-az6'), zone('us-east-1e', 'use1-az3'), zone('us-east-1b', 'use1-az1')]),
    ),
    DescribeInstanceTypes: tag(
      'instanceTypeSet',
      items([
        instanceType('g5.xlarge', 'x86_64', a10g),
        instanceType('m7g.xlarge', 'arm64'),
        instanceType('mac2.metal', 'arm64'),
        instanceType('t1.micro', 'i386'),
        tag('instanceType', 'without.anything'),
        instanceType('elsewhere.xlarge'),
      ]),
    ),
    DescribeInstanceTypeOfferings: tag(
      'instanceTypeOfferingSet',
      items([
        ...['g5.xlarge', 'm7g.xlarge', 'mac2.metal', 't1.micro', 'without.anything'].map((name) =>
          offering(name, 'us-east-1a'),
        ),
        offering('m7g.xlarge', 'us-east-1e'),
        offering('elsewhere.xlarge', 'us-east-1e'),
      ]),
    ),
  }

  test('are those that nodes may have, in zones that take a cluster', async () => {
    answerTo = (action) => ({ body: `<${action}Response>${answers[action]}</${action}Response>` })
    const machine = { processors: 4, memoryGib: 16, zones: ['us-east-1a'] }
    expect(await aws.listMachineTypes(keys, request)).toEqual({
      zones: ['us-east-1a', 'us-east-1b'],
      machineTypes: [
        { ...machine, name: 'g5.xlarge', gpu: { count: 1, model: 'NVIDIA A10G' }, architecture: 'x86_64' },
        { ...machine, name: 'm7g.xlarge', architecture: 'arm64' },
      ],
    })
  })
})

describe('the price list of AWS', () => {
  const product = (instanceType: string, USD: string, unit = 'Hrs') =>
    JSON.stringify({
      product: { attributes: { instanceType } },
      terms: { OnDemand: { a: { priceDimensions: { b: { unit, pricePerUnit: { USD } } } } } },
    })
  const machine = { processors: 2, memoryGib: 8, architecture: 'x86_64' as const, zones: [] }

  test('has a price an hour for each machine type, from each page', async () => {
    answerTo = (_, body) => {
      const { NextToken, Filters } = JSON.parse(body)
      const isGeneral = Filters.some(({ Value }: { Value: string }) => Value === 'General purpose')
      if (!isGeneral) return json({ PriceList: [] })
      return NextToken
        ? json({ PriceList: [product('m7i.large', '0.1008000000')] })
        : json({
            PriceList: [
              product('t3.large', '0.0832000000'),
              product('free.large', '0.0000000000'),
              product('nan.large', 'NaN'),
              product('monthly.large', '60', 'Mo'),
              'not json',
            ],
            NextToken: 'next',
          })
    }
    const priceOf = await aws.readMachinePrices(keys, request)
    const prices = ['t3.large', 'm7i.large', 'free.large', 'nan.large', 'monthly.large'].map((name) =>
      priceOf({ ...machine, name }),
    )
    expect(prices).toEqual([0.0832, 0.1008, undefined, undefined, undefined])
  })

  test('may be refused', async () => {
    answerTo = () => json({ __type: 'com.amazon.coral#AccessDeniedException', Message: 'No.' }, 400)
    await expect(aws.readMachinePrices(keys, request)).rejects.toThrow(/may not read the price list/)
  })
})
