import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { pathToFileURL } from 'node:url'

const entry = pathToFileURL(join(import.meta.dirname, '../functions/index.ts')).href

/**
 * Imports functions/index.ts once for each name and prints which packages each import loads.
 * A query in the URL gives every function its own copy of our modules, so each function starts alone. The packages are shared:
 * the first function that needs one pays for it. Who imports which package is noted at every import, so the answer doesn't
 * depend on the order of the functions.
 */
const script = `
import { registerHooks } from 'node:module'
const imports = new Map()
// Two versions of a package are two folders of one name.
const folderOf = (url = '') => url.match(/.*\\/node_modules\\/(@[^/]+\\/)?[^/]+/)?.[0]
const nameOf = (folder) => folder.replace(/.*\\/node_modules\\//, '')
const functionOf = (url = '') => url.match(/\\?function=(.+)$/)?.[1]
registerHooks({
  resolve(specifier, context, next) {
    const found = next(specifier, context)
    if (!found.url.startsWith('file:')) return found
    const importer = functionOf(context.parentURL) ?? folderOf(context.parentURL)
    const imported = folderOf(found.url)
    if (imported && importer) imports.set(importer, (imports.get(importer) ?? new Set()).add(imported))
    const name = functionOf(context.parentURL)
    return imported || !name ? found : { ...found, url: found.url + '?function=' + name }
  },
})
const names = JSON.parse(process.env.FUNCTION_NAMES)
process.on('exit', () => {
  const closure = (name) => {
    const folders = new Set(imports.get(name))
    for (const importer of folders) for (const imported of imports.get(importer) ?? []) folders.add(imported)
    return [...new Set([...folders].map(nameOf))].sort()
  }
  console.log(JSON.stringify(Object.fromEntries(names.map((name) => [name, closure(name)]))))
})
for (const name of names) {
  process.env.FUNCTION_TARGET = name
  await import(${JSON.stringify(entry)} + '?function=' + name)
}
`

/** The environment of a function in the cloud. */
const cloudEnvironment = {
  PATH: process.env.PATH,
  NODE_COMPILE_CACHE: join(import.meta.dirname, '../.labseat/compile-cache'),
  GOOGLE_CLOUD_PROJECT: 'acme-labs',
  K_SERVICE: 'a-function',
  FIREBASE_API_KEY: 'public-web-key',
  LABSEAT_HMAC_KEY: 'k'.repeat(32),
  LABSEAT_SMTP_URL: 'smtps://labseat:secret@smtp.labseat.example',
  LABSEAT_MAIL_FROM: 'Labseat <hello@labseat.example>',
  LABSEAT_WEB_URL: 'https://labseat.example',
  LABSEAT_API_URL: 'https://api.labseat.example',
}

/** The packages that each of these functions loads when it starts, by the function's name. One process serves all names. */
export const loadedPackages = async (...names: string[]): Promise<Map<string, string[]>> => {
  const child = spawn(process.execPath, ['--input-type=module', '--eval', script], {
    env: { ...cloudEnvironment, FUNCTION_NAMES: JSON.stringify(names) },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const ended = once(child, 'exit')
  const [output, errors, [exitCode]] = await Promise.all([text(child.stdout), text(child.stderr), ended])
  const [, json] = output.match(/^(\{.*\})$/m) ?? []
  if (!json || exitCode !== 0) throw new Error(`${names.join(', ')} did not start: ${errors}`)
  return new Map(Object.entries(JSON.parse(json) as Record<string, string[]>))
}
