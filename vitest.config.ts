import { defineConfig } from 'vitest/config'
import { environmentOf, portsOf, type StackName } from './scripts/stack/ports.ts'
import { suffixed } from './scripts/vitest.ts'

/** The stack under test. `LABSEAT_STACK=scratch` uses the stack of `node scripts/stack.ts scratch` instead of the one of `npm test`. */
const stack = (process.env.LABSEAT_STACK ?? 'test') as StackName
const ports = portsOf(stack)
const env = {
  ...environmentOf(stack),
  API_URL: `http://127.0.0.1:${ports.api}`,
  MAIL_URL: `http://127.0.0.1:${ports['mail page']}`,
  WEB_URL: `http://localhost:${ports.web}`,
}

/**
 * A file's name says what it needs: rules, api, e2e and load need the test stack, stack needs separate ports, and tools needs other
 * programs and time. These projects run one file at a time. Groups run one after the other.
 */
const sharing = (name: string, groupOrder: number, seconds: number, isolate = true) => ({
  extends: true as const,
  test: {
    name,
    isolate,
    include: [`**/*.${name}.test.ts`],
    env,
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
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['**/*.test.{ts,tsx}'],
          exclude: ['**/node_modules/**', ...suffixed.map((suffix) => `**/*.${suffix}.test.ts`)],
          env: environmentOf(stack),
          testTimeout: 20_000,
          // Two cores would mean one worker, which Vitest runs after everything else.
          maxWorkers: '100%',
          sequence: { groupOrder: 1 },
        },
      },
      sharing('rules', 2, 30),
      // Runs before the projects that fill Firestore: the emulator gets slower with every document that it ever held.
      sharing('e2e', 3, 180),
      sharing('api', 4, 60, false),
      // Fills Firestore, so it runs after everything that it would slow down.
      sharing('load', 5, 240),
      sharing('stack', 6, 300),
      sharing('tools', 7, 180),
    ],
  },
})
