import { beforeAll, expect, test } from 'vitest'
import type { CloudAccount } from '../../contract/cloud-accounts.ts'
import type { MailDocument } from '../../contract/mails.ts'
import type { SystemStatus } from '../../contract/system.ts'
import { sweep } from '../../pubsub/sweep/run.ts'
import { documents } from '../../server/documents.ts'
import type { Log } from '../../server/log.ts'
import { measureSystem } from '../../server/system/measure-system.ts'
import { api } from '../../testing/api.ts'
import { connectAccount } from '../../testing/cloud-accounts.ts'
import { addDeadLetter } from '../../testing/dead-letters.ts'
import { emptyFirestore } from '../../testing/empty-firestore.ts'
import { asPerson, type Person, withAccount } from '../../testing/people.ts'
import { storeCluster } from '../../testing/runner-clusters.ts'

let adam: Person
let otto: Person
let account: CloudAccount
beforeAll(async () => {
  await emptyFirestore()
  ;[adam, otto] = await Promise.all([
    asPerson('Adam', { role: 'admin' }),
    asPerson('Otto', { role: 'operator' }),
  ])
  // The sweep removes people without an account at Firebase.
  await Promise.all([withAccount(adam), withAccount(otto)])
  account = await connectAccount(otto, { platform: 'sandbox', credentials: { kind: 'none' } })
})

const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString()
const readSystem = async () => (await api<SystemStatus>('GET', '/v1/system', undefined, adam)).body
const nothing = { count: 0, oldestAt: null }

test('an idle system waits for nothing, and has the commit that it runs from', async () => {
  expect(await readSystem()).toEqual({
    version: { commit: expect.stringMatching(/^[0-9a-f]{40}$/), committedAt: expect.any(String) },
    waiting: { registrations: nothing, mails: nothing, messages: nothing },
    failedMails: 0,
    deadLetters: nothing,
    clusters: [],
    unreadable: { documents: [], completedAt: null },
    sweep: null,
  })
})

test('shows what waits, since when, and the clusters that need somebody, the oldest first', async () => {
  const times = {
    asked: minutesAgo(2),
    mailed: minutesAgo(30),
    published: minutesAgo(50),
    died: minutesAgo(60),
    ended: minutesAgo(45),
    failed: minutesAgo(300),
  }
  await documents.registration('none', 'nobody').set({
    eventId: 'none',
    userId: 'nobody',
    state: 'requested',
    holdsSeat: false,
    pending: true,
    attempt: 1,
    requestedAt: times.asked,
    arrival: 0,
    lineNumber: null,
    settledAt: null,
  })
  const mail: Omit<MailDocument, 'state' | 'attempts'> = {
    kind: 'notices',
    items: [],
    left: [0],
    refused: 0,
    nextAt: minutesAgo(-20),
    createdAt: times.mailed,
  }
  await documents.mail('retried').set({ ...mail, state: 'pending', attempts: 5 })
  await documents.mail('digest').set({ ...mail, state: 'pending', attempts: 0 })
  await documents.mail('given-up').set({ ...mail, state: 'failed', attempts: 50 })
  await documents.messageFailure('failing').set({
    topic: 'activity',
    reason: 'Down.',
    attempts: 2,
    firstAt: times.published,
    lastAt: minutesAgo(1),
    expiresAt: minutesAgo(-60),
  })
  await addDeadLetter({ firstAt: times.died })
  await addDeadLetter({ firstAt: minutesAgo(90), state: 'discarded', endedAt: minutesAgo(1) })

  const late = await storeCluster(otto, account, { endsAt: times.ended })
  const silent = await storeCluster(
    otto,
    account,
    { state: 'provisioning', busy: true },
    { state: 'applying', heardAt: minutesAgo(8) },
  )
  const undestroyed = await storeCluster(
    otto,
    account,
    { state: 'failed' },
    { state: 'failed', command: 'destroy', endedAt: times.failed },
  )
  // These need nobody: a build that failed, and a run that reports.
  await storeCluster(otto, account, { state: 'failed' }, { state: 'failed' })
  await storeCluster(
    otto,
    account,
    { state: 'provisioning', busy: true },
    { state: 'applying', heardAt: minutesAgo(0) },
  )

  const system = await readSystem()
  expect(system).toMatchObject({
    waiting: {
      registrations: { count: 1, oldestAt: times.asked },
      mails: { count: 1, oldestAt: times.mailed },
      messages: { count: 1, oldestAt: times.published },
    },
    failedMails: 1,
    deadLetters: { count: 1, oldestAt: times.died },
  })
  expect(system.clusters.map(({ clusterId, trouble }) => ({ clusterId, trouble }))).toEqual([
    { clusterId: undestroyed.clusterId, trouble: 'destroy-failed' },
    { clusterId: late.clusterId, trouble: 'past-end' },
    { clusterId: silent.clusterId, trouble: 'silent' },
  ])
  expect(await measureSystem(new Date().toISOString(), () => {})).toEqual({
    waitingRegistrations: 1,
    waitingMails: 1,
    oldestMailSeconds: expect.any(Number),
    deadLetters: 1,
    clustersPastEnd: 1,
    undestroyedClusters: 1,
  })
})

test('the sweep stores its result, and writes a line with what waits', async () => {
  const lines: { message: string; fields: Record<string, unknown> | undefined }[] = []
  const log: Log = (_severity, message, fields) => void lines.push({ message, fields })
  await sweep(new Date().toISOString(), 'sweep', log)
  const { sweep: result } = await readSystem()
  expect(result?.chores.map(({ name }) => name)).toContain('end clusters')
  expect(result?.chores.every(({ failures }) => failures === 0)).toBe(true)
  const done = lines.find(({ message }) => message === 'The sweep is done.')
  expect(done?.fields).toMatchObject({ failures: 0, waitingMails: 1, clustersPastEnd: expect.any(Number) })
})

test('only admins see it', async () => {
  expect((await api('GET', '/v1/system', undefined, otto)).body.code).toBe('forbidden')
})
