import tailwind from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'

/**
 * Firebase Auth is one module, and a module lies in one chunk: what only the account pages use of it, Google's window, e-mailed codes and
 * second factors, would be loaded by the public event page too. So account/ways.ts gets a copy of its own. Its functions work on the Auth
 * instance they are given; nothing in them asks which copy made it.
 */
const authApart = (): Plugin => ({
  name: 'auth-apart',
  apply: 'build',
  enforce: 'pre',
  async resolveId(source, importer) {
    const isOurs = importer?.endsWith('/account/ways.ts') && source === 'firebase/auth'
    const isCopied = importer?.endsWith('?apart') && /^(@firebase\/auth$|\.\/)/.test(source)
    if (!isOurs && !isCopied) return null
    const found = await this.resolve(source, importer?.replace('?apart', ''), { skipSelf: true })
    return found && { ...found, id: `${found.id}?apart` }
  },
})

export default defineConfig({
  root: import.meta.dirname,
  plugins: [authApart(), react(), tailwind()],
  // The content security policy allows no data: fonts or scripts.
  build: { assetsInlineLimit: 0, modulePreload: { polyfill: false }, emptyOutDir: true },
})
