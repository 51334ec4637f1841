import { createHash, createHmac } from 'node:crypto'
import { SignatureV4 } from '@smithy/signature-v4'
import type { Values } from './credentials.ts'

/** The hash that @smithy/signature-v4 needs: SHA-256, or an HMAC when it has a key. */
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

const createSigner = (values: Values, service: string, region: string) =>
  new SignatureV4({
    service,
    region,
    sha256: Sha256,
    credentials: {
      accessKeyId: values.accessKeyId ?? '',
      secretAccessKey: values.secretAccessKey ?? '',
      ...(values.sessionToken && { sessionToken: values.sessionToken }),
    },
    // Only S3 signs the path without a second encoding.
    uriEscapePath: service !== 's3',
  })

export type AwsRequest = {
  service: 's3' | 'eks' | 'tagging' | 'elasticloadbalancing' | 'logs' | 'route53'
  region: string
  method: 'HEAD' | 'GET' | 'PUT' | 'POST' | 'DELETE'
  path: string
  headers?: Record<string, string>
  body?: Buffer | string
}

/** Suffixes of AWS_ENDPOINT_URL: https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html */
const endpointSuffix = {
  s3: 'S3',
  eks: 'EKS',
  tagging: 'RESOURCE_GROUPS_TAGGING_API',
  elasticloadbalancing: 'ELASTIC_LOAD_BALANCING_V2',
  logs: 'CLOUDWATCH_LOGS',
  route53: 'ROUTE_53',
}
const addressOf = ({ service, region }: Pick<AwsRequest, 'service' | 'region'>) =>
  new URL(
    process.env[`AWS_ENDPOINT_URL_${endpointSuffix[service]}`] ??
      process.env.AWS_ENDPOINT_URL ??
      // Route 53 has one address for all regions.
      (service === 'route53'
        ? 'https://route53.amazonaws.com'
        : `https://${service}.${region}.amazonaws.com`),
  )

/** A request of AWS's JSON protocol, version 1.1. @param target the service's prefix and the action */
export const jsonRequest = (target: string, body: object) => ({
  method: 'POST' as const,
  path: '/',
  headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': target },
  body: JSON.stringify(body),
})

const maxAttempts = 3

/** Sends one signed request. Network errors and 5xx are retried twice. */
export const awsRequest = async (values: Values, request: AwsRequest): Promise<Response> => {
  const url = addressOf(request)
  const [path = '/', query] = request.path.split('?')
  for (let attempt = 1; ; attempt++) {
    const signed = await createSigner(values, request.service, request.region).sign({
      method: request.method,
      protocol: url.protocol,
      hostname: url.hostname,
      ...(url.port && { port: Number(url.port) }),
      path,
      query: Object.fromEntries(new URLSearchParams(query)),
      headers: { host: url.host, ...request.headers },
      ...(request.body !== undefined && { body: request.body }),
    })
    const { host: _, ...headers } = signed.headers
    try {
      const response = await fetch(new URL(request.path, url), {
        method: request.method,
        headers,
        ...(request.body !== undefined && { body: request.body as NonNullable<RequestInit['body']> }),
        // For a bucket in another region S3 sends a redirect without an address.
        redirect: 'manual',
        signal: AbortSignal.timeout(30_000),
      })
      if (response.status < 500 || attempt === maxAttempts) return response
    } catch (error) {
      if (attempt === maxAttempts) throw error
    }
    await new Promise((resolve) => setTimeout(resolve, 500 * attempt))
  }
}

/** A URL that proves the identity of its signer. EKS accepts it as a token: https://github.com/kubernetes-sigs/aws-iam-authenticator */
export const presignIdentity = async (values: Values, cluster: { name: string; region: string }) => {
  const host = `sts.${cluster.region}.amazonaws.com`
  const { query } = await createSigner(values, 'sts', cluster.region).presign(
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
