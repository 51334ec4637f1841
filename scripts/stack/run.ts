import { type Stack, type StackOptions, startStack } from './stack.ts'

/** Starts a stack and keeps it until Ctrl-C or until one of its parts ends. Then it ends everything. */
export async function runUntilEnded(
  options: StackOptions,
  whenReady: (stack: Stack) => Promise<void> | void,
): Promise<void> {
  const begun = performance.now()
  const say = (line: string) =>
    console.log(`  ${line.padEnd(24)}${((performance.now() - begun) / 1000).toFixed(1).padStart(5)} s`)
  const interruption = new AbortController()
  // npm and the terminal may both deliver the same Ctrl-C. The second signal changes nothing.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.on(signal, () => interruption.abort(new Error(signal)))
  process.on('uncaughtException', (error) => {
    console.error(error)
    process.exitCode = 1
    interruption.abort(error)
  })
  const interrupted = new Promise<undefined>((resolve) => {
    interruption.signal.addEventListener('abort', () => {
      console.log('\nEnding …')
      resolve(undefined)
    })
  })

  let stack: Stack | undefined
  try {
    stack = await startStack({ say, ...options, signal: interruption.signal })
    await Promise.race([whenReady(stack), interrupted])
    const reason = await Promise.race([stack.crashed, interrupted])
    if (reason) throw new Error(reason)
  } catch (error) {
    if (!interruption.signal.aborted) {
      console.error(`\n${error instanceof Error ? error.message : error}`)
      process.exitCode = 1
    }
  }
  await stack?.stop()
  process.exit()
}
