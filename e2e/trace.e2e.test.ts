import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchBrowser, openPage } from '../testing/browser.ts'
import { publishEvent } from '../testing/events.ts'
import { linesOf } from '../testing/logs.ts'
import { asPerson, signUp } from '../testing/people.ts'
import { signInAndOpen } from '../testing/sign-in-page.ts'
import { waitUntil } from '../testing/wait-until.ts'

let browser: Browser
beforeAll(async () => {
  browser = await launchBrowser()
})
afterAll(() => browser.close())

test('the trace of a click on “Take a seat” reaches the handler, and public reads need no preflight', async () => {
  const [event, erik] = await Promise.all([publishEvent(await asPerson('Olga')), signUp('Erik')])
  const { page, context, complaints } = await openPage(browser)
  const publicReads: (string | undefined)[] = []
  page.on('request', (request) => {
    const isPublic = request.method() === 'GET' && !request.headers().authorization
    if (request.url().includes('/v1/') && isPublic) publicReads.push(request.headers().traceparent)
  })
  await signInAndOpen(page, erik, `/events/${event.id}`)
  const seatRequest = page.waitForRequest(
    (request) => request.method() === 'POST' && request.url().endsWith('/registrations'),
  )
  await page.getByRole('button', { name: 'Take a seat' }).click()
  const [, traceId] =
    /^00-([0-9a-f]{32})-[0-9a-f]{16}-00$/.exec((await seatRequest).headers().traceparent ?? '') ?? []
  expect(traceId).toBeDefined()
  await waitUntil('the handler’s line', () =>
    linesOf(traceId!).some(
      ({ message, topic }) => message === 'A message was handled.' && topic === 'registration-requested',
    ),
  )
  await page.goto('/')
  await page.getByText(event.title).first().waitFor()
  expect(publicReads.length).toBeGreaterThan(0)
  expect(publicReads.filter(Boolean)).toEqual([])
  expect(complaints).toEqual([])
  await context.close()
})
