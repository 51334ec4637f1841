import type { BrowserContext, Page } from 'playwright-core'

/**
 * Firebase's window for Google talks to its page through a library that is at Google only, and the tests run without a network. This stands
 * in for the few parts of it (gapi.iframes) that the SDK and the emulator's frame use; both of those are the real ones.
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
    // As the library does, it keeps what is thrown here to itself: the SDK throws even where all is well.
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

/** Before a page opens the window: the library's stand-in, and nothing else from outside. */
export const withoutNetwork = async (context: BrowserContext): Promise<void> => {
  await context.route(/^https:/, (route) => route.abort())
  await context.route('https://apis.google.com/js/api.js*', (route) =>
    route.fulfill({ contentType: 'text/javascript', body: gapi }),
  )
}

/** Presses the button and chooses an account in the emulator's window: a new one with this name, or the one there is. */
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
