import { stripVTControlCharacters } from 'node:util'
import { maxLines } from '../../contract/runner.ts'
import type { AttributeChange, RunResource, RunStage } from '../../contract/runs.ts'
import { cutText } from '../../domain/text.ts'
import { appendLines, countLines, dropLines, firstLines, type LineQueue, noLines } from './line-queue.ts'
import type { Masker } from './mask.ts'
import type { Finished, ProgressBody } from './protocol.ts'

/** Maximum code points of each text, from the contract. */
const maxLength = { line: 2000, address: 400, error: 2000, reason: 2000, detail: 4000 }
/** The API accepts requests of up to 1 MiB: in UTF-8 a character takes up to four bytes, and JSON escapes take up to six. */
const maxLineBytes = 512 * 1024
const maxResourceBytes = 256 * 1024
const maxResources = 1000
/** The API stores as many changed or left resources. */
const maxListed = 200

/** Terraform's output is bytes; half of a surrogate pair is not JSON. @param max code points */
const cut = (text: string, max: number) => {
  const whole = text.toWellFormed()
  return cutText(whole, max).length === whole.length ? whole : `${cutText(whole, max - 1)}…`
}
const jsonBytes = (value: unknown) => Buffer.byteLength(JSON.stringify(value)) + 1

/** The parts of a report that decide the run's state. */
export type Decision = Pick<ProgressBody, 'planned' | 'stale'>

/** Content that waits to be sent. If it is urgent, it does not wait for the heartbeat. */
export type Outbox = Readonly<{
  lines: LineQueue
  resources: ReadonlyMap<string, RunResource>
  stages: ReadonlyMap<string, RunStage>
  decision: Decision
  isUrgent: boolean
}>

export const emptyOutbox: Outbox = {
  lines: noLines,
  resources: new Map(),
  stages: new Map(),
  decision: {},
  isUrgent: false,
}

const withUrgency = (outbox: Outbox, urgent: boolean): Outbox => ({
  ...outbox,
  isUrgent: outbox.isUrgent || urgent,
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
  isUrgent: true,
})
export const addDecision = (outbox: Outbox, decision: Decision): Outbox => ({
  ...outbox,
  decision: { ...outbox.decision, ...decision },
})

export const isEmpty = ({ lines, resources, stages, decision }: Outbox): boolean =>
  countLines(lines) === 0 && resources.size === 0 && stages.size === 0 && Object.keys(decision).length === 0

const takeLines = (lines: LineQueue, mask: Masker['mask']): string[] => {
  const texts: string[] = []
  let bytes = 0
  for (const text of firstLines(lines, maxLines)) {
    if (bytes >= maxLineBytes) break
    const line = cut(mask(text), maxLength.line)
    bytes += jsonBytes(line)
    texts.push(line)
  }
  return texts
}
/** Masks an attribute a second time: the run may have received another secret since its plan was read. */
const maskAttribute = (attribute: AttributeChange, mask: Masker['mask']): AttributeChange => ({
  ...attribute,
  path: mask(attribute.path),
  ...(attribute.from !== undefined && { from: mask(attribute.from) }),
  ...(attribute.to !== undefined && { to: mask(attribute.to) }),
})
const maskResource = (resource: RunResource, mask: Masker['mask']): RunResource => ({
  ...resource,
  address: cut(mask(resource.address), maxLength.address),
  ...(resource.error && { error: cut(mask(resource.error), maxLength.error) }),
  ...(resource.attributes && {
    attributes: resource.attributes.map((attribute) => maskAttribute(attribute, mask)),
  }),
})
const takeResources = (resources: Outbox['resources'], mask: Masker['mask']): RunResource[] => {
  const taken: RunResource[] = []
  let bytes = 0
  for (const resource of resources.values()) {
    if (bytes >= maxResourceBytes || taken.length === maxResources) break
    const masked = maskResource(resource, mask)
    bytes += jsonBytes(masked)
    taken.push(masked)
  }
  return taken
}
const maskStage = (stage: RunStage, mask: Masker['mask']): RunStage => ({
  ...stage,
  ...(stage.reason && { reason: cut(mask(stage.reason), maxLength.reason) }),
})

/**
 * The next post, and the content that waits after it. Masks only here, because a secret may be added after its line. A decision goes with the
 * last post, after everything that led to it.
 */
export const takePost = (outbox: Outbox, mask: Masker['mask']): { body: ProgressBody; remaining: Outbox } => {
  const lines = takeLines(outbox.lines, mask)
  const resources = takeResources(outbox.resources, mask)
  const linesLeft = dropLines(outbox.lines, lines.length)
  const resourcesLeft = new Map([...outbox.resources].slice(resources.length))
  const isLast = countLines(linesLeft) === 0 && resourcesLeft.size === 0
  return {
    body: {
      lines,
      resources,
      stages: [...outbox.stages.values()].map((stage) => maskStage(stage, mask)),
      ...(isLast && outbox.decision),
    },
    remaining: {
      lines: linesLeft,
      resources: resourcesLeft,
      stages: new Map(),
      decision: isLast ? {} : outbox.decision,
      isUrgent: !isLast,
    },
  }
}

/** All content as posts; the last post says how the run ended. */
export const takeAll = (outbox: Outbox, finished: Finished, masker: Masker): ProgressBody[] => {
  const bodies: ProgressBody[] = []
  let remainingOutbox = outbox
  while (!isEmpty(remainingOutbox)) {
    const { body, remaining } = takePost(remainingOutbox, masker.mask)
    bodies.push(body)
    remainingOutbox = remaining
  }
  const failure = finished.failure && {
    ...finished.failure,
    detail: cut(masker.mask(finished.failure.detail), maxLength.detail),
  }
  const { drift, left } = finished
  const listed = {
    ...finished,
    ...(drift && { drift: drift.slice(0, maxListed) }),
    ...(left && { left: left.slice(0, maxListed) }),
  }
  const masked = { ...masker.maskDeep(listed), ...(failure && { failure }) }
  return [
    ...bodies.slice(0, -1),
    { lines: [], resources: [], stages: [], ...bodies.at(-1), finished: masked },
  ]
}
