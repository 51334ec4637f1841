import { randomInt } from 'node:crypto'
import { defineConfig } from 'vitest/config'
import { environmentOf, portsOf, type StackName } from './scripts/stack/ports.ts'
import { suffixed } from './scripts/vitest.ts'

/** The stack under test. `LABSEAT_STACK=scratch` uses the stack of `node scripts/stack.ts scratch` instead of the one of `npm test`. */
const stack = (process.env.LABSEAT_STACK ?? 'test') as StackName
const ports = portsOf(stack)
const unitEnv = {
  ...environmentOf(stack),
  /** The seed of random values, for testing/seed.ts. A second attempt uses the same values. */
  LABSEAT_SEED: process.env.LABSEAT_SEED ?? String(randomInt(2 ** 31)),
}
const env = {
  ...unitEnv,
  API_URL: `http://127.0.0.1:${ports.api}`,
  MAIL_URL: `http://127.0.0.1:${ports['mail page']}`,
  WEB_URL: `http://localhost:${ports.web}`,
}

/**
 * A file's name says what it needs: isolated needs a separate worker; rules, api, e2e and load need the test stack, stack needs separate ports,
 * and tools and release need other programs and time. These projects run one file at a time. Groups run one after the other.
 */
const sharing = (name: string, groupOrder: number, seconds: number, { isolate = false } = {}) => ({
  extends: true as const,
  test: {
    name,
    include: [`**/*.${name}.test.ts`],
    env,
    isolate,
    fileParallelism: false,
    sequence: { groupOrder },
    testTimeout: seconds * 1000,
    hookTimeout: seconds * 1000,
  },
})

export default defineConfig({
  test: {
    exclude: ['**/node_modules/**', '**/dist/**', '.labseat/**'],
    silent: 'passed-only',
    slowTestThreshold: 5_000,
    // CI runs everything on two cores. The summary names each test that passed at its second attempt: decision 0036.
    retry: process.env.CI ? 1 : 0,
    hookTimeout: 120_000,
    setupFiles: ['testing/seed.ts'],
    // A worker loads each module once for all its files, which halves the CPU time.
    isolate: false,
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['**/*.test.{ts,tsx}'],
          exclude: ['**/node_modules/**', ...suffixed.map((suffix) => `**/*.${suffix}.test.ts`)],
          env: unitEnv,
          testTimeout: 60_000,
          // Two cores would mean one worker, which Vitest runs after everything else.
          maxWorkers: '100%',
          sequence: { groupOrder: 1 },
        },
      },
      // Loads modules again with another configuration. In a shared worker the other files would get some modules twice.
      {
        extends: true,
        test: {
          name: 'isolated',
          include: ['**/*.isolated.test.ts'],
          env: unitEnv,
          isolate: true,
          testTimeout: 60_000,
          maxWorkers: '100%',
          sequence: { groupOrder: 1 },
        },
      },
      sharing('rules', 2, 120),
      // Runs before the projects that fill Firestore: the emulator gets slower with every document that it ever held.
      sharing('e2e', 3, 180),
      sharing('api', 4, 120),
      // Fills Firestore, so it runs after everything that it would slow down.
      sharing('load', 5, 240, { isolate: true }),
      sharing('stack', 6, 300),
      sharing('tools', 7, 300),
      // Rehearses a release: a clean checkout and the images. Runs in CI.
      sharing('release', 8, 180),
    ],
  },
})
