import { spawn } from 'node:child_process'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..')
const bin = (name: string) => join(root, 'node_modules/.bin', name)
/** TypeScript's compiler in Go, which needs a third of the CPU time. The package typescript is for scripts that read the syntax tree. */
const tsc = join(root, 'node_modules/typescript-native/bin/tsc')

/** The checks that need only the source files. */
const checks: Record<string, [command: string, ...args: string[]]> = {
  types: [
    process.execPath,
    tsc,
    '--noEmit',
    '--incremental',
    '--tsBuildInfoFile',
    '.labseat/types.tsbuildinfo',
  ],
  // The functions and the runner have no DOM. scripts/build.ts compiles with the same options.
  cloud: [
    process.execPath,
    tsc,
    '-p',
    'tsconfig.cloud.json',
    '--incremental',
    '--tsBuildInfoFile',
    '.labseat/cloud.tsbuildinfo',
  ],
  lint: [bin('biome'), 'ci', '--colors=off'],
  imports: [
    bin('depcruise'),
    '--config',
    '.dependency-cruiser.mjs',
    ...['contract', 'domain', 'server', 'functions', 'pubsub', 'clusters', 'web/src'],
  ],
  contract: [process.execPath, 'scripts/contract.ts', '--check'],
  words: [process.execPath, 'scripts/words.ts'],
}

/** Runs the checks side by side, prints the output of the failed ones and returns their names. */
export async function runChecks(): Promise<string[]> {
  const failed = await Promise.all(
    Object.entries(checks).map(async ([name, command]) => {
      const begun = performance.now()
      const { passed, output } = await run(command)
      const seconds = ((performance.now() - begun) / 1000).toFixed(1)
      console.log(`${passed ? '✓' : '✗'} ${name.padEnd(10)}${seconds.padStart(5)} s`)
      if (!passed) console.log(output.trimEnd())
      return passed ? [] : [name]
    }),
  )
  return failed.flat()
}

function run([command, ...args]: [string, ...string[]]): Promise<{ passed: boolean; output: string }> {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => {
        output += text
      })
    child.once('error', (error) => resolve({ passed: false, output: error.message }))
    child.once('close', (code) => resolve({ passed: code === 0, output }))
  })
}
