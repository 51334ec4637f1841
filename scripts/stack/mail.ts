import { join } from 'node:path'
import { portsOf, type StackName } from './ports.ts'
import { type Part, startPart } from './processes.ts'

const maildev = join(import.meta.dirname, '../../node_modules/maildev/bin/maildev')

/** Receives every e-mail and shows it on a web page. It delivers nothing. */
export function startMailServer(name: StackName, folder: string): Part {
  const ports = portsOf(name)
  const args = [
    ...['--ip', '127.0.0.1', '--smtp', String(ports['mail server']), '--web', String(ports['mail page'])],
    ...['--mail-directory', join(folder, 'mail'), '--silent'],
  ]
  return startPart('mail server', process.execPath, [maildev, ...args], { log: join(folder, 'mail.log') })
}
