import '../functions/without-domain.ts'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { Firestore, Timestamp, WriteBatch } from '@google-cloud/firestore'
import { http } from '@google-cloud/functions-framework'
import { getTestServer } from '@google-cloud/functions-framework/testing'
import type { Event } from '../contract/events.ts'

// This process is configured as in the cloud, so it uses the production verifier. It serves the same response bare and behind the guard.
// Requests for Google's keys go to a server of the bench.
const fetchAnything = globalThis.fetch
let fetched = 0
globalThis.fetch = (address, ...options) => {
  if (!String(address).startsWith('https://www.googleapis.com/service_accounts/'))
    throw new Error(`${address}`)
  fetched++
  return fetchAnything(process.env.KEYS_URL!, ...options)
}

// access/{uid} and the count of the person's calls come from memory, because section 7b measures a read.
const stored = { role: 'member', suspended: false }
Firestore.prototype.getAll = async (...refs: unknown[]) =>
  refs.map((ref) => ({ ref, exists: true, data: () => stored, get: () => undefined })) as never
WriteBatch.prototype.commit = async () => [{ writeTime: Timestamp.now() }] as never

const [{ endpoint }, { json }, { eventsCreate }] = await Promise.all([
  import('../functions/endpoint.ts'),
  import('../functions/reply.ts'),
  import('../contract/events.ts'),
])
const event = JSON.parse(process.env.EVENT!) as Event
http('bare', (_, response) => void response.status(201).json(event))
http('guarded', endpoint(eventsCreate, async () => json(201, event)) as Parameters<typeof http>[1])

const ports: number[] = []
for (const name of ['bare', 'guarded']) {
  const server = getTestServer(name).listen(0, '127.0.0.1')
  await once(server, 'listening')
  ports.push((server.address() as AddressInfo).port)
}
process.send!({ ports })
process.on('message', () => process.send!({ fetched }))
process.on('disconnect', () => process.exit())
