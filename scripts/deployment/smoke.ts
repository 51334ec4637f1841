import { clientAddressHeader } from '../../contract/operation.ts'
import { functionUrl } from '../openapi.ts'
import { eventually, type Polling, propagation } from './eventually.ts'
import { apiUrl, webOrigins } from './resources/functions.ts'
import type { Target } from './target.ts'

const statusOf = async (url: string, init: RequestInit = {}) =>
  (await fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(30_000), ...init })).status

/** What anybody can see of a deployment. Each release ends with it and with the journey of a person (journey.ts). */
export const checkDeployment = async (target: Target, polling: Polling = propagation): Promise<void> => {
  const api = apiUrl(target)
  const [web] = webOrigins(target)
  const holds = (what: string, check: () => Promise<boolean>) => eventually(what, check, polling)
  await holds('the API is healthy', async () => (await statusOf(`${api}/v1/health`)) === 200)
  await holds('it refuses strangers', async () => (await statusOf(`${api}/v1/me`)) === 401)
  await holds('a function takes no calls around the gateway', async () => {
    const status = await statusOf(`${functionUrl('health-get', target)}/v1/health`)
    return status === 403 || status === 401
  })
  await holds('pages may call this API only', async () => {
    const policies = await Promise.all(
      ['/', '/.x', '/events/.x'].map(
        async (path) => (await fetch(`${web}${path}`)).headers.get('content-security-policy') ?? '',
      ),
    )
    return policies.every((policy) => policy.includes(` ${api} `) && !policy.includes('.invalid'))
  })
  await holds('no answer of the API can be sniffed or fetched without TLS', async () => {
    const { headers } = await fetch(`${api}/v1/health`)
    return headers.get('x-content-type-options') === 'nosniff' && headers.has('strict-transport-security')
  })
  await holds('people who find a fault know where to report it', async () => {
    const text = await (await fetch(`${web}/.well-known/security.txt`)).text()
    return Date.parse(/^Expires: (.+)$/m.exec(text)?.[1] ?? '') > Date.now()
  })
  await holds('a client can’t choose the address that limits count', () => forgedAddressesAreLimited(api))
}

/** usernames-get has a limit by address. A client that forged its address with each request would never reach it. */
const forgedAddressesAreLimited = async (api: string): Promise<boolean> => {
  for (let batch = 0; batch < 40; batch++) {
    const statuses = await Promise.all(
      Array.from({ length: 25 }, (_, call) => {
        const forged = `203.0.113.${(batch * 25 + call) % 250}`
        return statusOf(`${api}/v1/usernames/smoke-test-${call}`, {
          headers: { [clientAddressHeader]: forged, 'x-forwarded-for': forged },
        })
      }),
    )
    if (statuses.includes(429)) return true
  }
  return false
}
