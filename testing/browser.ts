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
/** Both widths, each with the theme that its pages load in. `inspect` checks the other theme too. */
export const looks: Look[] = [
  { size: 'desktop', scheme: 'light' },
  { size: 'phone', scheme: 'dark' },
]

/** Opens a page in a new context, which shares nothing with other contexts. `complaints` collects the page's uncaught errors. */
export const openPage = async (
  browser: Browser,
  look: Look = { size: 'desktop', scheme: 'light' },
): Promise<{ context: BrowserContext; page: Page; complaints: string[] }> => {
  const context = await browser.newContext({
    viewport: widths[look.size],
    colorScheme: look.scheme,
    reducedMotion: 'reduce',
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
    baseURL: webUrl(),
  })
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(String(error)))
  return { context, page, complaints }
}

/** The violations that axe finds, one line a rule with its places. Without `rules`, all rules apply. */
export const findViolations = async (page: Page, ...rules: string[]): Promise<string[]> => {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source)
  const { violations } = await page.evaluate(
    (runOnly) => window.axe.run({ resultTypes: ['violations'], ...(runOnly.length > 0 && { runOnly }) }),
    rules,
  )
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`)
}

/** axe's rules about colours. Only these can differ between two themes of a document. */
const colourRules = ['color-contrast', 'link-in-text-block']
/** Pictures of all pages, only on request (`LABSEAT_SCREENS=1`): they take a quarter of the time of a look. */
const shots = process.env.LABSEAT_SCREENS ? '.labseat/screens' : undefined
if (shots) mkdirSync(shots, { recursive: true })

export type Inspected = {
  name: string
  /** In the theme the page was loaded in. */
  violations: string[]
  /** In the other one. */
  colours: string[]
  /** How far the page scrolls sideways, in pixels. */
  sideways: number
}
export const withoutFindings = (name: string): Inspected => ({
  name,
  violations: [],
  colours: [],
  sideways: 0,
})

/** Waits for the frame in which a page's transitions start, then for their ends. */
const endOfTransitions = (page: Page) =>
  page.evaluate(async () => {
    await new Promise((resolve) => requestAnimationFrame(resolve))
    const transitions = document.getAnimations().filter((animation) => animation instanceof CSSTransition)
    await Promise.allSettled(transitions.map(({ finished }) => finished))
  })

/**
 * Checks a page that has loaded: all rules of axe in the theme that it loaded in, then the rules about colours in the other
 * theme, because themes differ in colours only.
 */
export const inspect = async (
  page: Page,
  name: string,
  look: Look,
  { themes = true } = {},
): Promise<Inspected> => {
  await page.waitForFunction(
    () => document.fonts.status === 'loaded' && !document.querySelector('[aria-busy="true"]'),
  )
  // Parts that stick to an edge of the window are drawn at the window's position.
  await page.evaluate(() => scrollTo(0, 0))
  const shoot = (scheme: Look['scheme']) =>
    shots && page.screenshot({ path: `${shots}/${name}-${look.size}-${scheme}.png`, fullPage: true })
  await shoot(look.scheme)
  const sideways = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
  const seen = {
    ...withoutFindings(name),
    violations: await findViolations(page),
    sideways: Math.max(0, sideways),
  }
  if (!themes) return seen
  const other = look.scheme === 'light' ? 'dark' : 'light'
  await page.emulateMedia({ colorScheme: other })
  await endOfTransitions(page)
  await shoot(other)
  seen.colours = await findViolations(page, ...colourRules)
  await page.emulateMedia({ colorScheme: look.scheme })
  return seen
}
