import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { desktop, inspect, launchBrowser, openPage, withoutFindings } from '../testing/browser.ts'
import { emptyFirestore } from '../testing/empty-firestore.ts'
import { publishEvent } from '../testing/events.ts'
import { asPerson, signUp } from '../testing/people.ts'
import { signInAndOpen } from '../testing/sign-in-page.ts'

let browser: Browser
beforeAll(async () => {
  await emptyFirestore()
  browser = await launchBrowser()
})
afterAll(() => browser.close())

const description = `## What you learn

Two hours with **Kubernetes**, step by step:

- build a cluster
- break it with \`kubectl delete\`

1. Read [the guide](https://guide.example/start)
2. Bring a laptop

> It runs on Friday.

    not code, only indented

Questions? https://forum.example/questions <img src=x onerror=alert(1)>`

test('a description has lists and links that open safely, and no HTML', async () => {
  const event = await publishEvent(await asPerson('Olga'), { description })
  const { page, context, complaints } = await openPage(browser, desktop)
  await page.goto(`/events/${event.id}`)
  const about = page.getByRole('region', { name: 'About' })
  await about.getByRole('listitem').first().waitFor()
  expect(await about.getByRole('listitem').count()).toBe(4)
  for (const name of ['the guide', 'https://forum.example/questions']) {
    const link = about.getByRole('link', { name })
    expect(await link.getAttribute('rel')).toBe('noopener noreferrer nofollow ugc')
    expect(await link.getAttribute('target')).toBe('_blank')
  }
  expect(await about.locator('img').count()).toBe(0)
  expect(await inspect(page, 'event-markdown', desktop)).toEqual(withoutFindings('event-markdown'))
  expect(complaints).toEqual([])
  await context.close()
})

test('the editor shows the description as people will see it', async () => {
  const olga = await signUp('Olga')
  const { page, context, complaints } = await openPage(browser, desktop)
  await signInAndOpen(page, olga, '/organise/new')
  await page.getByLabel('Description').fill('Bring **two** laptops.')
  await page.getByRole('region', { name: 'Preview' }).locator('strong', { hasText: 'two' }).waitFor()
  expect(complaints).toEqual([])
  await context.close()
})
