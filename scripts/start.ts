import { runUntilEnded } from './stack/run.ts'

console.log('Labseat starts. Each part logs to .labseat/start/')
await runUntilEnded({ name: 'start', web: 'build', sweep: true, seed: true, hubs: true }, ({ ports }) => {
  console.log('\nPeople to sign in as: admin, olga, erik or mina @labseat.test, password labseat-demo')
  console.log(`Mail: http://localhost:${ports['mail page']}`)
  console.log('Ctrl-C ends everything.\n')
  console.log(`Labseat is ready: http://localhost:${ports.web}`)
})
