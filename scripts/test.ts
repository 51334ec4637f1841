import { runChecks } from './checks.ts'
import { chooseTests } from './chosen-tests.ts'
import { ensureChromium } from './chromium.ts'
import type { StackName } from './stack/ports.ts'
import { jupyterhub } from './stack/programs/jupyterhub.ts'
import { ensureProgram } from './stack/programs/program.ts'
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
    failed.push(`${name}: ${error.message}`)
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
  options: Pick<StackOptions, 'web' | 'hubs'> = { web: 'none' },
): Promise<{ signal?: AbortSignal }> => {
  if (!projectNames.some((project) => projects.has(project))) return {}
  const say = (part: string) => console.log(`  ${part} (${name}) is up`)
  const stack = await attempt(
    `stack ${name}`,
    startStack({ name, ...options, say, signal: interruption.signal }),
  )
  if (!stack) return {}
  stacks.push(stack)
  const crash = new AbortController()
  stack.crashed.then((reason) => {
    console.error(`✗ ${reason}`)
    failed.push(`stack ${name}: ${reason}`)
    crash.abort(new Error(reason))
  })
  return { signal: AbortSignal.any([interruption.signal, crash.signal]) }
}

type Lane = { signal?: AbortSignal; env?: NodeJS.ProcessEnv }

/** Tests with a browser run on a separate stack, because the documents of other tests slow the Firestore emulator down to a third. */
const startBrowserLane = async (): Promise<Lane> => {
  const hasPages = projects.has('e2e')
  const chromium = hasPages ? await attempt('Chromium', ensureChromium()) : undefined
  const { signal } = await startFor(
    ['rules', 'e2e'],
    'test',
    chromium ? { web: 'build', hubs: true } : { web: 'none' },
  )
  return { signal, env: chromium ? { CHROMIUM_PATH: chromium } : {} }
}

const runBrowserLane = async ({ signal, env = {} }: Lane) => {
  if (signal) await runTests('browser', ['rules', ...(env.CHROMIUM_PATH ? ['e2e'] : [])], { signal, env })
  // These need no stack. A third lane on two cores made the others miss their deadlines.
  await runTests('tools', ['tools'])
}

const runApiLane = async ({ signal }: Lane) => {
  await Promise.all([
    runTests('unit', ['unit', 'isolated']),
    isNarrowed ? undefined : runChecks().then((names) => failed.push(...names)),
  ])
  if (signal) await runTests('api', ['api', 'load'], { signal, env: { LABSEAT_STACK: 'api' } })
  await runTests('stack', ['stack'])
}

try {
  // The stacks start alone. Beside tests and checks the emulators needed a minute.
  const [browserLane, apiLane] = await Promise.all([startBrowserLane(), startFor(['api', 'load'], 'api')])
  // Before the tests, whose deadlines are shorter than an installation, and after Chromium, because apt installs one package at a time.
  if (!isNarrowed) await attempt('JupyterHub', ensureProgram(jupyterhub))
  // Side by side, because each lane often waits: for a page, for Terraform, for a message.
  await Promise.all([runBrowserLane(browserLane), runApiLane(apiLane)])
  await Promise.all(stacks.map((stack) => stack.stop()))
  // The clean checkout runs every unit test once more, and some of them wait for a deadline, so nothing else runs beside it.
  await runTests('release', ['release'])
  interruption.signal.throwIfAborted()
  await tests.close(failed)
} catch (error) {
  if (!interruption.signal.aborted) throw error
  process.exitCode = 1
} finally {
  await Promise.all(stacks.map((stack) => stack.stop()))
}
process.exit()
