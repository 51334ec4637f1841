import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { inspect } from 'node:util'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Rejected, ReportStep } from '../platform.ts'
import { aws } from './index.ts'

const secret = 'TheSecretThatNobodyMayEverSee/0123456789'
const token = 'TheTokenThatNobodyMayEverSee'
const keys = {
  kind: 'access-key',
  accessKeyId: 'ASIAABCDEFGHIJKLMNOP',
  secretAccessKey: secret,
  sessionToken: token,
} as const
const role = {
  kind: 'assume-role',
  roleArn: 'arn:aws:iam::123456789012:role/labseat',
  externalId: 'an-external-id',
} as const

/** What answers in place of AWS: called with the request and the action it asks for. */
type Handler = (action: string, response: ServerResponse, request: IncomingMessage) => void
let handler: Handler
let asked: string[] = []
const server = createServer(async (request, response) => {
  const body = await text(request)
  const action = new URLSearchParams(body).get('Action') ?? `${request.method} ${request.url}`
  asked.push(action)
  handler(action, response, request)
})
beforeEach(async () => {
  asked = []
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  for (const name of ['', '_STS', '_IAM']) vi.stubEnv(`AWS_ENDPOINT_URL${name}`, url)
  vi.stubEnv('GCE_METADATA_HOST', url.replace('http://', ''))
})
afterEach(async () => {
  vi.unstubAllEnvs()
  server.closeAllConnections()
  await new Promise((done) => server.close(done))
})

const xml =
  (body: string, status = 200): Handler =>
  (_, response) =>
    void response.writeHead(status, { 'content-type': 'text/xml' }).end(body)
const error = (code: string, status: number, message = 'No.') =>
  xml(
    `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error></ErrorResponse>`,
    status,
  )
const page = '<!doctype html><html><body><h1>Sign in to the network</h1><br></body></html>'
const html =
  (status: number): Handler =>
  (_, response) =>
    void response.writeHead(status, { 'content-type': 'text/html' }).end(page)
const identity = (arn: string) =>
  xml(
    `<GetCallerIdentityResponse><GetCallerIdentityResult><Arn>${arn}</Arn><UserId>A</UserId><Account>123456789012</Account></GetCallerIdentityResult></GetCallerIdentityResponse>`,
  )
const regions = xml(
  '<DescribeRegionsResponse><regionInfo><item><regionName>us-east-1</regionName><optInStatus>opt-in-not-required</optInStatus></item><item><regionName>af-south-1</regionName><optInStatus>opted-in</optInStatus></item><item><regionName>me-south-1</regionName><optInStatus>not-opted-in</optInStatus></item></regionInfo></DescribeRegionsResponse>',
)
/** Each action with its own answer. */
const each =
  (answers: Record<string, Handler>): Handler =>
  (action, response, request) =>
    (answers[action] ?? answers.else ?? html(404))(action, response, request)

/** What an error is and says; nothing it holds may be a secret. */
const seen = (thrown: Error) => {
  expect(inspect(thrown, { depth: 9, showHidden: true })).not.toMatch(/NobodyMayEverSee|CanonicalString/)
  return { ...thrown, kind: thrown.constructor.name, message: thrown.message }
}
const never = new AbortController().signal
const verify = async (credentials: typeof keys | typeof role = keys, signal = never) => {
  const steps: string[] = []
  const report: ReportStep = (step, state) => void steps.push(`${step} ${state}`)
  const outcome = await aws.verify(credentials, { signal, report }).then((verification) => verification, seen)
  return { steps, outcome }
}

