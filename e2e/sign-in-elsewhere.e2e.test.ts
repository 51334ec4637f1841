import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { db, documents } from '../server/documents.ts'
import { api } from '../testing/api.ts'
import { desktop, inspect, launchBrowser, openPage } from '../testing/browser.ts'
import { emptyFirestore } from '../testing/empty-firestore.ts'
import { publishEvent } from '../testing/events.ts'
import { type Attempt, begin, exchange } from '../testing/oidc-client.ts'
import { type Person, signUp } from '../testing/people.ts'
import { waitUntilSettled } from '../testing/seats.ts'
import { fillInSignIn } from '../testing/sign-in-page.ts'
import type { TestClient } from '../testing/sign-ins.ts'

/** A forum with a page for signing in, as an operator would write one. */
const startForum = async () => {
  let client: TestClient | undefined
  const attempts = new Map<string, Attempt>()
  const answer = async (request: IncomingMessage, response: ServerResponse, origin: string) => {
    const url = new URL(request.url ?? '/', origin)
    if (url.pathname === '/in') {
      const attempt = await begin(client!)
      attempts.set(attempt.state, attempt)
      return response.writeHead(303, { location: attempt.url.href }).end()
    }
    response.setHeader('content-type', 'text/html; charset=utf-8')
    if (url.pathname !== '/callback') return response.end('<a href="/in">Sign in with Labseat</a>')
    const attempt = attempts.get(url.searchParams.get('state') ?? '')
    const error = url.searchParams.get('error')
    if (!attempt || error) return response.end(`<p>Not signed in: ${error}</p>`)
    const claims = (await exchange(attempt, url)).claims()!
    return response.end(`<h1>Welcome, ${claims.name}</h1><p>${JSON.stringify(claims.groups)}</p>`)
  }
  const server = createServer((request, response) => {
    answer(request, response, origin).catch((error: Error) => response.end(`<p>Failed: ${error.message}</p>`))
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const origin = `http://localhost:${(server.address() as AddressInfo).port}`
  return {
    origin,
    use: (registered: TestClient) => {
      client = registered
    },
    stop: () => server.close(),
  }
}

let browser: Browser
let forum: Awaited<ReturnType<typeof startForum>>
let eventId: string
let eventTitle: string
let operator: Person
let erik: Person
beforeAll(async () => {
  await emptyFirestore()
  ;[browser, forum, operator, erik] = await Promise.all([
    launchBrowser(),
    startForum(),
    signUp('Otto'),
    signUp('Erik'),
  ])
  await documents.access(operator.uid).update({ role: 'operator' })
  const event = await publishEvent(operator)
  eventId = event.id
  eventTitle = event.title
  await api('POST', `/v1/events/${eventId}/registrations`, undefined, erik)
  await waitUntilSettled(db, eventId)
})
afterAll(async () => {
  forum.stop()
  await browser.close()
})

test('an operator registers a client, and its secret is on the page once', async () => {
  const { context, page, complaints } = await openPage(browser)
  await page.goto('/sign-in?next=/clients')
  await fillInSignIn(page, operator)
  await page.getByText('No client yet').waitFor()
  await page.getByRole('button', { name: 'Register a client' }).click()
  await page.getByLabel('Name', { exact: true }).fill('The forum')
  await page.getByLabel('Redirect URIs').fill('http://forum.example/callback')
  await page.getByLabel('Event', { exact: true }).fill(`${new URL(page.url()).origin}/events/${eventId}`)
  await page.getByRole('button', { name: 'Register', exact: true }).click()
  await page.getByText('Only localhost may use http://').waitFor()
  await page.getByLabel('Redirect URIs').fill(`${forum.origin}/callback`)
  await page.getByRole('button', { name: 'Register', exact: true }).click()
  const secretPart = page.getByRole('status', { name: 'The secret of The forum' })
  const secret = await secretPart.locator('dd').first().locator('span').first().innerText()
  await page.getByRole('link', { name: `People with a seat at ${eventTitle}` }).waitFor()
  expect((await inspect(page, 'clients', desktop)).findings).toEqual([])
  await page.getByRole('button', { name: 'I have stored it' }).click()
  await page.reload()
  await page.getByRole('heading', { name: 'The forum' }).waitFor()
  expect(await page.content()).not.toContain(secret)
  const [client] = (await api<{ items: TestClient[] }>('GET', '/v1/clients', undefined, operator)).body.items
  forum.use({ ...client!, secret })
  expect(complaints).toEqual([])
  await context.close()
})

test('a person with a seat signs in to the forum with their Labseat account', async () => {
  const { context, page, complaints } = await openPage(browser)
  await page.goto(forum.origin)
  await page.getByRole('link', { name: 'Sign in with Labseat' }).click()
  await fillInSignIn(page, erik)
  await page.getByRole('heading', { name: 'Sign in to The forum' }).waitFor()
  expect((await inspect(page, 'sign-in-elsewhere', desktop)).findings).toEqual([])
  await page.getByRole('button', { name: 'Cancel' }).click()
  await page.getByText('Not signed in: access_denied').waitFor()

  await page.goto(forum.origin)
  await page.getByRole('link', { name: 'Sign in with Labseat' }).click()
  await page.getByRole('button', { name: 'Continue as Erik Labseat' }).click()
  await page.getByRole('heading', { name: 'Welcome, Erik Labseat' }).waitFor()
  await page.getByText(`event:${eventId}`).waitFor()

  await api('DELETE', `/v1/events/${eventId}/registrations/me`, undefined, erik)
  await waitUntilSettled(db, eventId)
  await page.goto(`${forum.origin}/in`)
  await page.getByRole('heading', { name: 'You can’t sign in to The forum' }).waitFor()
  await page.getByRole('link', { name: 'See the event' }).waitFor()
  expect(complaints).toEqual([])
  await context.close()
})
