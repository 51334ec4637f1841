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

/** Each bucket of a page is described in parallel. */
const socketOptions = { keepAlive: true, maxSockets: 50 }
const agents = { httpAgent: new HttpAgent(socketOptions), httpsAgent: new HttpsAgent(socketOptions) }

/** IAM and STS serve all regions from here. */
export const homeRegion = 'us-east-1'

/**
 * The options of every client. The keys are always set: without them the SDK would look for the machine's own. One retry after throttling or
 * a lost connection, as far as the caller's signal allows.
 */
export const clientOptions = (keys: Keys, region = homeRegion) => ({
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
