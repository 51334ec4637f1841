import { readFileSync } from 'node:fs'
import { setDefaultCACertificates } from 'node:tls'
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts'
import type { CloudCredentials, Platform } from '../contract/cloud-credentials.ts'
import { awsKeys, customerRole } from '../scripts/stack/aws-demo.ts'
import { google } from '../scripts/stack/clouds/demo.ts'
import { answers } from '../scripts/stack/wait-until.ts'
import { documents } from '../server/documents.ts'
import { api } from '../testing/api.ts'
import { azureSecret, googleKeyOf } from '../testing/cloud-accounts.ts'
import { trustsLabseat } from './cloud-trust.ts'
import { metered } from './metered.ts'
import type { Person } from './people.ts'

/** All in milliseconds. */
export type Verified = {
  what: string
  /** The first one in a process that serves functions and has loaded none of the provider's libraries. */
  first: number
  warm: number[]
  /** The bare call to the provider that stands beside it. */
  bare?: { what: string; took: number[] }
}

const rounds = 15

type Way = {
  what: string
  platform: Platform
  credentials: () => Promise<CloudCredentials> | CloudCredentials
  /** Asks who one is, or for a token, and no more. */
  bare?: { what: string; call: () => Promise<unknown> }
}

/** In the library's own words, on a connection that stays open, as the functions have it. */
const callerIdentity = (): (() => Promise<unknown>) => {
  const client = new STSClient({ region: 'us-east-1', credentials: awsKeys.demo })
  return () => client.send(new GetCallerIdentityCommand({}))
}

const azureToken = async (): Promise<() => Promise<unknown>> => {
  const { ClientSecretCredential } = await import('@azure/identity')
  const { tenantId, clientId, clientSecret } = azureSecret()
  const options = { authorityHost: process.env.LABSEAT_AZURE_AUTHORITY!, disableInstanceDiscovery: true }
  // One of its own each time: a credential keeps its token.
  return () =>
    new ClientSecretCredential(tenantId, clientId, clientSecret, options).getToken(
      'https://management.azure.com/.default',
    )
}

/** The library asks at Google itself, wherever it is told to; the session leads it to the simulated one. */
const googleToken = async (): Promise<() => Promise<unknown>> => {
  const { gcpSession } = await import('../server/clouds/gcp/session.ts')
  const credentials = { kind: 'service-account', key: await googleKeyOf(google.account) } as const
  return async () => (await gcpSession(credentials, AbortSignal.timeout(10_000))).signIn()
}

const ways = async (person: Person): Promise<Way[]> => {
  const hasAws = await answers(`${process.env.AWS_ENDPOINT_URL_STS}/moto-api/`)
  const bare = { what: 'GetCallerIdentity', call: callerIdentity() }
  const aws: Way[] = [
    {
      what: 'AWS, by key',
      platform: 'aws',
      credentials: () => ({ kind: 'access-key', ...awsKeys.demo }),
      bare,
    },
    {
      what: 'AWS, by role',
      platform: 'aws',
      credentials: async () => {
        await trustsLabseat(person)
        return { kind: 'assume-role', roleArn: customerRole }
      },
      bare,
    },
  ]
  return [
    ...(hasAws ? aws : []),
    {
      what: 'Azure',
      platform: 'azure',
      credentials: azureSecret,
      bare: { what: 'a token', call: await azureToken() },
    },
    {
      what: 'Google Cloud',
      platform: 'gcp',
      credentials: async () => ({ kind: 'service-account', key: await googleKeyOf(google.account) }),
      bare: { what: 'a token', call: await googleToken() },
    },
    { what: 'Sandbox', platform: 'sandbox', credentials: () => ({ kind: 'none' }) },
  ]
}

const timed = async (work: () => Promise<unknown>): Promise<number> => {
  const began = performance.now()
  await work()
  return performance.now() - began
}

/** Milliseconds of one check of an account, which has to say that it works. */
const verification = (accountId: string, person: Person): Promise<number> =>
  timed(async () => {
    const { body, text } = await api('POST', `/v1/cloud-accounts/${accountId}/verify`, {}, person)
    if (body?.state !== 'verified') throw new Error(`The account was not verified: ${text}`)
  })

/** Kept credentials tried again, each beside the bare call of the same library to the same simulated cloud. */
export const verifications = async (person: Person, signal: AbortSignal): Promise<Verified[]> => {
  await documents.access(person.uid).update({ role: 'operator' })
  // What Node reads of NODE_EXTRA_CA_CERTS it reads when it starts.
  setDefaultCACertificates([readFileSync(process.env.NODE_EXTRA_CA_CERTS!, 'utf8')])
  const all = await ways(person)
  const ids = new Map<Way, string>()
  for (const way of all) {
    const credentials = await way.credentials()
    const given = { name: way.what, platform: way.platform, environment: 'dev', credentials }
    const { status, text, body } = await api('POST', '/v1/cloud-accounts', given, person, {
      'idempotency-key': crypto.randomUUID(),
    })
    if (status !== 201) throw new Error(`${way.what} was not connected: ${text}`)
    ids.set(way, body.id)
  }
  const firsts = await metered(signal, async () => {
    // The guard and Firestore have been asked before, the provider has not.
    await api('GET', '/v1/cloud-accounts', undefined, person)
    const first = new Map<Way, number>()
    for (const way of all) first.set(way, await verification(ids.get(way)!, person))
    return first
  })
  const found: Verified[] = []
  for (const way of all) {
    const { what, bare } = way
    const warm: number[] = []
    const took: number[] = []
    await verification(ids.get(way)!, person)
    await bare?.call()
    // In turns, so that a busy moment of the machine does not fall on one of them alone.
    for (let round = 0; round < rounds; round++) {
      signal.throwIfAborted()
      warm.push(await verification(ids.get(way)!, person))
      if (bare) took.push(await timed(bare.call))
    }
    found.push({ what, first: firsts.get(way)!, warm, ...(bare && { bare: { what: bare.what, took } }) })
  }
  return found
}
