import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { certificateOf, portsOf, type StackName } from '../ports.ts'
import { type Part, startPart } from '../processes.ts'
import { selfSigned } from './certificate.ts'

/** Starts the simulated Azure and Google Cloud. It first writes their certificate, because the processes that trust it read it at their start. */
export function startSimulatedClouds(name: StackName, folder: string): Part {
  const ports = portsOf(name)
  const { cert, key } = selfSigned()
  const files = join(folder, 'clouds')
  mkdirSync(files, { recursive: true })
  writeFileSync(certificateOf(name), cert)
  writeFileSync(join(files, 'key.pem'), key, { mode: 0o600 })
  const args = [ports.clouds, ports['metadata server'], certificateOf(name), join(files, 'key.pem')].map(
    String,
  )
  return startPart('simulated clouds', process.execPath, [join(import.meta.dirname, 'serve.ts'), ...args], {
    log: join(folder, 'clouds.log'),
  })
}
