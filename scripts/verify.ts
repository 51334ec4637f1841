import { runChecks } from './checks.ts'
import { vitest } from './vitest.ts'

// The quick part of `npm test`, which needs no emulator.
const failedChecks = await runChecks()
await vitest(['--project', 'unit', '--project', 'isolated', ...process.argv.slice(2)], failedChecks)
