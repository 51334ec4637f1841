import * as z from 'zod'
import { type AttributeChange, attributeLimits, type RunResource } from '../../contract/runs.ts'
import { cutText } from '../../domain/text.ts'
import { createMasker, type Masker } from './mask.ts'
import {
  changedLeaves,
  childOf,
  isNothing,
  type Leaf,
  markOf,
  type Path,
  renderString,
  type Values,
} from './plan-values.ts'
import type { Change } from './tracker.ts'

/** What a report adds to a planned resource. */
export type PlanDetails = Pick<
  RunResource,
  'attributes' | 'hiddenAttributes' | 'replacedBecause' | 'previousAddress'
>

/** The part of `terraform show -json` that is read here: https://developer.hashicorp.com/terraform/internals/json-format#plan-representation */
const resourceChange = z.object({
  address: z.string(),
  /** The object is one that a failed replacement left behind. */
  deposed: z.string().optional(),
  previous_address: z.string().optional(),
  action_reason: z.string().optional(),
  change: z.object({
    before: z.unknown().optional(),
    after: z.unknown().optional(),
    /** Trees in the shape of the values: `true` marks a value and everything below. */
    after_unknown: z.unknown().optional(),
    before_sensitive: z.unknown().optional(),
    after_sensitive: z.unknown().optional(),
    replace_paths: z.array(z.array(z.union([z.string(), z.number()]))).optional(),
  }),
})
const shownPlan = z.object({ resource_changes: z.array(z.unknown()).default([]) })
type ResourceChange = z.infer<typeof resourceChange>

const describePath = (path: Path, mask: Masker['mask']): string => {
  const text = path
    .map((key, index) => {
      if (typeof key === 'number') return `[${key}]`
      if (!/^[A-Za-z_][\w-]*$/.test(key)) return `[${renderString(key, mask)}]`
      return `${index > 0 ? '.' : ''}${mask(key)}`
    })
    .join('')
  return cut(text, attributeLimits.pathCharacters)
}

/** @param max code points */
const cut = (text: string, max: number): string =>
  cutText(text, max).length === text.length ? text : `${cutText(text, max - 1)}…`

const charactersBefore = 40
/** Where to begin, so that the first difference of two long texts is visible. */
const excerptStart = (from: string, to: string): number => {
  let equalCharacters = 0
  while (equalCharacters < from.length && from[equalCharacters] === to[equalCharacters]) equalCharacters++
  const start = Math.max(0, equalCharacters - charactersBefore)
  const isHalf = start > 0 && /[\uDC00-\uDFFF]/.test(from[start] ?? '')
  return isHalf ? start - 1 : start
}

/** Two long texts begin shortly before their first difference. */
const cutTexts = ({ from, to }: Leaf): Pick<AttributeChange, 'from' | 'to'> => {
  const max = attributeLimits.textCharacters
  const isLong = from && to && Math.max(from.length, to.length) > max
  const start = isLong ? excerptStart(from, to) : 0
  const excerpt = (text: string) => cut(start > 0 ? `…${text.slice(start)}` : text, max)
  return {
    ...(from !== undefined && { from: excerpt(from) }),
    ...(to !== undefined && { to: excerpt(to) }),
  }
}

const isWithin = (path: Path, prefix: Path): boolean => prefix.every((key, index) => path[index] === key)

const reasons: ReadonlyMap<string, PlanDetails['replacedBecause']> = new Map([
  ['replace_because_tainted', 'damaged'],
  ['replace_by_request', 'requested'],
  ['replace_by_triggers', 'trigger'],
])

