import { globSync } from 'node:fs'
import { join } from 'node:path'
import { runChecks } from './checks.ts'
import { ensureChromium } from './chromium.ts'
import { type Stack, startStack } from './stack/stack.ts'
import { vitest } from './vitest.ts'

// `npm test` runs everything; `npm test -- registrations` the test files with that in their path, without the checks.
const args = process.argv.slice(2)
const firstFlag = args.findIndex((arg) => arg.startsWith('-'))
const filters = firstFlag === -1 ? args : args.slice(0, firstFlag)
const files = globSync('**/*.test.{ts,tsx}', {
  cwd: join(import.meta.dirname, '..'),
  exclude: ['node_modules/**', '.labseat/**', 'dist/**'],
}).filter((file) => filters.length === 0 || filters.some((filter) => file.includes(filter)))
const needs = (...suffixes: string[]) =>
  files.some((file) => suffixes.some((suffix) => file.endsWith(`.${suffix}.test.ts`)))

const told = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
  process.on(signal, () => told.abort(new Error(signal)))
process.on('uncaughtException', (error) => {
  console.error(error)
  told.abort(error)
})

const failed: string[] = []
const browsing = needs('e2e')
const say = (what: string) => console.log(`  ${what} is up`)
const attempt = <T>(what: string, work: Promise<T>): Promise<T | undefined> =>
  work.catch((error: Error) => {
    if (!told.signal.aborted) console.error(`✗ ${what}: ${error.message}`)
    failed.push(what)
    return undefined
  })

let stack: Stack | undefined
try {
  const [chromium] = await Promise.all([
    browsing ? attempt('Chromium', ensureChromium()) : undefined,
    filters.length === 0 ? runChecks().then((names) => failed.push(...names)) : undefined,
    needs('rules', 'api', 'e2e', 'load')
      ? attempt(
          'stack',
          startStack({ name: 'test', web: browsing ? 'build' : 'none', say, signal: told.signal }),
        ).then((started) => {
          stack = started
        })
      : undefined,
  ])
  stack?.crashed.then((reason) => {
    console.error(`✗ ${reason}`)
    failed.push('stack')
    told.abort(new Error(reason))
  })
  told.signal.throwIfAborted()
  const without = [
    ...(browsing && !chromium ? ['e2e'] : []),
    ...(failed.includes('stack') ? ['rules', 'api', 'e2e', 'load'] : []),
  ]
  const projects = without.flatMap((project) => ['--project', `!${project}`])
  await vitest([...projects, ...args], failed, chromium ? { CHROMIUM_PATH: chromium } : {}, told.signal)
} catch (error) {
  if (!told.signal.aborted) throw error
  process.exitCode = 1
} finally {
  await stack?.stop()
}
process.exit()
