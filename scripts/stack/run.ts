import { type Stack, type StackOptions, startStack } from './stack.ts'

/** Brings a stack up and keeps it until Ctrl-C or until a part of it ends; then nothing of it is left. */
export async function runUntilEnded(
  options: StackOptions,
  whenReady: (stack: Stack) => Promise<void> | void,
): Promise<void> {
  const begun = performance.now()
  const say = (line: string) =>
    console.log(`  ${line.padEnd(24)}${((performance.now() - begun) / 1000).toFixed(1).padStart(5)} s`)
  const told = new AbortController()
  // npm and the terminal may both deliver the same Ctrl-C: once is enough.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.on(signal, () => told.abort(new Error(signal)))
  process.on('uncaughtException', (error) => {
    console.error(error)
    process.exitCode = 1
    told.abort(error)
  })
  const toldToEnd = new Promise<undefined>((resolve) => {
    told.signal.addEventListener('abort', () => {
      console.log('\nEnding …')
      resolve(undefined)
    })
  })

  let stack: Stack | undefined
  try {
    stack = await startStack({ say, ...options, signal: told.signal })
    await Promise.race([whenReady(stack), toldToEnd])
    const reason = await Promise.race([stack.crashed, toldToEnd])
    if (reason) throw new Error(reason)
  } catch (error) {
    if (!told.signal.aborted) {
      console.error(`\n${error instanceof Error ? error.message : error}`)
      process.exitCode = 1
    }
  }
  await stack?.stop()
  process.exit()
}
