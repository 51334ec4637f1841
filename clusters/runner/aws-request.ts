import { createHash, createHmac } from 'node:crypto'
import { SignatureV4 } from '@smithy/signature-v4'
import type { Values } from './credentials.ts'

/** What @smithy/signature-v4 asks of a hash: SHA-256, with a key an HMAC. */
class Sha256 {
  readonly #hash
  constructor(secret?: string | ArrayBuffer | ArrayBufferView) {
    this.#hash = secret === undefined ? createHash('sha256') : createHmac('sha256', bytesOf(secret))
  }
  update(data: string | ArrayBuffer | ArrayBufferView) {
    this.#hash.update(bytesOf(data))
  }
  async digest() {
    return new Uint8Array(this.#hash.digest())
  }
  reset() {}
}
const bytesOf = (data: string | ArrayBuffer | ArrayBufferView): Buffer => {
  if (typeof data === 'string') return Buffer.from(data)
  return ArrayBuffer.isView(data)
    ? Buffer.from(data.buffer, data.byteOffset, data.byteLength)
    : Buffer.from(data)
}

const signer = (values: Values, service: string, region: string) =>
  new SignatureV4({
    service,
    region,
    sha256: Sha256,
    credentials: {
      accessKeyId: values.accessKeyId ?? '',
      secretAccessKey: values.secretAccessKey ?? '',
      ...(values.sessionToken && { sessionToken: values.sessionToken }),
    },
    // S3 alone takes a path as it is.
    uriEscapePath: service !== 's3',
  })

export type AwsRequest = {
  service: 's3' | 'eks' | 'tagging' | 'elasticloadbalancing'
  region: string
  method: 'HEAD' | 'GET' | 'PUT' | 'POST' | 'DELETE'
  path: string
  headers?: Record<string, string>
  body?: Buffer | string
}

const variable = {
  s3: 'S3',
  eks: 'EKS',
  tagging: 'RESOURCE_GROUPS_TAGGING_API',
  elasticloadbalancing: 'ELASTIC_LOAD_BALANCING_V2',
}
const addressOf = ({ service, region }: Pick<AwsRequest, 'service' | 'region'>) =>
  new URL(
    process.env[`AWS_ENDPOINT_URL_${variable[service]}`] ??
      process.env.AWS_ENDPOINT_URL ??
      `https://${service}.${region}.amazonaws.com`,
  )

/** One signed request; what fails on the way, or on AWS' side, is tried three times. */
export const awsRequest = async (values: Values, asked: AwsRequest): Promise<Response> => {
  const url = addressOf(asked)
  const [path = '/', query] = asked.path.split('?')
  for (let tried = 1; ; tried++) {
    const signed = await signer(values, asked.service, asked.region).sign({
      method: asked.method,
      protocol: url.protocol,
      hostname: url.hostname,
      ...(url.port && { port: Number(url.port) }),
      path,
      query: Object.fromEntries(new URLSearchParams(query)),
      headers: { host: url.host, ...asked.headers },
      ...(asked.body !== undefined && { body: asked.body }),
    })
    const { host: _, ...headers } = signed.headers
    try {
      const response = await fetch(new URL(asked.path, url), {
        method: asked.method,
        headers,
        ...(asked.body !== undefined && { body: asked.body as BodyInit }),
        // S3 sends elsewhere for a bucket of another region, without an address.
        redirect: 'manual',
        signal: AbortSignal.timeout(30_000),
      })
      if (response.status < 500 || tried === 3) return response
    } catch (error) {
      if (tried === 3) throw error
    }
    await new Promise((resolve) => setTimeout(resolve, 500 * tried))
  }
}

/** An address that says who signed it: EKS takes it for a token. https://github.com/kubernetes-sigs/aws-iam-authenticator */
export const presignedIdentity = async (values: Values, cluster: { name: string; region: string }) => {
  const host = `sts.${cluster.region}.amazonaws.com`
  const { query } = await signer(values, 'sts', cluster.region).presign(
    {
      method: 'GET',
      protocol: 'https:',
      hostname: host,
      path: '/',
      query: { Action: 'GetCallerIdentity', Version: '2011-06-15' },
      headers: { host, 'x-k8s-aws-id': cluster.name },
    },
    { expiresIn: 60, unhoistableHeaders: new Set(['x-k8s-aws-id']) },
  )
  return `https://${host}/?${new URLSearchParams(query as Record<string, string>)}`
}
