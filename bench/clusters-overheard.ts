import { closeSync, openSync, readdirSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readLine } from '../clusters/runner/lines.ts'
import { peakMemory } from './sections.ts'

/** The order of a resource's steps. A resource goes through them from low to high. */
export const steps = { planned: 0, running: 1, done: 2, failed: 2 }
export type Progress = { address: string; step: number; at: number }

const stepOf = { planned: steps.planned, start: steps.running, complete: steps.done } as const
const parseProgress = (text: string): Progress[] =>
  text.split('\n').flatMap((line) => {
    const event = readLine(line)
    if (event.type !== 'planned' && event.type !== 'start' && event.type !== 'complete') return []
    if (event.action === 'no-op') return []
    return [
      { address: event.address, step: stepOf[event.type], at: Date.parse(JSON.parse(line)['@timestamp']) },
    ]
  })

/**
 * Collects what Terraform reports to a runner, with Terraform's times, from the files that carry its output. The runner deletes a file
 * when a call ends, so this keeps them open. Also measures the runner's peak memory in MB.
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
      // The folder does not exist yet, or has been deleted.
    }
  }
  const timer = setInterval(look, 50)
  return {
    end: () => {
      clearInterval(timer)
      const progress = [...held.values()].flatMap((file) => parseProgress(readFileSync(file, 'utf8')))
      for (const file of held.values()) closeSync(file)
      held.clear()
      return { progress, memory }
    },
  }
}
