import { globSync } from 'node:fs'
import { join } from 'node:path'
import { runChecks } from './checks.ts'
import { ensureChromium } from './chromium.ts'
import { type Stack, type StackOptions, startStack } from './stack/stack.ts'
import { suffixed, vitestInParts } from './vitest.ts'

// `npm test` runs everything; `npm test -- registrations` the test files with that in their path, without the checks.
const args = process.argv.slice(2)
const firstFlag = args.findIndex((arg) => arg.startsWith('-'))
const filters = firstFlag === -1 ? args : args.slice(0, firstFlag)
/** The projects of vitest.config.ts that have something to do. */
const asked = new Set(
  globSync('**/*.test.{ts,tsx}', {
    cwd: join(import.meta.dirname, '..'),
    exclude: ['node_modules/**', '.labseat/**', 'dist/**'],
  })
    .filter((file) => filters.length === 0 || filters.some((filter) => file.includes(filter)))
    .map((file) => suffixed.find((suffix) => file.endsWith(`.${suffix}.test.ts`)) ?? 'unit'),
)

const told = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
  process.on(signal, () => told.abort(new Error(signal)))
process.on('uncaughtException', (error) => {
  console.error(error)
  told.abort(error)
})

const failed: string[] = []
const say = (what: string) => console.log(`  ${what} is up`)
const attempt = <T>(what: string, work: Promise<T>): Promise<T | undefined> =>
  work.catch((error: Error) => {
    if (!told.signal.aborted) console.error(`✗ ${what}: ${error.message}`)
    failed.push(what)
    return undefined
  })

const tests = vitestInParts()
const test = async (
  name: string,
  projects: string[],
  { signal = told.signal, env = {} }: { signal?: AbortSignal | undefined; env?: NodeJS.ProcessEnv } = {},
) => {
  told.signal.throwIfAborted()
  const chosen = projects.filter((project) => asked.has(project)).flatMap((project) => ['--project', project])
  if (chosen.length > 0) await tests.run(name, [...chosen, ...args], { env, signal })
}

let stack: Stack | undefined
/** Gives what tells of the stack's end, or of everything's where these projects have nothing to do; nothing where it did not start. */
const start = async (web: StackOptions['web'], ...projects: string[]): Promise<AbortSignal | undefined> => {
  if (!projects.some((project) => asked.has(project))) return told.signal
  const crash = new AbortController()
  stack = await attempt('stack', startStack({ name: 'test', web, say, signal: told.signal }))
  stack?.crashed.then((reason) => {
    console.error(`✗ ${reason}`)
    failed.push('stack')
    crash.abort(new Error(reason))
  })
  return stack && AbortSignal.any([told.signal, crash.signal])
}
const end = async () => {
  await stack?.stop()
  stack = undefined
}

try {
  const [chromium, , signal] = await Promise.all([
    asked.has('e2e') ? attempt('Chromium', ensureChromium()) : undefined,
    filters.length === 0 ? runChecks().then((names) => failed.push(...names)) : undefined,
    start(asked.has('e2e') ? 'build' : 'none', 'rules', 'e2e'),
  ])
  const first = ['unit', ...(signal ? ['rules', ...(chromium ? ['e2e'] : [])] : [])]
  await test('first', first, { signal, env: chromium ? { CHROMIUM_PATH: chromium } : {} })
  await end()
  // A stack anew: the Firestore emulator slows down with everything it ever held, to a third after the browser's tests.
  await Promise.all([
    start('none', 'api', 'load').then((signal) =>
      signal ? test('api', ['api', 'load'], { signal }) : undefined,
    ),
    // These need no stack, and mostly wait for other programs.
    test('tools', ['stack', 'tools']),
  ])
  await end()
  told.signal.throwIfAborted()
  await tests.close(failed)
} catch (error) {
  if (!told.signal.aborted) throw error
  process.exitCode = 1
} finally {
  await stack?.stop()
}
process.exit()
