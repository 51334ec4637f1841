import { Agent, request } from 'node:http'

const agent = new Agent({ keepAlive: true, maxSockets: 64 })

/** One POST without a body. It uses plain node:http, because the load's sender shares the processors with what is measured. */
export const post = (path: string, token: string): Promise<number> =>
  new Promise((resolve, reject) => {
    const url = new URL(path, process.env.API_URL ?? `http://127.0.0.1:${process.env.API_PORT}`)
    request(url, { method: 'POST', agent, headers: { authorization: `Bearer ${token}` } }, (response) => {
      response.resume()
      response.once('end', () => resolve(response.statusCode!))
    })
      .once('error', reject)
      .end()
  })

/** Runs the work on every item, in order, with at most `maxInFlight` at a time. */
export const inFlight = async <T, R>(
  maxInFlight: number,
  items: readonly T[],
  work: (item: T, index: number) => Promise<R>,
): Promise<R[]> => {
  const results: R[] = new Array(items.length)
  let next = 0
  const worker = async () => {
    for (let index = next++; index < items.length; index = next++)
      results[index] = await work(items[index]!, index)
  }
  await Promise.all(Array.from({ length: maxInFlight }, worker))
  return results
}
