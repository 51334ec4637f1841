import { spawnSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { documents } from '../../server/documents.ts'
import { apiUrl } from '../../testing/api.ts'
import { type Place, takeJourney } from './journey.ts'

const place = (change: Partial<Place> = {}): Place => ({
  api: apiUrl(),
  identity: `http://${process.env.FIREBASE_AUTH_EMULATOR_HOST}/identitytoolkit.googleapis.com`,
  apiKey: process.env.FIREBASE_API_KEY!,
  web: process.env.LABSEAT_WEB_URL!,
  projectId: process.env.GOOGLE_CLOUD_PROJECT!,
  // The Auth emulator takes this in place of an administrator's token.
  adminToken: async () => 'owner',
  hasAppCheck: false,
  grantOperator: async (email) => {
    const { status, stderr } = spawnSync(process.execPath, ['scripts/grant.ts', email, 'operator'], {
      encoding: 'utf8',
    })
    if (status !== 0) throw new Error(stderr)
  },
  polling: { tries: 300, pauseMs: 200 },
  ...change,
})

const leftovers = async () => {
  const [people, events, accounts, clusters] = await Promise.all([
    documents.people().get(),
    documents.events().get(),
    documents.cloudAccounts().get(),
    documents.clusters().get(),
  ])
  return {
    people: people.docs.filter((doc) => doc.data().lastName === 'Check').length,
    events: events.docs.filter(
      (doc) => doc.data().title === 'Deployment check' && doc.data().state !== 'cancelled',
    ).length,
    accounts: accounts.docs.filter((doc) => doc.data().name === 'Deployment check').length,
    clusters: clusters.docs.filter(
      (doc) => doc.data().name.startsWith('check-') && doc.data().state !== 'destroyed',
    ).length,
  }
}
const nothing = { people: 0, events: 0, accounts: 0, clusters: 0 }

test('a person signs up, takes a seat, builds and destroys a sandbox cluster, and nothing is left', async () => {
  await takeJourney(place())
  expect(await leftovers()).toEqual(nothing)
}, 180_000)

test('with App Check an administrator creates the account', async () => {
  const refused = new Error('The journey ends here.')
  await expect(
    takeJourney(place({ hasAppCheck: true, grantOperator: () => Promise.reject(refused) })),
  ).rejects.toThrow('The journey ends here.')
  // What the journey made before the failure is removed, too.
  expect(await leftovers()).toEqual(nothing)
}, 60_000)
