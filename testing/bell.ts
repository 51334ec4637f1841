import type { Page } from 'playwright-core'
import { db, documents } from '../server/documents.ts'
import { commitBatch } from './commit-batch.ts'

/** Writes `count` unread notices for one person, the newest last. */
export const storeNotices = async (uid: string, count: number): Promise<void> => {
  const now = Date.now()
  for (let first = 0; first < count; first += 400) {
    const batch = db.batch()
    for (let index = first; index < Math.min(count, first + 400); index++)
      batch.create(documents.notifications(uid).doc(`given-${index}`), {
        kind: 'event-changed',
        title: `Workshop ${index} has changed`,
        body: 'It now starts an hour later.',
        link: '/',
        read: false,
        createdAt: new Date(now - (count - index) * 1000).toISOString(),
      })
    await commitBatch(batch)
  }
}

/** Measures the scripting in ms that the bell needs to open, and then to get one more notice. The person needs 1,000 notices (`storeNotices`). */
export const measureBell = async (page: Page, uid: string): Promise<{ opening: number; hearing: number }> => {
  const bell = page.getByRole('button', { name: /^Notifications, 20/ })
  await bell.waitFor()
  const metrics = await page.context().newCDPSession(page)
  // This counts the thread's own time only, not the time that other processes take.
  await metrics.send('Performance.enable', { timeDomain: 'threadTicks' })
  const scripting = async () => {
    const { metrics: all } = await metrics.send('Performance.getMetrics')
    return all.find(({ name }) => name === 'ScriptDuration')!.value * 1000
  }
  const idle = await scripting()
  await bell.click()
  await page.getByText('Workshop 999 has changed').waitFor()
  const opened = await scripting()
  await documents.notifications(uid).doc('one-more').create({
    kind: 'event-changed',
    title: 'One more has changed',
    body: '',
    link: '/',
    read: false,
    createdAt: new Date().toISOString(),
  })
  await page.getByText('One more has changed').first().waitFor()
  return { opening: opened - idle, hearing: (await scripting()) - opened }
}
