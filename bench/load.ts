import { execFileSync } from 'node:child_process'
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { operations } from '../contract/index.ts'
import { topics } from '../pubsub/topics.ts'
import { compileFunctions } from '../scripts/build.ts'
import { median } from './figures.ts'

const root = join(import.meta.dirname, '..')

/** Milliseconds until the function can be called, and until everything that it loads in the background is loaded. */
export type Load = { name: string; callable: number; everything: number }

/**
 * Starts like an instance: first the framework with its server, then one module. Prints how long that took. The process ends by itself
 * when nothing is left to do.
 */
const measure = `
  const began = performance.now()
  await import('@google-cloud/functions-framework/testing')
  await import(process.argv[1])
  const callable = performance.now() - began
  process.once('beforeExit', () => console.log(JSON.stringify([callable, performance.now() - began])))`

const loadOnce = (module: string, target?: string): [callable: number, everything: number] =>
  JSON.parse(
    execFileSync(process.execPath, ['--input-type=module', '--eval', measure, pathToFileURL(module).href], {
      cwd: root,
      env: { ...process.env, ...(target && { FUNCTION_TARGET: target }) },
      encoding: 'utf8',
    }),
  )

/** Loads each function as it is built for the cloud. `bare` is a module that only registers one function with the framework. */
export const measureLoads = (rounds: number): { bare: Load; functions: Load[] } => {
  const folder = '.labseat/bench-dist'
  const dist = join(root, folder)
  const bareFile = join(dist, 'bare.js')
  const index = join(dist, 'functions/index.js')
  try {
    compileFunctions(folder)
    writeFileSync(
      bareFile,
      "import { http } from '@google-cloud/functions-framework'\nhttp('bare', (_, response) => response.end())\n",
    )
    const of = (name: string, times: [number, number][]): Load => ({
      name,
      callable: median(times.map(([callable]) => callable)),
      everything: median(times.map(([, everything]) => everything)),
    })
    // They take turns, so that a busy moment of the machine affects both.
    const pairs = Array.from(
      { length: rounds * 3 },
      () => [loadOnce(bareFile), loadOnce(index, 'health-get')] as const,
    )
    const names = new Set([...operations.map(({ id }) => id), ...topics.map(({ handler }) => handler)])
    names.delete('health-get')
    const functions = [...names].map((name) =>
      of(
        name,
        Array.from({ length: rounds }, () => loadOnce(index, name)),
      ),
    )
    return {
      bare: of(
        'bare',
        pairs.map(([bare]) => bare),
      ),
      functions: [
        of(
          'health-get',
          pairs.map(([, health]) => health),
        ),
        ...functions,
      ],
    }
  } finally {
    rmSync(dist, { recursive: true, force: true })
  }
}
