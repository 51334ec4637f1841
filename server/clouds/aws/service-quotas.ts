import type { EC2Client } from '@aws-sdk/client-ec2'
import { SignatureV4 } from '@smithy/signature-v4'
import type { Keys } from './client.ts'

type Sha256 = EC2Client['config']['sha256']

const maxAttempts = 3
const retryDelayMs = 500

const endpointOf = (region: string) =>
  new URL(
    process.env.AWS_ENDPOINT_URL_SERVICE_QUOTAS ??
      process.env.AWS_ENDPOINT_URL ??
      `https://servicequotas.${region}.amazonaws.com`,
  )

/**
 * Calls Service Quotas, without a client library for this one call. Retries a lost connection and an error of AWS. `sha256` is the hash of
 * any AWS client.
 * https://docs.aws.amazon.com/servicequotas/2019-06-24/apireference/API_GetServiceQuota.html
 */
export const callServiceQuotas = async (
  { keys, region, sha256 }: { keys: Keys; region: string; sha256: Sha256 },
  operation: string,
  input: object,
  signal: AbortSignal,
): Promise<Response> => {
  const url = endpointOf(region)
  const { accessKeyId, secretAccessKey, sessionToken } = keys
  const signer = new SignatureV4({
    service: 'servicequotas',
    region,
    sha256,
    credentials: { accessKeyId, secretAccessKey, ...(sessionToken && { sessionToken }) },
  })
  const body = JSON.stringify(input)
  for (let attempt = 1; ; attempt++) {
    const { headers } = await signer.sign({
      method: 'POST',
      protocol: url.protocol,
      hostname: url.hostname,
      ...(url.port && { port: Number(url.port) }),
      path: '/',
      query: {},
      headers: {
        host: url.host,
        'content-type': 'application/x-amz-json-1.1',
        'x-amz-target': `ServiceQuotasV20190624.${operation}`,
      },
      body,
    })
    const { host: _host, ...sent } = headers
    const isLast = attempt === maxAttempts
    try {
      const response = await fetch(url, { method: 'POST', headers: sent, body, redirect: 'manual', signal })
      if (response.status < 500 || isLast) return response
    } catch (error) {
      if (isLast || signal.aborted) throw error
    }
    await new Promise((resolve) => setTimeout(resolve, retryDelayMs * attempt))
  }
}
