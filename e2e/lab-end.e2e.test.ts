import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchBrowser } from '../testing/browser.ts'

const files = join(import.meta.dirname, '../clusters/shared/apps/hub')
const read = (name: string) => readFileSync(join(files, name), 'utf8')
const pages: Record<string, string> = {
  notebook: '<script src="/lab-abc/hub/labseat/end.js"></script>',
  // What JupyterLab does with an extension that is built already.
  lab: `<script src="/lab-abc/remoteEntry.js"></script><script>
    window._JUPYTERLAB['labseat-end'].init({})
    window._JUPYTERLAB['labseat-end'].get('./extension').then((factory) => factory().default.activate())
  </script>`,
}

let endsAt: string | null = null
const server = createServer((request, response) => {
  const send = (type: string, text: string) => response.writeHead(200, { 'content-type': type }).end(text)
  if (request.url === '/lab-abc/hub/labseat/end') return send('application/json', JSON.stringify({ endsAt }))
  if (request.url === '/lab-abc/hub/labseat/end.js') return send('text/javascript', read('end.js'))
  if (request.url === '/lab-abc/remoteEntry.js')
    return send('text/javascript', read('labextensions/labseat-end/static/remoteEntry.js'))
  const name = request.url!.split('/').at(-1)!
  return send(
    'text/html',
    `<!doctype html><html lang="en"><title>x</title><body>${pages[name] ?? ''}</body></html>`,
  )
})

let browser: Browser
let origin: string
beforeAll(async () => {
  browser = await launchBrowser()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(async () => {
  server.close()
  await browser.close()
})
const inMinutes = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString()

test.each(Object.keys(pages))(
  'a page of %s warns before the end of the lab, once for each step',
  async (name) => {
    const page = await browser.newPage()
    await page.clock.install()
    endsAt = inMinutes(40)
    await page.goto(`${origin}/lab-abc/user/0f/${name}`)
    await page.waitForFunction(() => document.readyState === 'complete')
    const banner = page.getByRole('alert')
    expect(await banner.count()).toBe(0)

    await page.clock.fastForward('26:00')
    await banner.filter({ hasText: 'ends in 14 minutes' }).waitFor()
    await banner.getByRole('button', { name: 'Close' }).click()
    await page.clock.fastForward('01:00')
    await page.clock.fastForward('09:00')
    await banner.filter({ hasText: 'ends in 4 minutes' }).waitFor()

    // Somebody extends the lab.
    endsAt = inMinutes(120)
    await page.clock.fastForward('01:00')
    await banner.waitFor({ state: 'detached' })
    await page.close()
  },
)
