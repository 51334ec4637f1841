import { setTimeout as wait } from 'node:timers/promises'
import * as z from 'zod'
import type { Run } from './context.ts'

/** The part of a run that a request to Google Cloud needs. */
export type GoogleAccount = Pick<Run, 'inputs' | 'credentials'>

/** Google Cloud rejects a request. */
export class GoogleRefusal extends Error {
  constructor(method: string, url: string, status: number) {
    super(`${method} ${new URL(url).pathname} got the status ${status}.`)
    this.name = `status ${status}`
  }
}

/** @throws GoogleRefusal */
export const requestGoogle = async (
  { credentials }: GoogleAccount,
  url: string,
  method: 'GET' | 'DELETE' = 'GET',
): Promise<unknown> => {
  const { accessToken = '' } = await credentials.get()
  const response = await fetch(url, {
    method,
    headers: { authorization: `Bearer ${accessToken}` },
    signal: AbortSignal.timeout(30_000),
  })
  if (!response.ok) throw new GoogleRefusal(method, url, response.status)
  return response.json()
}

const page = z.object({ nextPageToken: z.string().optional() })

/** The pages of a list: https://cloud.google.com/compute/docs/reference/rest/v1/firewalls/list */
export async function* listPages(account: GoogleAccount, url: string): AsyncGenerator<unknown> {
  let token = ''
  do {
    const address = new URL(url)
    if (token) address.searchParams.set('pageToken', token)
    const reply = await requestGoogle(account, address.href)
    yield reply
    token = page.parse(reply).nextPageToken ?? ''
  } while (token)
}

const operation = z.object({
  selfLink: z.string(),
  status: z.string(),
  error: z.object({ errors: z.array(z.object({ code: z.string() })).default([]) }).optional(),
})
const computeApi = 'https://compute.googleapis.com/'
/** The address of a resource or an operation of Compute Engine. The token goes only to Google's own host. */
const toComputeUrl = (selfLink: string): string => {
  const url = selfLink.replace(/^https:\/\/www\.googleapis\.com\//, computeApi)
  if (!url.startsWith(computeApi)) throw new Error(`${selfLink} is not a resource of Compute Engine.`)
  return url
}
const firstPollMs = 100
const maxPollMs = 3000
const operationTimeoutMs = 120_000

/**
 * Deletes a resource of Compute Engine and waits for the end of the operation. A resource that is gone already counts as deleted.
 *
 * @param selfLink the resource's URL
 * @throws GoogleRefusal | Error with the operation's code as its name
 */
export const removeFromCompute = async (account: GoogleAccount, selfLink: string): Promise<void> => {
  const url = toComputeUrl(selfLink)
  let reply: unknown
  try {
    reply = await requestGoogle(account, url, 'DELETE')
  } catch (error) {
    if (error instanceof GoogleRefusal && error.name === 'status 404') return
    throw error
  }
  const end = performance.now() + operationTimeoutMs
  for (let pollMs = firstPollMs; ; pollMs = Math.min(pollMs * 2, maxPollMs)) {
    const { selfLink: link, status, error } = operation.parse(reply)
    if (error) throw Object.assign(new Error(selfLink), { name: error.errors[0]?.code ?? 'failed' })
    if (status === 'DONE') return
    if (performance.now() > end) throw Object.assign(new Error(selfLink), { name: 'still deleting' })
    await wait(pollMs)
    reply = await requestGoogle(account, toComputeUrl(link))
  }
}