const trouble: [string, Handler, RegExp][] = [
  ['throttles', error('Throttling', 400), /throttling requests/],
  ['turns down with 429', html(429), /throttling requests/],
  ['is down', error('ServiceUnavailable', 503), /has a problem/],
  ['is down behind a proxy that says so in HTML', html(502), /has a problem/],
  ['answers a page', html(200), /did not come from AWS/],
  ['answers a page that refuses', html(403), /did not come from AWS/],
  ['answers nothing', xml(''), /did not come from AWS/],
  [
    'answers broken XML',
    xml('<GetCallerIdentityResponse><GetCallerIdentityResult><Arn>arn:aws'),
    /did not come from AWS/,
  ],
  ['refuses in broken XML', xml('<ErrorResponse><Error><Code>Acc', 403), /did not come from AWS/],
  ['answers XML of something else', xml('<rss><channel/></rss>'), /did not come from AWS/],
  ['answers an identity that is none', identity('me'), /did not come from AWS/],
  ['ends the connection', (_, response) => void response.destroy(), /could not be reached/],
]
describe('nothing is said of the credentials when AWS', () => {
  test.each(trouble)('%s', async (_, answer, words) => {
    handler = answer
    const { outcome, steps } = await verify()
    expect(outcome).toMatchObject({
      kind: 'Unreachable',
      message: expect.stringMatching(words),
    })
    expect(steps).toEqual(['format running', 'format passed', 'identity running'])
  })

  test('is not there', async () => {
    vi.stubEnv('AWS_ENDPOINT_URL_STS', 'http://127.0.0.1:1')
    expect((await verify()).outcome).toMatchObject({ kind: 'Unreachable' })
  })

  test.each([
    ['of who this is', {}],
    ['of permissions', { GetCallerIdentity: identity('arn:aws:iam::123456789012:user/olga') }],
  ])('does not answer the question %s before its time is up', async (_, answers) => {
    const ended = new AbortController()
    handler = each({ ...answers, DescribeRegions: regions, else: () => ended.abort() })
    const { outcome } = await verify(keys, ended.signal)
    expect(outcome).toMatchObject({
      kind: 'Unreachable',
      message: expect.stringMatching(/in time/),
    })
  })

  test('throttles, after one more try', async () => {
    handler = error('Throttling', 400)
    await verify()
    expect(asked).toEqual(['GetCallerIdentity', 'GetCallerIdentity'])
  })
})

describe('credentials are refused as', () => {
  test.each<[Rejected['reason'], string, Handler, string | undefined]>([
    ['unknown-identity', 'a key that AWS does not know', error('InvalidClientTokenId', 403), 'accessKeyId'],
    [
      'wrong-secret',
      'a signature that comes out otherwise',
      error('SignatureDoesNotMatch', 403, `The CanonicalString was ${secret} ${token}`),
      'secretAccessKey',
    ],
    ['expired', 'a session that has ended', error('ExpiredToken', 403, token), 'sessionToken'],
    [
      'other-partition',
      'an identity of GovCloud',
      identity('arn:aws-us-gov:iam::123456789012:user/olga'),
      undefined,
    ],
    [
      'refused',
      'anything else, by its name',
      error('AccountIsSuspended', 400, `${secret} at line 7`),
      undefined,
    ],
  ])('%s: %s', async (reason, _, answer, field) => {
    handler = answer
    const { outcome } = await verify()
    expect(outcome).toMatchObject({ kind: 'Rejected', step: 'identity', reason, field })
  })

  test('malformed: a lasting key with a session token', async () => {
    const { outcome } = await verify({ ...keys, accessKeyId: 'AKIAABCDEFGHIJKLMNOP' as never })
    expect(outcome).toMatchObject({ step: 'format', reason: 'malformed', field: 'sessionToken' })
    expect(asked).toEqual([])
  })
})

describe('of what AWS does not tell', () => {
  const olga = identity('arn:aws:iam::123456789012:user/olga')
  const denied = error(
    'AccessDenied',
    403,
    'User: arn:aws:iam::123456789012:user/olga is not authorized to perform: x',
  )
  const ec2Error = (code: string, status: number) =>
    xml(
      `<Response><Errors><Error><Code>${code}</Code><Message>No.</Message></Error></Errors></Response>`,
      status,
    )

  test('permissions are tried, and found missing where a trial is denied', async () => {
    handler = each({
      GetCallerIdentity: olga,
      SimulatePrincipalPolicy: denied,
      DescribeRegions: regions,
      CreateVpc: ec2Error('UnauthorizedOperation', 403),
      'GET /?max-buckets=1&x-id=ListBuckets': xml(
        '<ListAllMyBucketsResult><Buckets/></ListAllMyBucketsResult>',
      ),
      else: ec2Error('DryRunOperation', 412),
    })
    const { outcome, steps } = await verify()
    expect(outcome).toMatchObject({
      permissionsKnown: false,
      missingPermissions: ['iam:SimulatePrincipalPolicy', 'ec2:CreateVpc'],
      regions: ['af-south-1', 'us-east-1'],
    })
    expect(steps).toContain('permissions warned')
  })

  test('regions are left out', async () => {
    handler = each({
      GetCallerIdentity: identity('arn:aws:iam::123456789012:root'),
      DescribeRegions: ec2Error('UnauthorizedOperation', 403),
    })
    const { outcome, steps } = await verify()
    expect(outcome).toMatchObject({ permissionsKnown: true, missingPermissions: [], regions: [] })
    expect(steps).toEqual(expect.arrayContaining(['identity warned', 'permissions passed', 'regions warned']))
  })

  test.each<[string, Record<string, Handler>]>([
    ['permissions', { SimulatePrincipalPolicy: html(200), DescribeRegions: regions }],
    [
      'regions',
      { SimulatePrincipalPolicy: denied, DescribeRegions: html(200), else: ec2Error('DryRunOperation', 412) },
    ],
  ])('nothing is made up from a page in place of %s', async (_, answers) => {
    handler = each({ GetCallerIdentity: olga, ...answers })
    expect((await verify()).outcome).toMatchObject({ kind: 'Unreachable' })
  })
})

