import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { awsRequest } from './aws-request.ts'
import { azureToken } from './azure-token.ts'
import { azureContainer, type Stated, sandboxPlace } from './backend.ts'
import type { Credentials } from './credentials.ts'

/** Objects of this cluster beside its state. */
export type Store = {
  put: (name: string, bytes: Buffer) => Promise<void>
  /** Undefined where there is none. */
  get: (name: string) => Promise<Buffer | undefined>
  remove: (name: string) => Promise<void>
}

const place = (...parts: string[]) =>
  parts.map((part) => part.split('/').map(encodeURIComponent).join('/')).join('/')
const good = async (what: string, response: Response) => {
  if (!response.ok)
    throw new Error(`The state bucket did not let the runner ${what}: it answered ${response.status}.`)
  return response
}
const bytesOf = async (response: Response) => Buffer.from(await response.arrayBuffer())

const overHttp = (
  ask: (method: 'GET' | 'PUT' | 'DELETE', name: string, bytes?: Buffer) => Promise<Response>,
): Store => ({
  put: async (name, bytes) => void (await good('write', await ask('PUT', name, bytes))),
  get: async (name) => {
    const response = await ask('GET', name)
    return response.status === 404 ? undefined : bytesOf(await good('read', response))
  },
  remove: async (name) => {
    const response = await ask('DELETE', name)
    if (response.status !== 404) await good('delete', response)
  },
})

/** What HTTP needs of each platform is a few lines; their libraries would take half of the runner's memory. */
export const storeOf = (inputs: Stated, credentials: Credentials, root: string | undefined): Store => {
  const { prefix, cluster, platform } = inputs
  const bucket = cluster.stateBucket
  const limit = () => AbortSignal.timeout(60_000)
  switch (platform) {
    case 'aws':
      return overHttp(async (method, name, bytes) =>
        awsRequest(await credentials.get(), {
          service: 's3',
          region: inputs.stateRegion ?? cluster.region,
          method,
          path: `/${place(bucket, prefix, name)}`,
          ...(bytes && { body: bytes }),
        }),
      )
    case 'azure':
      return overHttp(async (method, name, bytes) =>
        fetch(`https://${bucket}.blob.core.windows.net/${place(azureContainer, prefix, name)}`, {
          method,
          headers: {
            authorization: `Bearer ${await azureToken(await credentials.get(), 'https://storage.azure.com/.default')}`,
            'x-ms-version': '2023-11-03',
            ...(bytes && { 'x-ms-blob-type': 'BlockBlob' }),
          },
          ...(bytes && { body: new Uint8Array(bytes) }),
          signal: limit(),
        }),
      )
    case 'gcp':
      // https://cloud.google.com/storage/docs/xml-api/overview
      return overHttp(async (method, name, bytes) =>
        fetch(`https://storage.googleapis.com/${place(bucket, prefix, name)}`, {
          method,
          headers: { authorization: `Bearer ${(await credentials.get()).accessToken}` },
          ...(bytes && { body: new Uint8Array(bytes) }),
          signal: limit(),
        }),
      )
    case 'sandbox': {
      const file = (name: string) => join(sandboxPlace(root, prefix), name)
      return {
        put: async (name, bytes) => writeFileSync(file(name), bytes, { mode: 0o600 }),
        get: async (name) => {
          try {
            return readFileSync(file(name))
          } catch (error) {
            if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
            throw error
          }
        },
        remove: async (name) => rmSync(file(name), { force: true }),
      }
    }
  }
}
