import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { operations } from '../contract/index.ts'
import { apiUrl } from '../testing/api.ts'
import { desktop, inspect, launchBrowser, openPage, webUrl, withoutFindings } from '../testing/browser.ts'

let browser: Browser
beforeAll(async () => {
  browser = await launchBrowser()
})
afterAll(() => browser.close())

test('the API reference is readable in both widths and themes, and loads nothing from elsewhere', async () => {
  const { context, page, complaints } = await openPage(browser)
  const hosts = new Set<string>()
  page.on('request', (request) => {
    const { protocol, host } = new URL(request.url())
    if (protocol.startsWith('http')) hosts.add(host)
  })
  await page.goto('/')
  const [reference] = await Promise.all([
    page.waitForURL('**/developers').then(() => page),
    page.getByRole('link', { name: 'API for developers' }).click(),
  ])
  hosts.clear()
  await reference.reload()
  await reference.getByRole('heading', { name: 'Labseat', level: 1 }).waitFor()
  await reference.getByRole('heading', { name: 'health' }).first().waitFor()
  expect(await page.getByRole('button', { name: 'Test Request' }).count()).toBe(0)
  expect(await inspect(page, 'developers', desktop)).toEqual(withoutFindings('developers'))
  const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor)
  const lightBackground = await background()
  await page.emulateMedia({ colorScheme: 'dark' })
  await page.locator('body.dark-mode').waitFor()
  expect(await background()).not.toBe(lightBackground)
  expect([...hosts]).toEqual([new URL(webUrl()).host])
  expect(complaints).toEqual([])
  await context.close()
})

test('the files for API clients name every operation and the address of this API', async () => {
  const read = async (name: string) => (await fetch(`${webUrl()}/${name}`)).json()
  const { servers, paths } = (await read('openapi.json')) as {
    servers: { url: string }[]
    paths: Record<string, Record<string, { operationId: string }>>
  }
  expect(servers.map(({ url }) => new URL(url).port)).toEqual([new URL(apiUrl()).port])
  const ids = Object.values(paths).flatMap((methods) =>
    Object.values(methods).map(({ operationId }) => operationId),
  )
  expect(ids.sort()).toEqual(operations.map(({ id }) => id).sort())
  expect(JSON.stringify(paths)).not.toContain('x-google-')
  expect(JSON.stringify(await read('labseat.postman_environment.json'))).toContain(servers[0]!.url)
  expect(await read('labseat.postman_collection.json')).toHaveProperty('item')
})
