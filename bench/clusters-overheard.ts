import { closeSync, openSync, readdirSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readLine } from '../clusters/runner/lines.ts'
import { peakMemory } from './sections.ts'

/** How far a resource is: what is further on has been through what comes before. */
export const steps = { planned: 0, running: 1, done: 2, failed: 2 }
export type Said = { address: string; step: number; at: number }

const stepOf = { planned: steps.planned, start: steps.running, complete: steps.done } as const
const saidIn = (text: string): Said[] =>
  text.split('\n').flatMap((line) => {
    const event = readLine(line)
    if (event.type !== 'planned' && event.type !== 'start' && event.type !== 'complete') return []
    if (event.action === 'no-op') return []
    return [
      { address: event.address, step: stepOf[event.type], at: Date.parse(JSON.parse(line)['@timestamp']) },
    ]
  })

/**
 * What Terraform itself says to a runner, with its own times, read from the files between them. They are removed when a call is over, but
 * not for who holds them open. Also the most memory that the runner took.
 */
export const overhear = (pid: number) => {
  const held = new Map<string, number>()
  let memory = 0
  const look = () => {
    const peak = peakMemory(pid)
    if (peak > memory) memory = peak
    try {
      for (const folder of readdirSync(tmpdir()).filter((name) => name.startsWith(`labseat-run-${pid}-`)))
        for (const stage of ['cluster', 'apps'])
          for (const name of readdirSync(join(tmpdir(), folder, stage))) {
            const file = join(tmpdir(), folder, stage, name)
            if (/^\.output-\d+$/.test(name) && !held.has(file)) held.set(file, openSync(file, 'r'))
          }
    } catch {
      // Not there yet, or not any more.
    }
  }
  const timer = setInterval(look, 50)
  return {
    end: () => {
      clearInterval(timer)
      const said = [...held.values()].flatMap((file) => saidIn(readFileSync(file, 'utf8')))
      for (const file of held.values()) closeSync(file)
      held.clear()
      return { said, memory }
    },
  }
}
