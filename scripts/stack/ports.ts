import { createServer } from 'node:net'
import { holderOf } from './holder.ts'

export const project = 'demo-labseat'

/** Stacks with different offsets run side by side. */
const offsets = { start: 0, dev: 0, test: 100, bench: 200, scratch: 300 }
export type StackName = keyof typeof offsets
export const stackNames = Object.keys(offsets) as StackName[]

export function portsOf(name: StackName) {
  const offset = offsets[name]
  return {
    web: 5000 + offset,
    api: 5001 + offset,
    auth: 9099 + offset,
    firestore: 8080 + offset,
    'firestore websocket': 9150 + offset,
    pubsub: 8085 + offset,
    'mail server': 1025 + offset,
    'mail page': 1080 + offset,
    'emulator hub': 4400 + offset / 10,
    'emulator log': 4500 + offset / 10,
  }
}

/** What a function process reads (functions/config.ts), and what tests need to reach it. */
export function environmentOf(name: StackName) {
  const ports = portsOf(name)
  return {
    GOOGLE_CLOUD_PROJECT: project,
    FIREBASE_AUTH_EMULATOR_HOST: `127.0.0.1:${ports.auth}`,
    FIRESTORE_EMULATOR_HOST: `127.0.0.1:${ports.firestore}`,
    PUBSUB_EMULATOR_HOST: `127.0.0.1:${ports.pubsub}`,
    FIREBASE_API_KEY: 'demo-key',
    ALLOWED_ORIGINS: `http://localhost:${ports.web},http://127.0.0.1:${ports.web}`,
    // Tests and the demo make everybody from one address.
    LIMIT_FACTOR: '100',
    LABSEAT_SMTP_URL: `smtp://127.0.0.1:${ports['mail server']}`,
    LABSEAT_MAIL_FROM: 'Labseat <hello@labseat.test>',
    LABSEAT_WEB_URL: `http://localhost:${ports.web}`,
    LABSEAT_API_URL: `http://localhost:${ports.api}`,
    API_PORT: String(ports.api),
    // Without it the Google libraries ask for a metadata server, which costs seconds off the cloud.
    METADATA_SERVER_DETECTION: 'none',
  }
}

function canListen(port: number, host: string): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer()
    // A machine without IPv6 answers EADDRNOTAVAIL, which is no conflict.
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code !== 'EADDRINUSE'))
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(true)))
  })
}

export async function isFree(port: number): Promise<boolean> {
  for (const host of ['127.0.0.1', '::1', '::']) if (!(await canListen(port, host))) return false
  return true
}

export async function assertPortsFree(ports: Record<string, number>): Promise<void> {
  const busy: string[] = []
  for (const [part, port] of Object.entries(ports)) {
    if (await isFree(port)) continue
    const holder = holderOf(port)
    const who = holder ? `${holder.name} (pid ${holder.pid})` : 'a process that cannot be seen from here'
    busy.push(`  ${port}, wanted for ${part}, is held by ${who}`)
  }
  if (busy.length === 0) return
  throw new Error(
    `Ports in use:\n${busy.join('\n')}\nEnd what holds them, or an earlier Labseat, and try again.`,
  )
}
