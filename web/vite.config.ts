import tailwind from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'

/**
 * Bundles a second copy of Firebase Auth for account/ways.ts. A module lies in one chunk, so without the copy the public
 * event page would also load the parts that only the account pages use: Google's window, e-mailed codes and second
 * factors. The functions of the copy work with the `Auth` instance of the other copy.
 */
const copyFirebaseAuth = (): Plugin => ({
  name: 'copy-firebase-auth',
  apply: 'build',
  enforce: 'pre',
  async resolveId(source, importer) {
    const isOurs = importer?.endsWith('/account/ways.ts') && source === 'firebase/auth'
    const isCopied = importer?.endsWith('?apart') && /^(@firebase\/auth$|\.\/)/.test(source)
    if (!isOurs && !isCopied) return null
    const resolved = await this.resolve(source, importer?.replace('?apart', ''), { skipSelf: true })
    return resolved && { ...resolved, id: `${resolved.id}?apart` }
  },
})

export default defineConfig({
  root: import.meta.dirname,
  plugins: [copyFirebaseAuth(), react(), tailwind()],
  // The content security policy allows no data: fonts or scripts.
  build: { assetsInlineLimit: 0, modulePreload: { polyfill: false }, emptyOutDir: true },
})
