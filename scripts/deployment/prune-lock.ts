type Entry = {
  dependencies?: Record<string, string>
  optionalDependencies?: Record<string, string>
  peerDependencies?: Record<string, string>
  peerDependenciesMeta?: Record<string, { optional?: boolean }>
  dev?: boolean
}
export type Lock = { packages: Record<string, Entry>; [field: string]: unknown }

/** Where Node finds a package from a folder: in the nearest node_modules upwards. */
const resolve = (packages: Lock['packages'], from: string, name: string): string | undefined => {
  for (let at = from; ; ) {
    const path = `${at ? `${at}/` : ''}node_modules/${name}`
    if (packages[path]) return path
    if (!at) return undefined
    const parent = at.lastIndexOf('/node_modules/')
    at = parent === -1 ? '' : at.slice(0, parent)
  }
}

/**
 * A lockfile (version 3) that has only what `dependencies` need, with the same versions. npm installs it as `npm ci` installs the whole one.
 *
 * @throws if a package that something needs is not in the lockfile
 */
export const pruneLock = (lock: Lock, dependencies: Record<string, string>): Lock => {
  const { packages } = lock
  const needed = new Set<string>()
  const add = (from: string, name: string, isOptional: boolean) => {
    const path = resolve(packages, from, name)
    if (!path) {
      if (isOptional) return
      throw new Error(`package-lock.json has no ${name} for ${from || 'the project'}.`)
    }
    if (needed.has(path)) return
    needed.add(path)
    const entry = packages[path]!
    for (const dependency of Object.keys(entry.dependencies ?? {})) add(path, dependency, false)
    for (const dependency of Object.keys(entry.optionalDependencies ?? {})) add(path, dependency, true)
    // An optional peer is only there if something else needs it.
    for (const dependency of Object.keys(entry.peerDependencies ?? {}))
      if (!entry.peerDependenciesMeta?.[dependency]?.optional) add(path, dependency, false)
  }
  for (const name of Object.keys(dependencies)) add('', name, false)
  const { '': rootEntry } = packages
  const { devDependencies: _, ...rootFields } = rootEntry as Entry & { devDependencies?: unknown }
  return {
    ...lock,
    packages: {
      '': { ...rootFields, dependencies },
      ...Object.fromEntries(Object.entries(packages).filter(([path]) => needed.has(path))),
    },
  }
}
