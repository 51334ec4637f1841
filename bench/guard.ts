import { fork } from 'node:child_process'
import { once } from 'node:events'
import { Agent, createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT, UnsecuredJWT } from 'jose'
import type { Event } from '../contract/events.ts'
import { documents } from '../server/documents.ts'
import { readDocument } from '../server/read-document.ts'
import { workshop } from '../testing/events.ts'

/** Milliseconds of each call. Calls run one at a time on a connection that stays open. */
export type Guard = {
  bare: number[]
  guarded: number[]
  refusedToken: number[]
  refusedBody: number[]
  keysFetched: number
}

const project = 'acme-labs'
const kid = 'of-this-month'
const rounds = 40
const calls = 50

const now = () => Math.floor(Date.now() / 1000)
const claims = (change: JWTPayload = {}): JWTPayload => ({
  ...{ iss: `https://securetoken.google.com/${project}`, aud: project, sub: 'olga' },
  ...{ auth_time: now() - 60, iat: now() - 60, exp: now() + 3540 },
  ...{ email: 'olga@labseat.test', email_verified: true, name: 'Olga Organiser' },
  ...change,
})

const answered: Event = {
  ...(workshop() as unknown as Event),
  ...{ id: 'event', price: null, ownerId: 'olga', ownerName: 'Olga Organiser', seatsTaken: 0, waitlisted: 0 },
  ...{ rating: { count: 0, average: null }, stars: { 1: 0, 2: 0, 3: 0, 4: 0, 5: 0 } },
  ...{ createdAt: new Date().toISOString(), updatedAt: new Date().toISOString() },
}

const agent = new Agent({ keepAlive: true, maxSockets: 1 })
const call = (port: number, token: string, body: string, expected: number): Promise<number> =>
  new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json', 'x-forwarded-authorization': `Bearer ${token}` }
    const sent = performance.now()
    request({ port, agent, method: 'POST', path: '/v1/events', headers }, (response) => {
      response.resume()
      response.once('end', () =>
        response.statusCode === expected
          ? resolve(performance.now() - sent)
          : reject(new Error(`The guard answered ${response.statusCode} instead of ${expected}.`)),
      )
    })
      .once('error', reject)
      .end(body)
  })

/** Calls a function bare and behind the guard. It uses the cloud's verifier, which fetches its keys from an address, as in the cloud. */
export const measureGuard = async (signal: AbortSignal): Promise<Guard> => {
  const { publicKey, privateKey } = await generateKeyPair('RS256', { extractable: true })
  const keys = { keys: [{ ...(await exportJWK(publicKey)), kid, alg: 'RS256', use: 'sig' }] }
  const keyServer = createServer((_, response) =>
    response.setHeader('content-type', 'application/json').end(JSON.stringify(keys)),
  ).listen(0, '127.0.0.1')
  await once(keyServer, 'listening')
  const child = fork(join(import.meta.dirname, 'guarded.ts'), {
    env: {
      PATH: process.env.PATH,
      GOOGLE_CLOUD_PROJECT: project,
      K_SERVICE: 'events-create',
      FIREBASE_API_KEY: 'public-web-key',
      LABSEAT_HMAC_KEY: 'k'.repeat(32),
      KEYS_URL: `http://127.0.0.1:${(keyServer.address() as AddressInfo).port}/keys`,
      EVENT: JSON.stringify(answered),
    },
    // The function writes its log, but nothing reads it.
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  try {
    const gone = once(child, 'exit').then(() => {
      throw new Error('The function ended before it answered.')
    })
    const nextMessage = async <T>() => (await Promise.race([once(child, 'message'), gone]))[0] as T
    const [bare, guarded] = (await nextMessage<{ ports: [number, number] }>()).ports
    const sign = (change?: JWTPayload) =>
      new SignJWT(claims(change)).setProtectedHeader({ alg: 'RS256', kid }).sign(privateKey)
    const body = JSON.stringify(workshop())
    const wrong = JSON.stringify({ ...workshop(), capacity: 0, surprise: 1 })
    const expired = await sign({ exp: now() - 60 })
    await call(guarded, new UnsecuredJWT(claims()).encode(), body, 401)

    const times: Guard = { bare: [], guarded: [], refusedToken: [], refusedBody: [], keysFetched: 0 }
    // They take turns, so that a busy moment of the machine affects all of them. The first quarter only warms up.
    for (let round = 0; round < (rounds * 4) / 3; round++) {
      signal.throwIfAborted()
      const warm = round >= rounds / 3
      const tokens = await Promise.all(
        Array.from({ length: calls }, (_, index) => sign({ sub: `p${index}` })),
      )
      const turn = async (times: number[], port: number, sent: string, status: number, forged?: string) => {
        for (const token of tokens) {
          const took = await call(port, forged ?? token, sent, status)
          if (warm) times.push(took)
        }
      }
      await turn(times.bare, bare, body, 201)
      await turn(times.guarded, guarded, body, 201)
      await turn(times.refusedToken, guarded, body, 401, expired)
      await turn(times.refusedBody, guarded, wrong, 400)
    }
    child.send('how many')
    times.keysFetched = (await nextMessage<{ fetched: number }>()).fetched
    return times
  } finally {
    child.disconnect()
    keyServer.close()
    agent.destroy()
  }
}

/** Milliseconds that the guard's one read takes. The first quarter only warms up. */
export const measureAccessReads = async (uids: readonly string[]): Promise<number[]> => {
  const took: number[] = []
  for (const uid of uids) {
    const began = performance.now()
    await readDocument(documents.access(uid))
    took.push(performance.now() - began)
  }
  return took.slice(Math.floor(took.length / 4))
}
