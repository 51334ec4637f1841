import { execFile } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { findHubProcesses } from '../clusters/runner/hub-processes.ts'
import { labTimes } from '../domain/labs.ts'
import { sweep } from '../pubsub/sweep/run.ts'
import { documents } from '../server/documents.ts'
import { runLab } from '../server/labs/run-labs.ts'
import { createLogger } from '../server/log.ts'
import { api } from '../testing/api.ts'
import { desktop, launchBrowser, openPage, phone } from '../testing/browser.ts'
import { connectAccount } from '../testing/cloud-accounts.ts'
import { emptyFirestore } from '../testing/empty-firestore.ts'
import { inHours, publishEvent } from '../testing/events.ts'
import { type GitServer, startGitServer } from '../testing/git-server.ts'
import { openLab, runCell, serverPage } from '../testing/notebook.ts'
import { type Person, signUp } from '../testing/people.ts'
import { signInAndOpen } from '../testing/sign-in-page.ts'

const root = join(import.meta.dirname, '..')
const log = createLogger()

let browser: Browser
let repository: GitServer
beforeAll(async () => {
  await emptyFirestore()
  browser = await launchBrowser()
  repository = await startGitServer()
  repository.createRepository('course.git', { 'lesson.txt': 'Six by seven' })
})
afterAll(async () => {
  await browser.close()
  repository.close()
})

const labOf = async (eventId: string) => (await documents.lab(eventId).get()).data()!

/** Repeats a chore of the sweep every second instead of every minute. */
const repeatUntil = (chore: () => Promise<unknown>, isDone: () => Promise<boolean>) =>
  expect
    .poll(
      async () => {
        await chore()
        return isDone()
      },
      { timeout: 150_000, interval: 1_000 },
    )
    .toBe(true)
const sweepNow = () => sweep(new Date().toISOString(), 'e2e', log)

/** The hub clones from the internet only. Here it may clone from this machine, and trusts the certificate of the test. */
const allowInnerMaterials = async (folder: string): Promise<void> => {
  const file = join(folder, 'hub.json')
  const settings = JSON.parse(readFileSync(file, 'utf8'))
  writeFileSync(file, JSON.stringify({ ...settings, innerMaterials: { certificates: repository.ca } }))
  await promisify(execFile)(process.execPath, [join(root, 'clusters/sandbox/hub/start.ts'), folder])
}

test('three people run a cell in their own notebooks from one click, one gives up the seat, and the end leaves nothing', async () => {
  const [otto, ada, bo, cy, dee] = (await Promise.all(
    ['Otto', 'Ada', 'Bo', 'Cyd', 'Dee'].map((name) => signUp(name)),
  )) as [Person, Person, Person, Person, Person]
  await api('PATCH', '/v1/me', { firstName: "Cy d'Arc/Ж", lastName: 'О’Брайен' }, cy)
  await documents.access(otto.uid).update({ role: 'operator' })
  await connectAccount(otto, { platform: 'sandbox', credentials: { kind: 'none' } })
  const { id } = await publishEvent(otto, { capacity: 3, startsAt: inHours(0.4), endsAt: inHours(2) })

  const organiser = await openPage(browser, desktop)
  await signInAndOpen(organiser.page, otto, `/organise/${id}/lab`)
  await organiser.page.getByLabel('Materials').fill('https://git.labseat.test/course.git')
  await organiser.page.getByRole('button', { name: 'Attach the lab' }).click()
  await organiser.page.getByText('Scheduled').waitFor()
  // The form takes an address on the internet only, and this repository is on this machine.
  await documents.lab(id).update({ materials: repository.at('course.git') })

  const attend = async (person: Person, button: string) => {
    const { page } = await openPage(browser, phone)
    await signInAndOpen(page, person, `/events/${id}`)
    await page.getByRole('button', { name: button }).click()
    return page
  }
  const seated: Page[] = []
  for (const person of [ada, bo, cy]) {
    const page = await attend(person, 'Take a seat')
    await page.getByText('You have a seat', { exact: true }).waitFor()
    seated.push(page)
  }
  const [ofAda, ofBo] = seated as [Page, Page, Page]
  const ofDee = await attend(dee, 'Join the waiting list')
  await ofDee.getByText('You are 1st in line').first().waitFor()

  await repeatUntil(sweepNow, async () => (await labOf(id)).state === 'ready')
  const { clusterId } = await labOf(id)
  const folder = join(root, '.labseat', process.env.LABSEAT_STACK ?? 'test', 'hubs', clusterId!)
  await allowInnerMaterials(folder)
  expect(findHubProcesses(folder)).not.toEqual([])

  const addresses: string[] = []
  for (const page of seated) {
    addresses.push(await openLab(page))
    await page.getByText('course', { exact: true }).first().waitFor()
    await runCell(page)
  }
  expect(new Set(addresses.map((address) => new URL(address).pathname)).size).toBe(3)

  await ofBo.goto(`/events/${id}`)
  await ofBo.getByRole('button', { name: 'Raise a hand' }).click()
  await organiser.page.goto(`/organise/${id}/cockpit`)
  await organiser.page.getByRole('region', { name: 'Raised hands' }).getByText('Bo Labseat').waitFor()

  await ofAda.goto(`/events/${id}`)
  await ofAda.getByRole('button', { name: 'Give up your seat' }).click()
  await ofAda.getByRole('alertdialog').getByRole('button', { name: 'Give up your seat' }).click()
  await ofDee.getByText('You have a seat', { exact: true }).waitFor()
  await repeatUntil(sweepNow, async () => {
    await ofAda.goto(addresses[0]!)
    return !serverPage.test(ofAda.url())
  })
  await openLab(ofDee)
  await runCell(ofDee)

  const lab = await labOf(id)
  const event = (await documents.event(id).get()).data()!
  const end = new Date(Date.parse(labTimes(event, lab).endsAt) + 1_000).toISOString()
  // Only the lab's chore believes that the end has come. To the other chores a run that reports now would be silent for hours.
  await repeatUntil(
    () => runLab(id, end),
    async () => (await labOf(id)).state === 'ended',
  )
  await organiser.page.goto(`/organise/${id}/lab`)
  await organiser.page.getByText('Nothing is left').waitFor()
  expect(findHubProcesses(folder)).toEqual([])
  expect(existsSync(folder)).toBe(false)
  expect(organiser.complaints).toEqual([])
}, 600_000)
