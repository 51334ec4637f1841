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

/** Responds in place of AWS to a request for `action`. */
type Handler = (action: string, response: ServerResponse, request: IncomingMessage) => void
let handler: Handler
let actions: string[] = []
const server = createServer(async (request, response) => {
  const body = await text(request)
  const action = new URLSearchParams(body).get('Action') ?? `${request.method} ${request.url}`
  actions.push(action)
  handler(action, response, request)
})
beforeEach(async () => {
  actions = []
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
/** A handler for each action. `else` takes all other actions. */
const respondByAction =
  (handlers: Record<string, Handler>): Handler =>
  (action, response, request) =>
    (handlers[action] ?? handlers.else ?? html(404))(action, response, request)

/** The class, message and fields of an error. Fails where the error holds a secret. */
const inspectError = (thrown: Error) => {
  expect(inspect(thrown, { depth: 9, showHidden: true })).not.toMatch(/NobodyMayEverSee|CanonicalString/)
  return { ...thrown, kind: thrown.constructor.name, message: thrown.message }
}
const never = new AbortController().signal
const verify = async (credentials: typeof keys | typeof role = keys, signal = never) => {
  const steps: string[] = []
  const report: ReportStep = (step, state) => void steps.push(`${step} ${state}`)
  const outcome = await aws
    .verify(credentials, { signal, report })
    .then((verification) => verification, inspectError)
  return { steps, outcome }
}

const outages: [string, Handler, RegExp][] = [
  ['throttles', error('Throttling', 400), /throttling requests/],
  ['responds with 429', html(429), /throttling requests/],
  ['is down', error('ServiceUnavailable', 503), /has a problem/],
  ['is down behind a proxy that responds with HTML', html(502), /has a problem/],
  ['responds with a page', html(200), /did not come from AWS/],
  ['responds with a page and 403', html(403), /did not come from AWS/],
  ['responds with an empty body', xml(''), /did not come from AWS/],
  [
    'responds with cut off XML',
    xml('<GetCallerIdentityResponse><GetCallerIdentityResult><Arn>arn:aws'),
    /did not come from AWS/,
  ],
  ['refuses with cut off XML', xml('<ErrorResponse><Error><Code>Acc', 403), /did not come from AWS/],
  ['responds with XML of another service', xml('<rss><channel/></rss>'), /did not come from AWS/],
  ['responds with an invalid identity', identity('me'), /did not come from AWS/],
  ['closes the connection', (_, response) => void response.destroy(), /could not be reached/],
]
describe('a check does not judge the credentials when AWS', () => {
  test.each(outages)('%s', async (_, answer, words) => {
    handler = answer
    const { outcome, steps } = await verify()
    expect(outcome).toMatchObject({
      kind: 'Unreachable',
      message: expect.stringMatching(words),
    })
    expect(steps).toEqual(['format running', 'format passed', 'identity running'])
  })

  test('cannot be reached', async () => {
    vi.stubEnv('AWS_ENDPOINT_URL_STS', 'http://127.0.0.1:1')
    expect((await verify()).outcome).toMatchObject({ kind: 'Unreachable' })
  })

  test.each([
    ['GetCallerIdentity', {}],
    ['for the permissions', { GetCallerIdentity: identity('arn:aws:iam::123456789012:user/olga') }],
  ])('does not respond to the request %s before the signal aborts', async (_, answers) => {
    const ended = new AbortController()
    handler = respondByAction({ ...answers, DescribeRegions: regions, else: () => ended.abort() })
    const { outcome } = await verify(keys, ended.signal)
    expect(outcome).toMatchObject({
      kind: 'Unreachable',
      message: expect.stringMatching(/in time/),
    })
  })

  test('throttles the first call and its retry', async () => {
    handler = error('Throttling', 400)
    await verify()
    expect(actions).toEqual(['GetCallerIdentity', 'GetCallerIdentity'])
  })
})

describe('credentials are rejected as', () => {
  test.each<[Rejected['reason'], string, Handler, string | undefined]>([
    ['unknown-identity', 'a key that AWS does not know', error('InvalidClientTokenId', 403), 'accessKeyId'],
    [
      'wrong-secret',
      'a wrong signature',
      error('SignatureDoesNotMatch', 403, `The CanonicalString was ${secret} ${token}`),
      'secretAccessKey',
    ],
    ['expired', 'an expired session', error('ExpiredToken', 403, token), 'sessionToken'],
    [
      'other-partition',
      'an identity of GovCloud',
      identity('arn:aws-us-gov:iam::123456789012:user/olga'),
      undefined,
    ],
    [
      'refused',
      'any other error, with its code',
      error('AccountIsSuspended', 400, `${secret} at line 7`),
      undefined,
    ],
  ])('%s: %s', async (reason, _, answer, field) => {
    handler = answer
    const { outcome } = await verify()
    expect(outcome).toMatchObject({ kind: 'Rejected', step: 'identity', reason, field })
  })

  test('malformed: a permanent key with a session token', async () => {
    const { outcome } = await verify({ ...keys, accessKeyId: 'AKIAABCDEFGHIJKLMNOP' as never })
    expect(outcome).toMatchObject({ step: 'format', reason: 'malformed', field: 'sessionToken' })
    expect(actions).toEqual([])
  })
})

describe('when AWS does not permit the lists', () => {
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

  test('trial calls find missing permissions', async () => {
    handler = respondByAction({
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

  test('the check passes without regions', async () => {
    handler = respondByAction({
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
  ])('a page in place of %s fails the check', async (_, answers) => {
    handler = respondByAction({ GetCallerIdentity: olga, ...answers })
    expect((await verify()).outcome).toMatchObject({ kind: 'Unreachable' })
  })
})

describe('a check does not judge a role when', () => {
  test.each<[string, Handler]>([
    ['Labseat cannot get its own identity', (_, response) => void response.writeHead(404).end()],
    [
      'AWS does not accept that identity',
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

  test('the metadata server does not respond before the signal aborts', async () => {
    const ended = new AbortController()
    handler = () => ended.abort()
    expect((await verify(role, ended.signal)).outcome).toMatchObject({ kind: 'Unreachable' })
  })
})

describe('storage', () => {
  const list = (signal = never) => aws.listBuckets(keys, { limit: 2, signal }).catch(inspectError)

  test.each(outages.slice(0, 6))('is not listed as empty when AWS %s', async (_, answer, words) => {
    handler = answer
    expect(await list()).toMatchObject({
      kind: 'Unreachable',
      message: expect.stringMatching(words),
    })
  })

  test('a list ends when its signal aborts', async () => {
    const ended = new AbortController()
    handler = () => ended.abort()
    expect(await list(ended.signal)).toMatchObject({ kind: 'Unreachable' })
  })

  test('comes as one page from storage without pages, and without the properties that may not be read', async () => {
    const names = ['first', 'second', 'third']
    const buckets = names.map((name) => `<Bucket><Name>${name}</Name></Bucket>`).join('')
    handler = (action, response, request) =>
      action.startsWith('GET /?')
        ? xml(`<ListAllMyBucketsResult><Buckets>${buckets}</Buckets></ListAllMyBucketsResult>`)(
            action,
            response,
            request,
          )
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
  ])('is not created in %s, and AWS gets no request', async (region) => {
    await expect(aws.createBucket(keys, { name: 'a-bucket', region, signal: never })).rejects.toMatchObject({
      reason: 'invalid',
    })
    expect(actions).toEqual([])
  })

  test('the error names a bucket that was created but not protected', async () => {
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
