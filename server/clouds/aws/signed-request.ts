import type { EC2Client } from '@aws-sdk/client-ec2'
import { SignatureV4 } from '@smithy/signature-v4'
import { type Keys, toClientOptions } from './client.ts'
import { notAwsError, readError } from './errors.ts'

type Sha256 = EC2Client['config']['sha256']

/** Who calls which region. `sha256` is the hash of any AWS client. */
export type AwsCaller = { keys: Keys; region: string; sha256: Sha256 }

export const openCaller = async (keys: Keys, region: string): Promise<AwsCaller> => {
  const { EC2Client } = await import('@aws-sdk/client-ec2')
  return { keys, region, sha256: new EC2Client(toClientOptions(keys, region)).config.sha256 }
}

const maxAttempts = 3
const retryDelayMs = 500

type SignedRequest = {
  /** The service as IAM names it, and the host of its region. */
  service: string
  host: string
  method: 'GET' | 'POST'
  path?: string
  query?: Record<string, string>
  headers?: Record<string, string>
  body?: string
}

/** The address of a service. A simulated AWS has its address in the variables that AWS's clients read. */
const endpointOf = (service: string, host: string): URL =>
  new URL(
    process.env[`AWS_ENDPOINT_URL_${service.toUpperCase()}`] ??
      process.env.AWS_ENDPOINT_URL ??
      `https://${host}`,
  )

/** Calls a service without a client library for its few calls. Retries a lost connection and an error of AWS. */
export const sendSigned = async (
  { keys, region, sha256 }: AwsCaller,
  { service, host, method, path = '/', query = {}, headers: extra, body }: SignedRequest,
  signal: AbortSignal,
): Promise<Response> => {
  const url = endpointOf(service === 'servicequotas' ? 'service_quotas' : service, host)
  const { accessKeyId, secretAccessKey, sessionToken } = keys
  const credentials = { accessKeyId, secretAccessKey, ...(sessionToken && { sessionToken }) }
  const signer = new SignatureV4({ service, region, sha256, credentials })
  const target = new URL(
    `${path}${Object.keys(query).length > 0 ? `?${new URLSearchParams(query)}` : ''}`,
    url,
  )
  for (let attempt = 1; ; attempt++) {
    const { headers } = await signer.sign({
      method,
      protocol: url.protocol,
      hostname: url.hostname,
      ...(url.port && { port: Number(url.port) }),
      path,
      query,
      headers: { host: url.host, ...extra },
      ...(body !== undefined && { body }),
    })
    const { host: _host, ...sent } = headers
    const isLast = attempt === maxAttempts
    try {
      const init = { method, headers: sent, redirect: 'manual', signal } as const
      const response = await fetch(target, { ...init, ...(body !== undefined && { body }) })
      if (response.status < 500 || isLast) return response
    } catch (error) {
      if (isLast || signal.aborted) throw error
    }
    await new Promise((resolve) => setTimeout(resolve, retryDelayMs * attempt))
  }
}

/**
 * The JSON of a successful response.
 * @throws Unreachable for a response that says nothing about the credentials, or an error for toPlatformError
 */
export const readSignedJson = async (
  response: Response,
  signal: AbortSignal,
): Promise<Record<string, unknown>> => {
  const text = await response.text()
  let body: unknown
  try {
    body = JSON.parse(text)
  } catch {
    throw notAwsError()
  }
  if (body === null || typeof body !== 'object') throw notAwsError()
  if (response.ok) return body as Record<string, unknown>
  const { __type, message, Message } = body as { __type?: string; message?: string; Message?: string }
  const type = response.headers.get('x-amzn-errortype') ?? __type
  const error = {
    Code:
      String(type ?? '')
        .split(/[#:]/)
        .find((part) => /^[A-Z]\w+$/.test(part)) ?? 'Unknown',
    message: message ?? Message,
    $metadata: { httpStatusCode: response.status },
  }
  // Throws for throttling and outages.
  readError(error, signal)
  throw error
}
