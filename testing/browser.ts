import { mkdirSync } from 'node:fs'
import axe from 'axe-core'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'

/** Chromium makes no requests itself, and as root (in CI) it has no sandbox. */
const flags = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
]

declare global {
  interface Window {
    axe: typeof axe
  }
}

export const webUrl = (): string => process.env.WEB_URL ?? 'http://localhost:5100'

export const launchBrowser = (): Promise<Browser> =>
  chromium.launch({ executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium', args: flags })

export const widths = { desktop: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } } as const
export type Look = { size: keyof typeof widths; scheme: 'light' | 'dark' }
export const desktop: Look = { size: 'desktop', scheme: 'light' }
export const phone: Look = { size: 'phone', scheme: 'dark' }
/**
 * Opens a page in a new context, which shares nothing with other contexts. `complaints` collects the page's uncaught errors and what its
 * content security policy blocks.
 */
export const openPage = async (
  browser: Browser,
  look: Look = desktop,
): Promise<{ context: BrowserContext; page: Page; complaints: string[] }> => {
  const context = await browser.newContext({
    viewport: widths[look.size],
    colorScheme: look.scheme,
    reducedMotion: 'reduce',
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
    baseURL: webUrl(),
  })
  // A busy machine takes more than Playwright's half minute for a page with several requests.
  context.setDefaultTimeout(60_000)
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(String(error)))
  page.on('console', (message) => {
    if (message.text().includes('Content Security Policy')) complaints.push(message.text())
  })
  return { context, page, complaints }
}

/** The violations that axe finds, one line a rule with its places. Without `rules`, all rules apply. */
export const findViolations = async (page: Page, ...rules: string[]): Promise<string[]> => {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source)
  const { violations } = await page.evaluate(
    (runOnly) =>
      window.axe.run({ resultTypes: ['violations'], preload: false, ...(runOnly.length > 0 && { runOnly }) }),
    rules,
  )
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`)
}

/** axe's rules about colours. Only these can differ between two themes of a document. */
const colourRules = ['color-contrast', 'link-in-text-block']
/** Pictures of all pages are taken only with `LABSEAT_SCREENS=1`, because they take a quarter of the time of a check. */
const shots = process.env.LABSEAT_SCREENS ? '.labseat/screens' : undefined
if (shots) mkdirSync(shots, { recursive: true })

export type Inspected = { name: string; findings: string[] }
export const withoutFindings = (name: string): Inspected => ({ name, findings: [] })

/** Waits for the frame in which a page's transitions start, then for their ends. */
const endOfTransitions = (page: Page) =>
  page.evaluate(async () => {
    await new Promise((resolve) => requestAnimationFrame(resolve))
    const transitions = document.getAnimations().filter((animation) => animation instanceof CSSTransition)
    await Promise.allSettled(transitions.map(({ finished }) => finished))
  })

const show = async (page: Page, { size, scheme }: Look): Promise<void> => {
  await page.setViewportSize(widths[size])
  await page.emulateMedia({ colorScheme: scheme })
  await endOfTransitions(page)
  // Parts that stick to an edge of the window are drawn at the window's position.
  await page.evaluate(() => scrollTo(0, 0))
}

const otherSize = { desktop: 'phone', phone: 'desktop' } as const
const otherScheme = { light: 'dark', dark: 'light' } as const

const inspectLook = async (page: Page, name: string, look: Look, rules: string[]): Promise<string[]> => {
  await show(page, look)
  if (shots)
    await page.screenshot({ path: `${shots}/${name}-${look.size}-${look.scheme}.png`, fullPage: true })
  const scrollPx = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
  return [
    ...(scrollPx > 0 ? [`scrolls ${scrollPx} px sideways`] : []),
    ...(await findViolations(page, ...rules)),
  ].map((finding) => `${look.size}, ${look.scheme}: ${finding}`)
}

/**
 * Checks a page that has loaded, in both widths: all rules of axe in one theme, then the rules about colours in the other theme, because
 * themes differ in colours only. Afterwards the page has its own look again. Loading a page takes more time than its checks, so a page is
 * loaded once and resized: the layout depends on CSS alone.
 */
export const inspect = async (
  page: Page,
  name: string,
  look: Look,
  { themes = true } = {},
): Promise<Inspected> => {
  // Behind a dialog the page waits for its answer.
  await page.waitForFunction(
    () =>
      document.fonts.status === 'loaded' &&
      !document.querySelector('[aria-busy="true"]:not([aria-hidden="true"] *)'),
  )
  const { size, scheme } = look
  const resized: Look = { size: otherSize[size], scheme: themes ? otherScheme[scheme] : scheme }
  const findings: string[] = []
  for (const shown of [look, resized]) {
    findings.push(...(await inspectLook(page, name, shown, [])))
    if (themes) {
      const recoloured = { ...shown, scheme: otherScheme[shown.scheme] }
      findings.push(...(await inspectLook(page, name, recoloured, colourRules)))
    }
  }
  await show(page, look)
  return { name, findings }
}
