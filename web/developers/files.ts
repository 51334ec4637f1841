import { globSync, readFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import type { Plugin } from 'vite'
import { parse } from 'yaml'
import { clientOpenapi } from '../../scripts/client-openapi.ts'

const root = join(import.meta.dirname, '../..')
const readText = (path: string) => readFileSync(join(root, path), 'utf8')
const scalar = 'node_modules/@scalar/api-reference'
const { version } = JSON.parse(readText(`${scalar}/package.json`)) as { version: string }
/** The version is part of the address, because Hosting lets browsers keep assets for ever. */
const scalarFolder = `assets/scalar-${version}`

type File = [name: string, read: () => string | Buffer]

/** The page, which Vite does not bundle: the app's own chunks must not change for it. */
const pageFiles = (): File[] =>
  ['developers.html', 'developers.css', 'developers.js'].map((name) => [
    name,
    () => readText(`web/developers/${name}`).replaceAll('SCALAR_FOLDER', `/${scalarFolder}`),
  ])

/** Scalar's build for browsers without the source maps, and the font. */
const scalarFiles = (): File[] => [
  ...globSync(['standalone.esm.js', 'chunks/*.js'], { cwd: join(root, scalar, 'dist/browser') }).map(
    (file): File => [`${scalarFolder}/${file}`, () => readFileSync(join(root, scalar, 'dist/browser', file))],
  ),
  [
    `${scalarFolder}/inter.woff2`,
    () =>
      readFileSync(join(root, 'node_modules/@fontsource-variable/inter/files/inter-latin-wght-normal.woff2')),
  ],
]

/** The files for API clients, with the address that this build calls. */
const clientFiles = (apiUrl: string): File[] => [
  ['openapi.json', () => JSON.stringify(clientOpenapi(parse(readText('openapi.yaml')), apiUrl))],
  ['labseat.postman_collection.json', () => readText('docs/postman/labseat.postman_collection.json')],
  [
    'labseat.postman_environment.json',
    () =>
      readText('docs/postman/labseat.postman_environment.json').replaceAll('http://localhost:5001', apiUrl),
  ],
]

const contentTypes: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.woff2': 'font/woff2',
}

/** Serves the API reference at /developers, with openapi.json and the Postman files. */
export const developerFiles = (): Plugin => {
  let apiUrl = ''
  const files = () => new Map<string, File[1]>([...pageFiles(), ...scalarFiles(), ...clientFiles(apiUrl)])
  return {
    name: 'developer-files',
    configResolved: ({ env }) => {
      apiUrl = env.VITE_API_URL ?? ''
    },
    configureServer: ({ middlewares }) => {
      middlewares.use((request, response, next) => {
        const path = request.url?.split('?')[0]?.slice(1) ?? ''
        // Hosting serves the page without its extension.
        const name = path === 'developers' ? 'developers.html' : path
        const read = files().get(name)
        if (!read) return next()
        response.setHeader('content-type', contentTypes[extname(name)] ?? 'text/plain')
        response.end(read())
      })
    },
    generateBundle() {
      for (const [fileName, read] of files()) this.emitFile({ type: 'asset', fileName, source: read() })
    },
  }
}
