import { Agent as HttpAgent } from 'node:http'
import { Agent as HttpsAgent } from 'node:https'
import type { OpenedOf } from '../platform.ts'

export type AwsCredentials = OpenedOf<'access-key'> | OpenedOf<'assume-role'>
export type AwsRole = OpenedOf<'assume-role'>
export type Keys = {
  accessKeyId: string
  secretAccessKey: string
  sessionToken?: string | undefined
}

/** The buckets of a page are described in parallel, which needs many sockets. */
const socketOptions = { keepAlive: true, maxSockets: 50 }
const agents = { httpAgent: new HttpAgent(socketOptions), httpsAgent: new HttpsAgent(socketOptions) }

/** IAM and STS serve all regions from this one. */
export const homeRegion = 'us-east-1'

/**
 * The options of every AWS client. The keys are always set, because the SDK would otherwise search the machine for credentials. The SDK
 * retries once after throttling or a lost connection, unless the caller's signal aborts first.
 */
export const toClientOptions = (keys: Keys, region = homeRegion) => ({
  region,
  credentials: {
    accessKeyId: keys.accessKeyId,
    secretAccessKey: keys.secretAccessKey,
    ...(keys.sessionToken && { sessionToken: keys.sessionToken }),
  },
  maxAttempts: 2,
  requestHandler: {
    ...agents,
    connectionTimeout: 3_000,
    requestTimeout: 8_000,
    throwOnRequestTimeout: true,
  },
})