/** The changed attributes of one resource. Those that force a replacement come first and are in the list whatever its length. */
const describeResource = (
  { previous_address, action_reason, change }: ResourceChange,
  mask: Masker['mask'],
): PlanDetails => {
  const { count: maxCount } = attributeLimits
  const replacePaths = (change.replace_paths ?? []).filter((path) => path.length > 0)
  const explained = new Set<Path>()
  const forcing: AttributeChange[] = []
  const otherwise: AttributeChange[] = []
  let total = 0
  const values: Values = {
    valueBefore: change.before,
    valueAfter: change.after,
    isUnknown: change.after_unknown,
    isSensitiveBefore: change.before_sensitive,
    isSensitiveAfter: change.after_sensitive,
  }
  for (const leaf of changedLeaves(values, [], mask)) {
    total++
    const reason = replacePaths.filter((path) => isWithin(leaf.path, path) || isWithin(path, leaf.path))
    for (const path of reason) explained.add(path)
    const list = reason.length > 0 ? forcing : otherwise
    if (list.length === maxCount) continue
    const attribute = { path: describePath(leaf.path, mask), ...cutTexts(leaf) }
    list.push(reason.length > 0 ? { ...attribute, replaces: true } : attribute)
  }
  for (const path of replacePaths) {
    if (explained.has(path)) continue
    total++
    forcing.push({ path: describePath(path, mask), replaces: true })
  }
  const attributes = [...forcing, ...otherwise].slice(0, maxCount)
  const replacedBecause = reasons.get(action_reason ?? '')
  return {
    ...(attributes.length > 0 && { attributes }),
    ...(total > attributes.length && {
      hiddenAttributes: Math.min(total - attributes.length, attributeLimits.hidden),
    }),
    ...(replacedBecause && { replacedBecause }),
    ...(previous_address && { previousAddress: cut(mask(previous_address), 400) }),
  }
}

/** The texts at and below the marks. */
function* sensitiveTexts(value: unknown, mark: unknown): Generator<string> {
  if (mark === true && typeof value === 'string') yield value
  if (typeof value !== 'object' || value === null || isNothing(mark) || mark === false) return
  for (const key of Object.keys(value)) yield* sensitiveTexts(childOf(value, key), markOf(mark, key))
}

/** A mask that also knows the sensitive values of a plan: another attribute can contain such a value without a mark. */
const createPlanMask = (changes: readonly ResourceChange[], mask: Masker['mask']): Masker['mask'] => {
  const masker = createMasker()
  for (const { change } of changes) {
    for (const text of sensitiveTexts(change.before, change.before_sensitive)) masker.add(text)
    for (const text of sensitiveTexts(change.after, change.after_sensitive)) masker.add(text)
  }
  return (text) => mask(masker.mask(text))
}

/**
 * Reads what a plan changes, by address.
 *
 * @param text the output of `terraform show -json PLAN`. It contains secrets.
 * @throws Error for a text that is not such a plan
 */
export const readPlanDetails = (text: string, mask: Masker['mask']): Map<string, PlanDetails> => {
  const changes = shownPlan.parse(JSON.parse(text)).resource_changes.flatMap((change) => {
    const result = resourceChange.safeParse(change)
    return result.success && result.data.deposed === undefined ? [result.data] : []
  })
  const planMask = createPlanMask(changes, mask)
  return new Map(changes.map((change) => [change.address, describeResource(change, planMask)]))
}

/** The bytes of all attributes of a stage. The run document contains those of both stages. */
const maxBytes = 96 * 1024
const priority: readonly Change['action'][] = ['replace', 'update', 'delete', 'create']

/**
 * Shortens the lists of attributes until all of them fit into a run document. In each round every resource gets one more attribute, replaced
 * resources first, so a resource with many attributes hides no attribute of another.
 */
export const fitPlanDetails = (
  changes: readonly Change[],
  details: ReadonlyMap<string, PlanDetails>,
): Map<string, PlanDetails> => {
  const ordered = priority.flatMap((action) => changes.filter((change) => change.action === action))
  const counts = new Map<string, number>()
  let bytes = 0
  let isFull = false
  for (let round = 0; round < attributeLimits.count && !isFull; round++)
    for (const { address } of ordered) {
      const attribute = details.get(address)?.attributes?.[round]
      if (!attribute) continue
      bytes += Buffer.byteLength(JSON.stringify(attribute)) + 1
      isFull = bytes > maxBytes
      if (isFull) break
      counts.set(address, round + 1)
    }
  return new Map(
    ordered.flatMap(({ address }) => {
      const { attributes = [], hiddenAttributes = 0, ...facts } = details.get(address) ?? {}
      const shown = attributes.slice(0, counts.get(address) ?? 0)
      const hidden = hiddenAttributes + attributes.length - shown.length
      const fitting: PlanDetails = {
        ...facts,
        ...(shown.length > 0 && { attributes: shown }),
        ...(hidden > 0 && { hiddenAttributes: Math.min(hidden, attributeLimits.hidden) }),
      }
      return [[address, fitting] as const]
    }),
  )
}
