import { globSync, readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { operations } from '../contract/index.ts'
import { oidcProvider } from '../contract/oidc.ts'
import { handlers } from '../pubsub/topics.ts'

const root = join(import.meta.dirname, '..')
const textOf = (file: string) => readFileSync(join(root, file), 'utf8')
const ownImport = /(?:from|import\()\s*'(\.[^']+\.ts)'/g

/** Adds a file and every own file that it imports, statically or lazily. Paths are relative to the repository. */
const addImports = (file: string, files: Set<string>): Set<string> => {
  if (files.has(file)) return files
  files.add(file)
  for (const [, path] of textOf(file).matchAll(ownImport)) addImports(join(file, '..', path!), files)
  return files
}

/** Finds a function by its name, as functions/index.ts does. */
const entryOf = (folder: 'functions' | 'pubsub', name: string): string => {
  const resource = readdirSync(join(root, folder)).find((resource) => name.startsWith(`${resource}-`))
  if (!resource) throw new Error(`${folder}/ has no folder for ${name}.`)
  return relative(root, join(root, folder, resource, `${name.slice(resource.length + 1)}.ts`))
}

/** The files of every function by its name. */
const filesOf: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ...[...operations.map(({ id }) => id), oidcProvider].map(
    (name) => [name, addImports(entryOf('functions', name), new Set())] as const,
  ),
  ...handlers.map((handler) => [handler, addImports(entryOf('pubsub', handler), new Set())] as const),
])

const functionsWith = (matches: (file: string) => boolean): ReadonlySet<string> =>
  new Set([...filesOf].filter(([, files]) => [...files].some(matches)).map(([name]) => name))

/** Names of the functions that import a file, directly or through other files. @param file relative to the repository */
export const functionsImporting = (file: string) => {
  // A file that has moved would otherwise give an empty set, and take a right away from every function.
  textOf(file)
  return functionsWith((imported) => imported === file)
}

/** Names of the functions that import a package, directly or through other files. */
export const functionsUsing = (packageName: string) =>
  functionsWith((file) => textOf(file).includes(`'${packageName}'`))

/** `name` or `@scope/name` of each import of a package. */
const packageImport = /(?:from|import\()\s*'((?:@[\w-][\w.-]*\/)?[\w-][\w.-]*)(?:\/[^']*)?'/g
const packagesIn = (files: Iterable<string>): Set<string> =>
  new Set([...files].flatMap((file) => [...textOf(file).matchAll(packageImport)].map(([, name]) => name!)))

/** The packages that functions import, directly or through other files of the project. */
export const packagesOfFunctions = (): Set<string> =>
  packagesIn(
    new Set([
      ...addImports('functions/index.ts', new Set()),
      ...[...filesOf.values()].flatMap((files) => [...files]),
    ]),
  )

/** The packages that the runner imports. */
export const packagesOfRunner = (): Set<string> => packagesIn(addImports('clusters/runner/run.ts', new Set()))

const isTest = (file: string) => /\.test\.tsx?$/.test(file)
/** A package that styles.css takes styles from, or whose files developers/files.ts copies. */
const copiedPackage = /(?:@import "|node_modules\/)((?:@[\w-]+\/)?[\w-]+)/g

/** The packages whose code browsers get: what the pages import, and what the build copies. */
export const packagesOfWeb = (): Set<string> => {
  const files = (pattern: string) => globSync(pattern, { cwd: root }).filter((file) => !isTest(file))
  const copying = files('web/{src/*.css,developers/files.ts}')
  return new Set([
    ...packagesIn(files('web/src/**/*.{ts,tsx}')),
    ...copying.flatMap((file) => [...textOf(file).matchAll(copiedPackage)].map(([, name]) => name!)),
  ])
}