describe('a role is not blamed when', () => {
  test.each<[string, Handler]>([
    ['Labseat gets no identity of its own', (_, response) => void response.writeHead(404).end()],
    [
      'AWS does not take that identity',
      (action, response, request) =>
        action === 'AssumeRoleWithWebIdentity'
          ? error('AccessDenied', 403)(action, response, request)
          : void response.writeHead(200, { 'metadata-flavor': 'Google' }).end('a.b.c'),
    ],
  ])('%s', async (_, answer) => {
    handler = answer
    const { outcome } = await verify(role)
    expect(outcome).toMatchObject({
      kind: 'Unreachable',
      message: expect.stringMatching(/own/),
    })
  })

  test('whoever says who Labseat is does not answer before the time is up', async () => {
    const ended = new AbortController()
    handler = () => ended.abort()
    expect((await verify(role, ended.signal)).outcome).toMatchObject({ kind: 'Unreachable' })
  })
})

describe('storage', () => {
  const list = (signal = never) => aws.listBuckets(keys, { limit: 2, signal }).catch(seen)

  test.each(trouble.slice(0, 6))('is not told of as empty when AWS %s', async (_, answer, words) => {
    handler = answer
    expect(await list()).toMatchObject({
      kind: 'Unreachable',
      message: expect.stringMatching(words),
    })
  })

  test('ends when its time is up', async () => {
    const ended = new AbortController()
    handler = () => ended.abort()
    expect(await list(ended.signal)).toMatchObject({ kind: 'Unreachable' })
  })

  test('comes as one page from what cuts no pages, with what may be looked at', async () => {
    const names = ['one', 'two', 'three']
    const buckets = names.map((name) => `<Bucket><Name>${name}</Name></Bucket>`).join('')
    handler = (action, response, request) =>
      action.startsWith('GET /?')
        ? xml(
            action.startsWith('GET /?')
              ? `<ListAllMyBucketsResult><Buckets>${buckets}</Buckets></ListAllMyBucketsResult>`
              : '',
          )(action, response, request)
        : xml('<Error><Code>AccessDenied</Code><Message>Access Denied</Message></Error>', 403)(
            action,
            response,
            request,
          )
    expect(await list()).toEqual({ items: names.map((name) => ({ name })), nextCursor: undefined })
  })

  test.each([
    'x.labseat.example/#',
    'us-east-1.evil',
    'cn-north-1',
    'us-gov-west-1',
    '169.254.169.254',
    'US-EAST-1',
  ])('is made in no place like %s, and nobody is asked', async (region) => {
    await expect(aws.createBucket(keys, { name: 'a-bucket', region, signal: never })).rejects.toMatchObject({
      reason: 'invalid',
    })
    expect(asked).toEqual([])
  })

  test('that was made and not secured is named', async () => {
    handler = (action, response, request) => {
      if (action.startsWith('HEAD')) return void response.writeHead(404).end()
      if (action === 'PUT /a-bucket/') return void response.writeHead(200).end()
      return xml('<Error><Code>AccessDenied</Code><Message>Access Denied</Message></Error>', 403)(
        action,
        response,
        request,
      )
    }
    await expect(
      aws.createBucket(keys, { name: 'a-bucket', region: 'us-east-1', signal: never }),
    ).rejects.toMatchObject({
      reason: 'not-permitted',
      message: expect.stringMatching(
        /^The bucket a-bucket was created, but Labseat could not block public access/,
      ),
    })
  })
})
