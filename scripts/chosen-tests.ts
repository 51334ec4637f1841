import { globSync } from 'node:fs'
import { join } from 'node:path'
import { suffixed } from './vitest.ts'

export type ChosenTests = {
  /** Parts of paths, as Vitest takes them. */
  filters: string[]
  /** Vitest's other flags, with their values. */
  flags: string[]
  /** The projects of vitest.config.ts that have files to run. */
  projects: Set<string>
}

export const testFiles = () =>
  globSync('**/*.test.{ts,tsx}', {
    cwd: join(import.meta.dirname, '..'),
    exclude: ['node_modules/**', '.labseat/**', 'dist/**'],
  })
const projectOf = (file: string) => suffixed.find((suffix) => file.endsWith(`.${suffix}.test.ts`)) ?? 'unit'

/**
 * Reads the arguments of `npm test`: filters come first, then flags. `--project` may stand anywhere and several times. The project
 * `release` runs in CI, or when an argument chooses it: it installs, checks and builds the commit once more, which takes ten minutes.
 */
export function chooseTests(
  args: string[],
  files: string[] = testFiles(),
  isCI = Boolean(process.env.CI),
): ChosenTests {
  const chosenProjects: string[] = []
  const otherArgs: string[] = []
  for (let index = 0; index < args.length; index++) {
    const arg = args[index]!
    if (arg === '--project') chosenProjects.push(args[++index] ?? '')
    else if (arg.startsWith('--project=')) chosenProjects.push(arg.slice('--project='.length))
    else otherArgs.push(arg)
  }
  const unknown = chosenProjects.find((name) => ![...suffixed, 'unit'].includes(name))
  if (unknown !== undefined)
    throw new Error(`There is no project “${unknown}”. The projects are unit, ${suffixed.join(', ')}.`)
  const firstFlag = otherArgs.findIndex((arg) => arg.startsWith('-'))
  const filters = firstFlag === -1 ? otherArgs : otherArgs.slice(0, firstFlag)
  const flags = firstFlag === -1 ? [] : otherArgs.slice(firstFlag)
  const projects = files
    .filter((file) => filters.length === 0 || filters.some((filter) => file.includes(filter)))
    .map(projectOf)
    .filter((project) =>
      chosenProjects.length > 0
        ? chosenProjects.includes(project)
        : project !== 'release' || isCI || filters.length > 0,
    )
  return { filters, flags, projects: new Set(projects) }
}
