import { stackNames } from './stack/ports.ts'
import { runUntilEnded } from './stack/run.ts'

// `node scripts/stack.ts test` brings a stack up by itself, for running single tests against it.
const [name, ...flags] = process.argv.slice(2)
const known = stackNames.find((each) => each === name)
if (!known)
  throw new Error(
    `Usage: node scripts/stack.ts ${stackNames.join('|')} [--no-web] [--watch] [--sweep] [--hubs]`,
  )
await runUntilEnded(
  {
    name: known,
    web: flags.includes('--no-web') ? 'none' : 'build',
    watch: flags.includes('--watch'),
    sweep: flags.includes('--sweep'),
    hubs: flags.includes('--hubs'),
  },
  ({ env, ports }) => {
    for (const [key, value] of Object.entries(env)) console.log(`export ${key}='${value}'`)
    console.log(`The ${known} stack is up: http://localhost:${ports.web}`)
  },
)
