import { join } from 'node:path'
import tailwind from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'
import { developerFiles } from './developers/files.ts'
import { securityTxt } from './security-txt.ts'

/** The pages that everybody opens, and what a signed-in person sees on each page. */
const isOpenedByEverybody = (file: string): boolean =>
  /\/(home|event|seats|sign-in|sign-up)-page-|\/(firebase|signed-in-(tools|links)|reviews)-/.test(file)

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
  plugins: [copyFirebaseAuth(), developerFiles(), securityTxt(), react(), tailwind()],
  // The package inserts style elements, which the content security policy blocks.
  resolve: { alias: { 'react-style-singleton': join(import.meta.dirname, 'src/lib/adopted-style.ts') } },
  // The content security policy allows no data: fonts or scripts.
  build: {
    assetsInlineLimit: 0,
    modulePreload: {
      polyfill: false,
      // Each page's list of chunks is part of the first script. The pages that everybody opens fetch theirs at once; the others take one more round trip.
      resolveDependencies: (file, dependencies) => (isOpenedByEverybody(file) ? dependencies : []),
    },
    emptyOutDir: true,
    // One file compresses better than several, and stays in the browser's cache when only our code changes.
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [{ name: 'framework', test: /node_modules\/(?:react|react-dom|scheduler|i18next)\// }],
        },
      },
    },
  },
})
