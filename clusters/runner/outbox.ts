import { stripVTControlCharacters } from 'node:util'
import { mostLines } from '../../contract/runner.ts'
import type { RunResource, RunStage } from '../../contract/runs.ts'
import { appendLines, countLines, dropLines, firstLines, type LineQueue, noLines } from './line-queue.ts'
import type { Masking } from './mask.ts'
import type { Finished, ProgressBody } from './protocol.ts'

/** Maximum characters of each text, from the contract. */
const maxLength = { line: 2000, address: 400, error: 2000, reason: 2000, detail: 4000 }
/** The API accepts requests of up to 1 MiB, and JSON escapes make a text up to six times as long. */
const maxLineBytes = 512 * 1024
const maxResources = 1000

const cut = (text: string, max: number) => (text.length > max ? `${text.slice(0, max - 1)}…` : text)

/** What decides the run's state. */
export type Decision = Pick<ProgressBody, 'planned' | 'stale'>

/** What waits to be sent. `pressing` says that it should not wait for the heartbeat. */
export type Outbox = Readonly<{
  lines: LineQueue
  resources: ReadonlyMap<string, RunResource>
  stages: ReadonlyMap<string, RunStage>
  decision: Decision
  pressing: boolean
}>

export const emptyOutbox: Outbox = {
  lines: noLines,
  resources: new Map(),
  stages: new Map(),
  decision: {},
  pressing: false,
}

const withUrgency = (outbox: Outbox, urgent: boolean): Outbox => ({
  ...outbox,
  pressing: outbox.pressing || urgent,
})

/** Adds a text as log lines, without empty lines and terminal colours. */
export const addLines = (outbox: Outbox, text: string, urgent: boolean): Outbox => {
  const lines = stripVTControlCharacters(text)
    .split(/\r?\n/)
    .filter((line) => line.trim())
  return withUrgency({ ...outbox, lines: appendLines(outbox.lines, lines) }, urgent)
}
/** Adds a resource; it replaces an earlier state of the same resource. */
export const addResource = (outbox: Outbox, resource: RunResource, urgent: boolean): Outbox => {
  const key = `${resource.stage} ${resource.address}`
  return withUrgency({ ...outbox, resources: new Map(outbox.resources).set(key, resource) }, urgent)
}
/** Adds a stage; it replaces an earlier state of the same stage. */
export const addStage = (outbox: Outbox, stage: RunStage): Outbox => ({
  ...outbox,
  stages: new Map(outbox.stages).set(stage.name, stage),
  pressing: true,
})
export const addDecision = (outbox: Outbox, decision: Decision): Outbox => ({
  ...outbox,
  decision: { ...outbox.decision, ...decision },
})

export const isEmpty = ({ lines, resources, stages, decision }: Outbox): boolean =>
  countLines(lines) === 0 && resources.size === 0 && stages.size === 0 && Object.keys(decision).length === 0

const takeLines = (lines: LineQueue, mask: Masking['mask']): string[] => {
  const taken: string[] = []
  let bytes = 0
  for (const text of firstLines(lines, mostLines)) {
    if (bytes >= maxLineBytes) break
    const line = cut(mask(text), maxLength.line)
    bytes += Buffer.byteLength(JSON.stringify(line)) + 1
    taken.push(line)
  }
  return taken
}
const maskResource = (resource: RunResource, mask: Masking['mask']): RunResource => ({
  ...resource,
  address: cut(mask(resource.address), maxLength.address),
  ...(resource.error && { error: cut(mask(resource.error), maxLength.error) }),
})
const maskStage = (stage: RunStage, mask: Masking['mask']): RunStage => ({
  ...stage,
  ...(stage.reason && { reason: cut(mask(stage.reason), maxLength.reason) }),
})

/**
 * The next post, and what waits after it. Masks only here: a secret may become known after its line. A decision goes with the last post of
 * what led to it.
 */
export const takePost = (outbox: Outbox, mask: Masking['mask']): { body: ProgressBody; rest: Outbox } => {
  const lines = takeLines(outbox.lines, mask)
  const entries = [...outbox.resources]
  const linesLeft = dropLines(outbox.lines, lines.length)
  const resourcesLeft = new Map(entries.slice(maxResources))
  const isLast = countLines(linesLeft) === 0 && resourcesLeft.size === 0
  return {
    body: {
      lines,
      resources: entries.slice(0, maxResources).map(([, resource]) => maskResource(resource, mask)),
      stages: [...outbox.stages.values()].map((stage) => maskStage(stage, mask)),
      ...(isLast && outbox.decision),
    },
    rest: {
      lines: linesLeft,
      resources: resourcesLeft,
      stages: new Map(),
      decision: isLast ? {} : outbox.decision,
      pressing: !isLast,
    },
  }
}

/** Everything that waits, as posts; the last one says how the run ended. */
export const takeAll = (outbox: Outbox, finished: Finished, masking: Masking): ProgressBody[] => {
  const bodies: ProgressBody[] = []
  let left = outbox
  while (!isEmpty(left)) {
    const { body, rest } = takePost(left, masking.mask)
    bodies.push(body)
    left = rest
  }
  const failure = finished.failure && {
    ...finished.failure,
    detail: cut(masking.mask(finished.failure.detail), maxLength.detail),
  }
  const masked = { ...masking.deep(finished), ...(failure && { failure }) }
  return [
    ...bodies.slice(0, -1),
    { lines: [], resources: [], stages: [], ...bodies.at(-1), finished: masked },
  ]
}
