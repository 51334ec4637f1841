import { spawn } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join, relative } from 'node:path'

const root = join(import.meta.dirname, '..')
const report = join(root, '.labseat/report.json')
const blobs = join(root, '.labseat/blobs')
const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]

/** Projects of Vitest that a test file chooses by its name, `NAME.SUFFIX.test.ts`; the others are `unit`. */
export const suffixed = ['isolated', 'rules', 'api', 'e2e', 'load', 'stack', 'tools', 'release']

type Result = {
  fullName: string
  status: string
  /** Those of the first attempt stay when the second attempt passes. */
  failureMessages?: string[]
  meta?: { skipReason?: string }
}
export interface Report {
  numPassedTests: number
  numFailedTests: number
  numPendingTests: number
  /** `name` is the path of the file. */
  testResults: { name: string; status: string; assertionResults: Result[] }[]
}

/** What was not tested, in lines: tests with the reason that they give, and the numbers of others by their file. */
export const describeSkipped = ({ testResults }: Pick<Report, 'testResults'>): string[] =>
  testResults.flatMap(({ name, assertionResults }) => {
    const skipped = assertionResults.filter(({ status }) => status !== 'passed' && status !== 'failed')
    const explained = skipped.flatMap(({ fullName, meta }) =>
      meta?.skipReason ? [`${fullName}: ${meta.skipReason}`] : [],
    )
    const unexplained = skipped.length - explained.length
    return [
      ...explained,
      ...(unexplained > 0
        ? [`${unexplained} ${unexplained === 1 ? 'test' : 'tests'} of ${relative(root, name)}`]
        : []),
    ]
  })

type Surroundings = { env?: NodeJS.ProcessEnv; signal?: AbortSignal }
const run = async (args: string[], { env, signal }: Surroundings = {}): Promise<number> => {
  const cli = join(root, 'node_modules/vitest/vitest.mjs')
  const child = spawn(process.execPath, [cli, 'run', '--passWithNoTests', ...args], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, ...env },
  })
  signal?.addEventListener('abort', () => child.kill('SIGTERM'))
  return new Promise<number>((resolve) => {
    child.once('error', () => resolve(1))
    child.once('exit', (status, killedBy) => {
      if (killedBy) console.error(`Vitest was ended by ${killedBy}.`)
      resolve(status ?? 1)
    })
  })
}

/** Prints the counts. `failed` names what failed beside the tests; each name counts as one failure. */
const close = (code: number, failed: string[]) => {
  const counts = countsOf(code)
  for (const line of counts.skippedLines) console.log(`Skipped: ${line}`)
  for (const name of counts.secondAttempts) console.log(`Passed at the second attempt: ${name}`)
  for (const name of failed) console.log(`Failed: ${name}`)
  console.log(
    `${counts.passed} passed, ${counts.failed + failed.length} failed${counts.skipped ? `, ${counts.skipped} skipped` : ''}`,
  )
  process.exitCode = code !== 0 || failed.length > 0 ? 1 : 0
}

export const vitest = async (args: string[], failed: string[]) => {
  rmSync(report, { force: true })
  close(await run([...reporters, ...args]), failed)
}

/** Several runs of Vitest that end in one summary. */
export const vitestInParts = () => {
  rmSync(report, { force: true })
  rmSync(blobs, { recursive: true, force: true })
  mkdirSync(blobs, { recursive: true })
  let code = 0
  return {
    run: async (name: string, args: string[], surroundings: Surroundings) => {
      const blob = [
        '--reporter=default',
        '--reporter=blob',
        `--outputFile.blob=${join(blobs, `${name}.json`)}`,
      ]
      code = Math.max(code, await run([...blob, ...args], surroundings))
    },
    close: async (failed: string[]) => {
      const merged = await run([`--merge-reports=${blobs}`, ...reporters])
      close(Math.max(code, merged), failed)
    },
  }
}

/** A file that does not load counts as one failure, and so does an error outside any test. */
function countsOf(code: number) {
  try {
    const { numPassedTests, numFailedTests, numPendingTests, testResults }: Report = JSON.parse(
      readFileSync(report, 'utf8'),
    )
    const broken = testResults.filter(
      (file) => file.status === 'failed' && file.assertionResults.length === 0,
    ).length
    const failed = numFailedTests + broken
    const secondAttempts = testResults.flatMap(({ assertionResults }) =>
      assertionResults
        .filter(({ status, failureMessages }) => status === 'passed' && failureMessages?.length)
        .map(({ fullName }) => fullName),
    )
    return {
      passed: numPassedTests,
      failed: failed || (code === 0 ? 0 : 1),
      skipped: numPendingTests,
      skippedLines: describeSkipped({ testResults }),
      secondAttempts,
    }
  } catch {
    return { passed: 0, failed: 1, skipped: 0, skippedLines: [], secondAttempts: [] }
  }
}
