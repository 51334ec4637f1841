import type { BrowserContext, Page } from 'playwright-core'

/**
 * Firebase's window for Google talks to its page through a library (gapi.iframes) that only Google serves, and the tests have no network.
 * This replaces the few parts that the SDK and the emulator's frame use. The SDK and the frame are the real ones.
 */
const gapi = `(() => {
  const handlers = new Map(), waiting = new Map()
  let sent = 0, heard
  const ready = new Promise((resolve) => { heard = resolve })
  const channel = (peer) => ({
    register: (name, handler) => handlers.set(name, handler),
    send: (name, data, done) => {
      waiting.set(String(++sent), done)
      peer().postMessage({ gapi: name, id: String(sent), data }, '*')
    },
    restyle: async () => {},
    ping: (done) => ready.then(done),
  })
  addEventListener('message', async ({ data, source }) => {
    if (!data || !data.gapi) return
    if (data.gapi === 'ready') return heard()
    // The library also ignores errors of handlers: the SDK throws even in a successful sign-in.
    if (data.gapi === 'reply') try { return waiting.get(data.id)?.([data.data]) } catch { return }
    const answer = await handlers.get(data.gapi)?.(data.data)
    source.postMessage({ gapi: 'reply', id: data.id, data: answer }, '*')
  })
  window.gapi = {
    load: (_, { callback }) => callback(),
    iframes: {
      CROSS_ORIGIN_IFRAMES_FILTER: 'any',
      getContext: () => ({
        open: ({ where, url }, use) => {
          const frame = document.createElement('iframe')
          frame.src = url
          frame.hidden = true
          where.append(frame)
          return use(channel(() => frame.contentWindow))
        },
        getParentIframe: () => channel(() => parent),
      }),
    },
  }
  if (parent !== window) parent.postMessage({ gapi: 'ready' }, '*')
  const onload = new URL(document.currentScript.src).searchParams.get('onload')
  window[onload || 'gapi_onload']()
})()`

/** Serves the replacement of the library to a page, and blocks every other request to other hosts. */
export const withoutNetwork = async (context: BrowserContext): Promise<void> => {
  await context.route(/^https:/, (route) => route.abort())
  await context.route('https://apis.google.com/js/api.js*', (route) =>
    route.fulfill({ contentType: 'text/javascript', body: gapi }),
  )
}

/** Presses the button and chooses an account in the emulator's window: a new account with this name, or the existing account. */
export const continueWithGoogle = async (page: Page, email: string, name?: string): Promise<void> => {
  const opening = page.waitForEvent('popup')
  await page.getByRole('button', { name: 'Continue with Google' }).click()
  const popup = await opening
  if (name === undefined) await popup.locator('.js-reuse-account', { hasText: email }).click()
  else {
    await popup.locator('#add-account-button').click()
    await popup.locator('#email-input').fill(email)
    await popup.locator('#display-name-input').fill(name)
    await popup.locator('#sign-in').click()
  }
}
