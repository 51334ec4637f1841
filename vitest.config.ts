import { defineConfig } from 'vitest/config'
import { environmentOf, portsOf } from './scripts/stack/ports.ts'

const ports = portsOf('test')
const env = {
  ...environmentOf('test'),
  API_URL: `http://127.0.0.1:${ports.api}`,
  WEB_URL: `http://localhost:${ports.web}`,
}
const suffixed = ['rules', 'api', 'e2e', 'stack']

/** Those that share the emulators run one file at a time; groups run one after the other. */
const sharing = (name: string, groupOrder: number, seconds: number) => ({
  extends: true as const,
  test: {
    name,
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
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['**/*.test.{ts,tsx}'],
          exclude: ['**/node_modules/**', ...suffixed.map((suffix) => `**/*.${suffix}.test.ts`)],
          env: environmentOf('test'),
          testTimeout: 20_000,
          sequence: { groupOrder: 0 },
        },
      },
      sharing('rules', 1, 30),
      sharing('api', 2, 60),
      sharing('e2e', 3, 180),
      sharing('stack', 4, 180),
    ],
  },
})
