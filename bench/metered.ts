import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { PubSub } from '@google-cloud/pubsub'
import { topics } from '../pubsub/topics.ts'
import { answers, waitUntil } from '../scripts/stack/wait-until.ts'
import type { Tally } from './meter.ts'

const root = join(import.meta.dirname, '..')
const project = process.env.GOOGLE_CLOUD_PROJECT!

/** Makes Pub/Sub push to the process at this port. */
const pushTo = async (port: number): Promise<void> => {
  const pubsub = new PubSub({ projectId: project })
  await Promise.all(
    topics.map(({ topic }) =>
      pubsub.subscription(topic).modifyPushConfig({
        pushEndpoint: `http://127.0.0.1:${port}/projects/${project}/topics/${topic}`,
      }),
    ),
  )
  await pubsub.close()
}

/** Runs `work` against a separate process that serves every function and counts what Firestore would bill. */
export const withMeter = async <T>(
  signal: AbortSignal,
  work: (cost: <R>(action: () => Promise<R>) => Promise<{ result: R; tally: Tally }>) => Promise<T>,
): Promise<T> => {
  const usual = Number(process.env.API_PORT)
  const port = usual + 1
  const child: ChildProcess = spawn(
    process.execPath,
    ['--import', './bench/meter.ts', 'scripts/stack/functions.ts'],
    {
      cwd: root,
      // A runner reports to this address.
      env: { ...process.env, API_PORT: String(port), LABSEAT_API_URL: `http://localhost:${port}` },
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      signal,
    },
  )
  const ended = once(child, 'exit')
  const failed = ended.then(([code]) => {
    throw new Error(`The metered functions ended with ${code}.`)
  })
  failed.catch(() => undefined)
  const take = async (): Promise<Tally> => {
    child.send('take')
    const [tally] = (await Promise.race([once(child, 'message'), failed])) as [Tally]
    return tally
  }
  try {
    await waitUntil('The metered functions', () => answers(`http://127.0.0.1:${port}/v1/health`), signal, 60)
    await pushTo(port)
    process.env.API_URL = `http://127.0.0.1:${port}`
    return await work(async (action) => {
      await take()
      const result = await action()
      return { result, tally: await take() }
    })
  } finally {
    delete process.env.API_URL
    await pushTo(usual)
    child.kill()
    await ended
  }
}
