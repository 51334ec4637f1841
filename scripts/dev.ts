import { runUntilEnded } from './stack/run.ts'

console.log('Labseat starts with hot reload. Each part logs to .labseat/dev/')
await runUntilEnded(
  { name: 'dev', web: 'dev', watch: true, sweep: true, seed: true, hubs: true },
  ({ ports }) => {
    console.log(`\nMail: http://localhost:${ports['mail page']}`)
    console.log(`Labseat is ready: http://localhost:${ports.web}`)
  },
)
