import { spawn } from 'node:child_process'
import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..')
const report = join(root, '.labseat/report.json')

interface Report {
  numPassedTests: number
  numFailedTests: number
  numPendingTests: number
  testResults: { status: string; assertionResults: unknown[] }[]
}

/** Runs Vitest, and closes with the counts of everything: `failed` names what failed before it, each worth one. */
export async function vitest(
  args: string[],
  failed: string[],
  env: NodeJS.ProcessEnv = {},
  signal?: AbortSignal,
) {
  rmSync(report, { force: true })
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  const cli = join(root, 'node_modules/vitest/vitest.mjs')
  const child = spawn(process.execPath, [cli, 'run', ...reporters, '--passWithNoTests', ...args], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, ...env },
  })
  signal?.addEventListener('abort', () => child.kill('SIGTERM'))
  const code = await new Promise<number>((resolve) => {
    child.once('error', () => resolve(1))
    child.once('exit', (status, killedBy) => {
      if (killedBy) console.error(`Vitest was ended by ${killedBy}.`)
      resolve(status ?? 1)
    })
  })
  const counts = countsOf(code)
  for (const name of failed) console.log(`Failed: ${name}`)
  console.log(
    `${counts.passed} passed, ${counts.failed + failed.length} failed${counts.skipped ? `, ${counts.skipped} skipped` : ''}`,
  )
  process.exitCode = code !== 0 || failed.length > 0 ? 1 : 0
}

/** A file that could not even be loaded has no tests to count, and is one failure; so is an error outside any test. */
function countsOf(code: number): { passed: number; failed: number; skipped: number } {
  try {
    const { numPassedTests, numFailedTests, numPendingTests, testResults }: Report = JSON.parse(
      readFileSync(report, 'utf8'),
    )
    const broken = testResults.filter(
      (file) => file.status === 'failed' && file.assertionResults.length === 0,
    ).length
    const failed = numFailedTests + broken
    return { passed: numPassedTests, failed: failed || (code === 0 ? 0 : 1), skipped: numPendingTests }
  } catch {
    return { passed: 0, failed: 1, skipped: 0 }
  }
}
