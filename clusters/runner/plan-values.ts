import { isDeepStrictEqual } from 'node:util'
import type { Masker } from './mask.ts'

export type Path = readonly (string | number)[]

/** A value before and after, with its marks. */
export type Values = {
  valueBefore: unknown
  valueAfter: unknown
  isUnknown: unknown
  isSensitiveBefore: unknown
  isSensitiveAfter: unknown
}
/** A value that changes, as texts. */
export type Leaf = { path: Path; from?: string; to?: string }

const sensitive = '(sensitive)'
const knownAfterApply = '(known after apply)'
/** Deeper values are one text. */
const maxDepth = 12
/** A longer text is replaced by its length: a secret at a cut edge could not be masked. */
const maxRenderedCharacters = 64 * 1024

const isObject = (value: unknown): value is { [key: string]: unknown } =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
export const isNothing = (value: unknown): value is null | undefined => value === null || value === undefined
export const childOf = (tree: unknown, key: string | number): unknown =>
  typeof tree === 'object' && tree !== null && Object.hasOwn(tree, key)
    ? (tree as { [key: string | number]: unknown })[key]
    : undefined
export const markOf = (tree: unknown, key: string | number): unknown =>
  tree === true ? true : childOf(tree, key)

/** Whether a tree of marks has a mark anywhere. */
const hasMark = (tree: unknown): boolean =>
  tree === true || (typeof tree === 'object' && tree !== null && Object.values(tree).some(hasMark))

export const renderString = (text: string, mask: Masker['mask']): string =>
  text.length > maxRenderedCharacters
    ? `(text of ${text.length} characters)`
    : JSON.stringify(mask(text.toWellFormed()))

/** A value in Terraform's notation, on one line. */
const render = (value: unknown, isSensitive: unknown, isUnknown: unknown, mask: Masker['mask']): string => {
  let size = 0
  const renderParts = (parts: Iterable<() => string>): string => {
    const texts: string[] = []
    for (const part of parts) {
      if (size > maxRenderedCharacters) return [...texts, '…'].join(', ')
      const text = part()
      size += text.length
      texts.push(text)
    }
    return texts.join(', ')
  }
  const renderAt = (value: unknown, secret: unknown, unknown: unknown, depth: number): string => {
    if (secret === true) return sensitive
    if (unknown === true) return knownAfterApply
    if (typeof value === 'string') return renderString(value, mask)
    if (depth > maxDepth) return '…'
    const renderChild = (key: string | number) =>
      renderAt(childOf(value, key), markOf(secret, key), markOf(unknown, key), depth + 1)
    if (Array.isArray(value)) return `[${renderParts(value.map((_, index) => () => renderChild(index)))}]`
    if (isObject(value)) {
      const keys = Object.keys({ ...value, ...(isObject(unknown) && unknown) })
      return `{${renderParts(keys.map((key) => () => `${mask(key)} = ${renderChild(key)}`))}}`
    }
    return String(value ?? null)
  }
  return renderAt(value, isSensitive, isUnknown, 0)
}

/** Pairs the elements of two lists of blocks. A set has no order, so equal blocks belong together wherever they are. */
const pairElements = ({
  valueBefore,
  valueAfter,
  isUnknown,
}: Values): [number | undefined, number | undefined][] => {
  const left = Array.isArray(valueBefore) ? valueBefore : []
  const right = Array.isArray(valueAfter) ? valueAfter : []
  const unpaired = new Map<string, number[]>()
  for (const [index, element] of left.entries()) {
    const key = JSON.stringify(element)
    unpaired.set(key, [...(unpaired.get(key) ?? []), index])
  }
  const changedAfter: number[] = []
  const equalBefore = new Set<number>()
  for (const [index, element] of right.entries()) {
    const equal = hasMark(markOf(isUnknown, index))
      ? undefined
      : unpaired.get(JSON.stringify(element))?.shift()
    if (equal === undefined) changedAfter.push(index)
    else equalBefore.add(equal)
  }
  const changedBefore = [...left.keys()].filter((index) => !equalBefore.has(index))
  return Array.from({ length: Math.max(changedBefore.length, changedAfter.length) }, (_, place) => [
    changedBefore[place],
    changedAfter[place],
  ])
}

const isListOf = (isElement: (element: unknown) => boolean, ...lists: unknown[]): boolean => {
  const known = lists.filter((list) => !isNothing(list))
  return known.length > 0 && known.every((list) => Array.isArray(list) && list.every(isElement))
}

/** The values that change, each with its path. */
export function* changedLeaves(values: Values, path: Path, mask: Masker['mask']): Generator<Leaf> {
  const { valueBefore, valueAfter, isUnknown, isSensitiveBefore, isSensitiveAfter } = values
  const isSensitive = isSensitiveBefore === true || isSensitiveAfter === true
  const child = (keyBefore: string | number | undefined, keyAfter: string | number | undefined): Values => ({
    valueBefore: keyBefore === undefined ? undefined : childOf(valueBefore, keyBefore),
    valueAfter: keyAfter === undefined ? undefined : childOf(valueAfter, keyAfter),
    isUnknown: keyAfter === undefined ? undefined : markOf(isUnknown, keyAfter),
    isSensitiveBefore: keyBefore === undefined ? undefined : markOf(isSensitiveBefore, keyBefore),
    isSensitiveAfter: keyAfter === undefined ? undefined : markOf(isSensitiveAfter, keyAfter),
  })
  if (!isSensitive && isUnknown !== true && path.length < maxDepth) {
    if ([valueBefore, valueAfter].every((value) => isNothing(value) || isObject(value))) {
      const keys = Object.keys({
        ...(valueBefore as object),
        ...(valueAfter as object),
        ...(isObject(isUnknown) && isUnknown),
      })
      for (const key of keys) yield* changedLeaves(child(key, key), [...path, key], mask)
      return
    }
    if (isListOf(isObject, valueBefore, valueAfter)) {
      for (const [from, to] of pairElements(values))
        yield* changedLeaves(child(from, to), [...path, to ?? from!], mask)
      return
    }
  }
  if (!hasMark(isUnknown) && isDeepStrictEqual(valueBefore ?? null, valueAfter ?? null)) return
  const markBefore = isSensitive || isSensitiveBefore
  const markAfter = isSensitive || isSensitiveAfter
  const hasAfter = isUnknown === true || !isNothing(valueAfter)
  yield {
    path,
    ...(!isNothing(valueBefore) && { from: render(valueBefore, markBefore, undefined, mask) }),
    ...(hasAfter && { to: render(valueAfter, markAfter, isUnknown, mask) }),
  }
}
