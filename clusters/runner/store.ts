import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { awsRequest } from './aws-request.ts'
import { requestAzureToken } from './azure-token.ts'
import { azureContainer, type Inputs, openSandboxFolder } from './backend.ts'
import type { Credentials } from './credentials.ts'

/** The objects of a cluster beside its state. */
export type Store = {
  put: (name: string, bytes: Buffer) => Promise<void>
  /** @returns undefined when the object does not exist */
  get: (name: string) => Promise<Buffer | undefined>
  remove: (name: string) => Promise<void>
  /** The names of up to 1,000 objects. */
  list: () => Promise<string[]>
}

const toPath = (...parts: string[]) =>
  parts.map((part) => part.split('/').map(encodeURIComponent).join('/')).join('/')
const requireOk = (action: string, response: Response): Response => {
  if (!response.ok)
    throw new Error(
      `The runner could not ${action} an object of the state bucket (status ${response.status}).`,
    )
  return response
}
const readBytes = async (response: Response) => Buffer.from(await response.arrayBuffer())

/** The texts of a tag in a list that S3, Google Cloud Storage or Azure answers in XML. Labseat's names need no entities. */
const textsOf = (tag: string, xml: string) =>
  [...xml.matchAll(new RegExp(`<${tag}>([^<]*)</${tag}>`, 'g'))].map(([, text]) => decodeURIComponent(text!))

type Send = (method: 'GET' | 'PUT' | 'DELETE', name: string, bytes?: Buffer) => Promise<Response>
type Listing = { prefix: string; tag: 'Key' | 'Name'; request: () => Promise<Response> }

const createHttpStore = (send: Send, { prefix, tag, request }: Listing): Store => ({
  put: async (name, bytes) => void requireOk('write', await send('PUT', name, bytes)),
  get: async (name) => {
    const response = await send('GET', name)
    return response.status === 404 ? undefined : readBytes(requireOk('read', response))
  },
  remove: async (name) => {
    const response = await send('DELETE', name)
    if (response.status !== 404) requireOk('delete', response)
  },
  list: async () => {
    const xml = await requireOk('list', await request()).text()
    return textsOf(tag, xml).map((key) => key.slice(prefix.length + 1))
  },
})

const createTimeout = () => AbortSignal.timeout(60_000)
/** A prefix has only ASCII letters, digits, hyphens and slashes. */
const listQuery = ({ prefix }: Inputs) => `prefix=${encodeURIComponent(`${prefix}/`)}`

const openS3 = (inputs: Inputs, credentials: Credentials): Store => {
  const { prefix, cluster, stateRegion } = inputs
  const bucket = cluster.stateBucket
  const send = async (method: 'GET' | 'PUT' | 'DELETE', path: string, body?: Buffer) =>
    awsRequest(await credentials.get(), {
      service: 's3',
      region: stateRegion ?? cluster.region,
      method,
      path,
      ...(body && { body }),
    })
  return createHttpStore((method, name, bytes) => send(method, `/${toPath(bucket, prefix, name)}`, bytes), {
    prefix,
    tag: 'Key',
    request: () => send('GET', `/${toPath(bucket)}?list-type=2&${listQuery(inputs)}`),
  })
}

const openBlobStorage = (inputs: Inputs, credentials: Credentials): Store => {
  const { prefix, cluster } = inputs
  const container = `https://${cluster.stateBucket}.blob.core.windows.net/${azureContainer}`
  const send = async (method: string, address: string, bytes?: Buffer) =>
    fetch(address, {
      method,
      headers: {
        authorization: `Bearer ${await requestAzureToken(await credentials.get(), 'https://storage.azure.com/.default')}`,
        'x-ms-version': '2023-11-03',
        ...(bytes && { 'x-ms-blob-type': 'BlockBlob' }),
      },
      ...(bytes && { body: new Uint8Array(bytes) }),
      signal: createTimeout(),
    })
  return createHttpStore(
    (method, name, bytes) => send(method, `${container}/${toPath(prefix, name)}`, bytes),
    {
      prefix,
      tag: 'Name',
      // https://learn.microsoft.com/en-us/rest/api/storageservices/list-blobs
      request: () => send('GET', `${container}?restype=container&comp=list&${listQuery(inputs)}`),
    },
  )
}

/** https://cloud.google.com/storage/docs/xml-api/overview */
const openCloudStorage = (inputs: Inputs, credentials: Credentials): Store => {
  const { prefix, cluster } = inputs
  const bucket = cluster.stateBucket
  const send = async (method: string, path: string, bytes?: Buffer) =>
    fetch(`https://storage.googleapis.com/${path}`, {
      method,
      headers: { authorization: `Bearer ${(await credentials.get()).accessToken}` },
      ...(bytes && { body: new Uint8Array(bytes) }),
      signal: createTimeout(),
    })
  return createHttpStore((method, name, bytes) => send(method, toPath(bucket, prefix, name), bytes), {
    prefix,
    tag: 'Key',
    request: () => send('GET', `${toPath(bucket)}?list-type=2&${listQuery(inputs)}`),
  })
}

const openFolder = ({ prefix }: Inputs, root: string | undefined): Store => {
  const file = (name: string) => join(openSandboxFolder(root, prefix), name)
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
    list: async () => readdirSync(openSandboxFolder(root, prefix)),
  }
}

/** Uses HTTP directly: the clouds' SDKs would take half of the runner's memory. */
export const openStore = (inputs: Inputs, credentials: Credentials, root: string | undefined): Store => {
  switch (inputs.platform) {
    case 'aws':
      return openS3(inputs, credentials)
    case 'azure':
      return openBlobStorage(inputs, credentials)
    case 'gcp':
      return openCloudStorage(inputs, credentials)
    case 'sandbox':
      return openFolder(inputs, root)
  }
}

/** Removes every object of a destroyed cluster: its empty states and its plans. A bucket that stores versions still has earlier versions. */
export const removeObjects = async (store: Store): Promise<void> => {
  for (const name of await store.list()) await store.remove(name)
}
