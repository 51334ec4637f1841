import { existsSync, globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PubSub } from '@google-cloud/pubsub'
import type { Page } from 'playwright-core'
import { topics } from '../pubsub/topics.ts'
import { digest } from '../server/clusters/attempt.ts'
import { unique } from './people.ts'

// Where a secret could turn up, as text to search.

const inside = (folder: string): string[] =>
  globSync('**/*', { cwd: folder, withFileTypes: true })
    .filter((one) => one.isFile())
    .map((one) => join(one.parentPath, one.name))
const read = (files: string[]): string => files.map((file) => readFileSync(file, 'latin1')).join('\n')

/** As it is, as an address has it, and in Base64 wherever it begins. */
export const encoded = (secret: string): string[] => [
  secret,
  encodeURIComponent(secret),
  ...[0, 1, 2].map((shift) =>
    Buffer.from(' '.repeat(shift) + secret)
      .toString('base64')
      .slice(shift === 0 ? 0 : 4, -4),
  ),
]

/** Which of the tokens whose digests are known are in a text: of a token that is kept nowhere no more than that is known. */
export const withDigest = (text: string, digests: readonly string[]): string[] => {
  const known = new Set(digests)
  const long = 43
  return (text.match(/[A-Za-z0-9_-]{43,}/g) ?? []).flatMap((word) =>
    Array.from({ length: word.length - long + 1 }, (_, at) => word.slice(at, at + long)).filter((one) =>
      known.has(digest(one)),
    ),
  )
}

/** The database as the emulator exports it, which is as it lies on disk. */
export const exported = async (): Promise<string> => {
  const folder = mkdtempSync(join(tmpdir(), 'labseat-'))
  const project = `projects/${process.env.GOOGLE_CLOUD_PROJECT}`
  try {
    const response = await fetch(
      `http://${process.env.FIRESTORE_EMULATOR_HOST}/emulator/v1/${project}:export`,
      {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: 'Bearer owner' },
        body: JSON.stringify({ database: `${project}/databases/(default)`, export_directory: folder }),
      },
    )
    if (!response.ok) throw new Error(`Firestore was not exported: ${await response.text()}`)
    return read(inside(folder))
  } finally {
    rmSync(folder, { recursive: true })
  }
}

const stack = join(import.meta.dirname, '../.labseat', process.env.LABSEAT_STACK ?? 'test')

/** The logs of these parts of the stack, with the older half of a log that was cut (scripts/stack/limit-log.ts). */
export const stackLogs = (...names: string[]): string =>
  read(
    names.flatMap((name) => [join(stack, `${name}.1`), join(stack, name)]).filter((file) => existsSync(file)),
  )
/** Everything that cluster runs have on disk: their logs, and the states of sandboxes. */
export const runFiles = (): string => read(inside(join(stack, 'runs')))

/** Everything that goes over Pub/Sub from now on. */
export const tapped = async (): Promise<{ heard: string[]; end: () => Promise<void> }> => {
  const pubsub = new PubSub({ projectId: process.env.GOOGLE_CLOUD_PROJECT! })
  const heard: string[] = []
  const names = topics.flatMap(({ topic }) => [topic, `${topic}-dead`])
  const taps = await Promise.all(
    names.map(async (topic) => {
      const [tap] = await pubsub.topic(topic).createSubscription(`tap-${topic}-${unique()}`)
      return tap
    }),
  )
  for (const tap of taps)
    tap.on('message', (message) => {
      heard.push(message.data.toString() + JSON.stringify(message.attributes))
      message.ack()
    })
  const end = async () => {
    await Promise.all(taps.map((tap) => tap.delete()))
    await pubsub.close()
  }
  return { heard, end }
}

/** All that a browser holds of a page: its address, what it stores, what it shows and what is typed into it. */
export const heldBy = async (page: Page): Promise<string> => {
  const kept = await page.evaluate(() => [location.href, JSON.stringify({ ...sessionStorage })].join('\n'))
  const stored = JSON.stringify(await page.context().storageState({ indexedDB: true }))
  const fields = await page.evaluate(() =>
    [...document.querySelectorAll('input, textarea')].map((one) => (one as HTMLInputElement).value),
  )
  return [kept, stored, await page.content(), ...fields].join('\n')
}
