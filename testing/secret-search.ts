import { existsSync, globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PubSub } from '@google-cloud/pubsub'
import type { Page } from 'playwright-core'
import { topics } from '../pubsub/topics.ts'
import { hashSecret } from '../server/clusters/attempt.ts'
import { exportDatabase } from './firestore-backup.ts'
import { unique } from './people.ts'

// The places where a secret could leak, as text to search.

const inside = (folder: string): string[] =>
  globSync('**/*', { cwd: folder, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
const read = (files: string[]): string => files.map((file) => readFileSync(file, 'latin1')).join('\n')

/** A secret as plain text, URL-encoded, and in Base64 at each of the three offsets. */
export const encodingsOf = (secret: string): string[] => [
  secret,
  encodeURIComponent(secret),
  ...[0, 1, 2].map((shift) =>
    Buffer.from(' '.repeat(shift) + secret)
      .toString('base64')
      .slice(shift === 0 ? 0 : 4, -4),
  ),
]

/** The tokens in a text that have one of these digests. Tokens are stored nowhere, so tests know their digests only. */
export const tokensWithDigest = (text: string, digests: readonly string[]): string[] => {
  const known = new Set(digests)
  const long = 43
  return (text.match(/[A-Za-z0-9_-]{43,}/g) ?? []).flatMap((word) =>
    Array.from({ length: word.length - long + 1 }, (_, at) => word.slice(at, at + long)).filter((part) =>
      known.has(hashSecret(part)),
    ),
  )
}

/** The whole database, as the emulator exports it to disk. */
export const exportFirestore = async (): Promise<string> => {
  const folder = mkdtempSync(join(tmpdir(), 'labseat-'))
  try {
    await exportDatabase(folder)
    return read(inside(folder))
  } finally {
    rmSync(folder, { recursive: true })
  }
}

const stack = join(import.meta.dirname, '../.labseat', process.env.LABSEAT_STACK ?? 'test')

/** The logs of these parts of the stack, with the older half of a log that was cut (scripts/stack/limit-log.ts). */
export const readStackLogs = (...names: string[]): string =>
  read(
    names.flatMap((name) => [join(stack, `${name}.1`), join(stack, name)]).filter((file) => existsSync(file)),
  )
/** Everything that cluster runs have on disk: their logs, and the states of sandboxes. */
export const readRunFiles = (): string => read(inside(join(stack, 'runs')))

/** Records every Pub/Sub message from now on, until `end`. */
export const recordMessages = async (): Promise<{ messages: string[]; end: () => Promise<void> }> => {
  const pubsub = new PubSub({ projectId: process.env.GOOGLE_CLOUD_PROJECT! })
  const messages: string[] = []
  const names = topics.flatMap(({ topic }) => [topic, `${topic}-dead`])
  const taps = await Promise.all(
    names.map(async (topic) => {
      const [tap] = await pubsub.topic(topic).createSubscription(`tap-${topic}-${unique()}`)
      return tap
    }),
  )
  for (const tap of taps)
    tap.on('message', (message) => {
      messages.push(message.data.toString() + JSON.stringify(message.attributes))
      message.ack()
    })
  const end = async () => {
    await Promise.all(taps.map((tap) => tap.delete()))
    await pubsub.close()
  }
  return { messages, end }
}

/** Everything a browser holds of a page: address, storage, content and field values. */
export const readBrowserState = async (page: Page): Promise<string> => {
  const session = await page.evaluate(() => [location.href, JSON.stringify({ ...sessionStorage })].join('\n'))
  const stored = JSON.stringify(await page.context().storageState({ indexedDB: true }))
  const fields = await page.evaluate(() =>
    [...document.querySelectorAll('input, textarea')].map((field) => (field as HTMLInputElement).value),
  )
  return [session, stored, await page.content(), ...fields].join('\n')
}
