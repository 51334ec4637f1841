import { runChecks } from './checks.ts'
import { chooseTests } from './chosen-tests.ts'
import { ensureChromium } from './chromium.ts'
import type { StackName } from './stack/ports.ts'
import { type Stack, type StackOptions, startStack } from './stack/stack.ts'
import { vitestInParts } from './vitest.ts'

// `npm test` runs everything. `npm test -- registrations` runs the test files with that in their path, without the checks;
// `npm test -- --project api` runs the files of that project.
const { filters, flags, projects } = chooseTests(process.argv.slice(2))
const isNarrowed = filters.length > 0 || flags.length > 0

const interruption = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
  process.on(signal, () => interruption.abort(new Error(signal)))
process.on('uncaughtException', (error) => {
  console.error(error)
  interruption.abort(error)
})

const failed: string[] = []
const attempt = <T>(name: string, work: Promise<T>): Promise<T | undefined> =>
  work.catch((error: Error) => {
    if (!interruption.signal.aborted) console.error(`✗ ${name}: ${error.message}`)
    failed.push(name)
    return undefined
  })

const tests = vitestInParts()
const runTests = async (
  name: string,
  projectNames: string[],
  { signal = interruption.signal, env = {} }: { signal?: AbortSignal; env?: NodeJS.ProcessEnv } = {},
) => {
  interruption.signal.throwIfAborted()
  const args = projectNames
    .filter((project) => projects.has(project))
    .map((project) => `--project=${project}`)
  if (args.length > 0) await tests.run(name, [...args, ...filters, ...flags], { env, signal })
}

const stacks: Stack[] = []
/** Starts a stack if one of the projects has tests. The signal aborts when the stack crashes; it is missing when the stack doesn't start. */
const startFor = async (
  projectNames: string[],
  name: StackName,
  web: StackOptions['web'] = 'none',
): Promise<{ signal?: AbortSignal }> => {
  if (!projectNames.some((project) => projects.has(project))) return {}
  const say = (part: string) => console.log(`  ${part} (${name}) is up`)
  const stack = await attempt(`stack ${name}`, startStack({ name, web, say, signal: interruption.signal }))
  if (!stack) return {}
  stacks.push(stack)
  const crash = new AbortController()
  stack.crashed.then((reason) => {
    console.error(`✗ ${reason}`)
    failed.push(`stack ${name}`)
    crash.abort(new Error(reason))
  })
  return { signal: AbortSignal.any([interruption.signal, crash.signal]) }
}

/** Tests with a browser run on a separate stack, because the documents of other tests slow the Firestore emulator down to a third. */
const browserLane = async () => {
  const hasPages = projects.has('e2e')
  const [chromium, { signal }] = await Promise.all([
    hasPages ? attempt('Chromium', ensureChromium()) : undefined,
    startFor(['rules', 'e2e'], 'test', hasPages ? 'build' : 'none'),
  ])
  if (!signal) return
  const env = chromium ? { CHROMIUM_PATH: chromium } : {}
  await runTests('browser', ['rules', ...(chromium ? ['e2e'] : [])], { signal, env })
}

const apiLane = async () => {
  const [{ signal }] = await Promise.all([
    startFor(['api', 'load'], 'api'),
    runTests('unit', ['unit']),
    isNarrowed ? undefined : runChecks().then((names) => failed.push(...names)),
  ])
  await Promise.all([
    signal && runTests('api', ['api', 'load'], { signal, env: { LABSEAT_STACK: 'api' } }),
    // These need no stack and mostly wait for other programs.
    runTests('tools', ['stack', 'tools']),
  ])
}

try {
  // Side by side, because each lane often waits: for a page, for Terraform, for a message.
  await Promise.all([browserLane(), apiLane()])
  await Promise.all(stacks.map((stack) => stack.stop()))
  interruption.signal.throwIfAborted()
  await tests.close(failed)
} catch (error) {
  if (!interruption.signal.aborted) throw error
  process.exitCode = 1
} finally {
  await Promise.all(stacks.map((stack) => stack.stop()))
}
process.exit()
