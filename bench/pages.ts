import { gzipSync } from 'node:zlib'
import { type Browser, type BrowserContext, chromium, type Page, type Route } from 'playwright-core'
import { ensureChromium } from '../scripts/chromium.ts'
import { portsOf } from '../scripts/stack/ports.ts'
import { publishEvent } from '../testing/events.ts'
import { password } from '../testing/people.ts'
import type { Person } from './people.ts'

/** Gzipped bytes of JavaScript: what was loaded when the page showed its content, and the total. */
export type Weight = { page: string; shown: number; total: number; scripts: number }

export const web = `http://localhost:${portsOf('bench').web}`
const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** A page is at rest when it has sent no request and got no response for this long. */
const quietMs = 700

/**
 * Loads a page and delivers its scripts one at a time, in the order of the requests. Each script waits until the page is at rest without
 * it. So the scripts delivered before the content shows are the scripts that the content needs.
 *
 * @param content the heading that a usable page shows
 */
const weigh = async (
  context: BrowserContext,
  name: string,
  path: string,
  content: string,
): Promise<Weight> => {
  const page = await context.newPage()
  const waiting: Route[] = []
  let lastEvent = performance.now()
  const stir = () => {
    lastEvent = performance.now()
  }
  page.on('request', stir).on('requestfinished', stir).on('requestfailed', stir)
  await page.route('**/*.js', (route) => void waiting.push(route))
  const shows = (): Promise<boolean> => page.getByRole('heading', { name: content }).first().isVisible()

  const sizes: number[] = []
  const sum = () => sizes.reduce((total, size) => total + size, 0)
  let shown = Number.NaN
  await page.goto(`${web}${path}`, { waitUntil: 'commit' })
  for (;;) {
    while (performance.now() - lastEvent < quietMs) {
      if (Number.isNaN(shown) && (await shows())) shown = sum()
      await page.waitForTimeout(20)
    }
    const next = waiting.shift()
    if (!next) break
    const response = await next.fetch()
    sizes.push(gzipSync(await response.body()).length)
    await next.fulfill({ response })
    stir()
  }
  if (Number.isNaN(shown)) throw new Error(`${path} does not show “${content}”.`)
  await page.close()
  return { page: name, shown, total: sum(), scripts: sizes.length }
}

export const signIn = async (page: Page, { uid }: Person): Promise<void> => {
  await page.goto(`${web}/sign-in`)
  await page.getByLabel('E-mail').fill(`${uid}@labseat.test`)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('main').getByRole('button', { name: 'Sign in' }).click()
  await page.waitForURL((url) => url.pathname !== '/sign-in')
}

export const inChromium = async <T>(work: (browser: Browser) => Promise<T>): Promise<T> => {
  const browser = await chromium.launch({ executablePath: await ensureChromium(), args: flags })
  try {
    return await work(browser)
  } finally {
    await browser.close()
  }
}

/** Weighs every page in Chromium, served by the Hosting emulator, first signed out and then as an organiser. */
export const weighPages = async (organiser: Person): Promise<Weight[]> => {
  const event = await publishEvent(organiser, { title: 'Weighed in Chromium' })
  return inChromium(async (browser) => {
    const visit = async (context: BrowserContext, pages: [name: string, path: string, content: string][]) => {
      const weights: Weight[] = []
      for (const page of pages) weights.push(await weigh(context, ...page))
      return weights
    }
    const stranger = await browser.newContext()
    const seen = await visit(stranger, [
      ['event', `/events/${event.id}`, event.title],
      ['home', '/', event.title],
      ['sign in', '/sign-in', 'Sign in'],
      ['sign up', '/sign-up', 'Sign up'],
    ])
    const own = await browser.newContext()
    const page = await own.newPage()
    await signIn(page, organiser)
    await page.close()
    return [
      ...seen,
      ...(await visit(own, [
        ['event, signed in', `/events/${event.id}`, event.title],
        ['my seats', '/seats', 'My seats'],
        ['my events', '/organise', 'Your events'],
        ['new event', '/organise/new', 'Create event'],
        ['people of an event', `/organise/${event.id}`, event.title],
        ['settings', '/settings', 'Settings'],
      ])),
    ]
  })
}
