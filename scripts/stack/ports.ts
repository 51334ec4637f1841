import { createServer } from 'node:net'
import { join } from 'node:path'
import { labseatRole } from './aws-demo.ts'
import { labseat } from './clouds/demo.ts'
import { holderOf } from './holder.ts'

export const project = 'demo-labseat'

/** Stacks with different offsets run side by side. */
const offsets = { start: 0, dev: 0, test: 100, bench: 200, scratch: 300, api: 400 }
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
    'simulated AWS': 5566 + offset,
    'simulated AWS identities': 5567 + offset,
    clouds: 5577 + offset,
    'metadata server': 5578 + offset,
    'emulator hub': 4400 + offset / 10,
    'emulator log': 4500 + offset / 10,
  }
}

/** The certificate of the simulated clouds, which create it when they start. */
export const certificateOf = (name: StackName): string =>
  join(import.meta.dirname, '../../.labseat', name, 'clouds/certificate.pem')

/** The variables that a function process reads (server/config.ts) and that tests need to reach it. */
export function environmentOf(name: StackName) {
  const ports = portsOf(name)
  const at = (part: keyof typeof ports) => `127.0.0.1:${ports[part]}`
  return {
    GOOGLE_CLOUD_PROJECT: project,
    FIREBASE_AUTH_EMULATOR_HOST: `127.0.0.1:${ports.auth}`,
    FIRESTORE_EMULATOR_HOST: `127.0.0.1:${ports.firestore}`,
    PUBSUB_EMULATOR_HOST: `127.0.0.1:${ports.pubsub}`,
    FIREBASE_API_KEY: 'demo-key',
    ALLOWED_ORIGINS: `http://localhost:${ports.web},http://127.0.0.1:${ports.web}`,
    // Tests and the demo create all people from one IP address.
    LIMIT_FACTOR: '100',
    // All their people are new, and an operator builds all the clusters of a test.
    LABSEAT_NEW_ACCOUNT_EVENTS: '100',
    LABSEAT_MAX_SANDBOX_CLUSTERS: '100',
    LABSEAT_SMTP_URL: `smtp://127.0.0.1:${ports['mail server']}`,
    LABSEAT_MAIL_FROM: 'Labseat <hello@labseat.test>',
    LABSEAT_WEB_URL: `http://localhost:${ports.web}`,
    LABSEAT_API_URL: `http://localhost:${ports.api}`,
    API_PORT: String(ports.api),
    // Without it the Google libraries ask for a metadata server, which costs seconds off the cloud.
    METADATA_SERVER_DETECTION: 'none',
    LABSEAT_KEY_FILE: join(import.meta.dirname, '../../.labseat', name, 'keys.json'),
    LABSEAT_RUNS_FOLDER: join(import.meta.dirname, '../../.labseat', name, 'runs'),
    // Set also without a simulated AWS, because a local stack must never reach the real AWS.
    AWS_ENDPOINT_URL: `http://${at('simulated AWS')}`,
    AWS_ENDPOINT_URL_STS: `http://${at('simulated AWS identities')}`,
    AWS_ENDPOINT_URL_IAM: `http://${at('simulated AWS identities')}`,
    AWS_REGION: 'us-east-1',
    AWS_EC2_METADATA_DISABLED: 'true',
    LABSEAT_AWS_ROLE: labseatRole,
    // server/own-identity.ts still uses the metadata server, for Labseat's own identity.
    GCE_METADATA_HOST: `127.0.0.1:${ports['metadata server']}`,
    NODE_EXTRA_CA_CERTS: certificateOf(name),
    LABSEAT_AZURE_AUTHORITY: `https://127.0.0.1:${ports.clouds}`,
    LABSEAT_AZURE_MANAGEMENT: `https://127.0.0.1:${ports.clouds}`,
    LABSEAT_GOOGLE_ENDPOINT: `https://127.0.0.1:${ports.clouds}`,
    LABSEAT_SERVICE_ACCOUNT: labseat.email,
    LABSEAT_SERVICE_ACCOUNT_ID: labseat.uniqueId,
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
