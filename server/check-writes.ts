import { type DocumentReference, FieldPath, WriteBatch } from '@google-cloud/firestore'
import { type Refusal, refusalsOfWrite, type StoredForm } from './stored-form.ts'

/** A write that would store a document which its schema refuses. The message has its path and fields, and none of its values. */
export class RefusedWrite extends Error {
  constructor(path: string, refusals: readonly Refusal[]) {
    super(`The schema of ${path} refuses this write: ${refusals.join(', ')}`)
  }
}

/** Firestore stores UTF-8, which has no halves of surrogate pairs. */
const findIllFormed = (value: unknown, path: string): Refusal[] => {
  if (typeof value === 'string') return value.isWellFormed() ? [] : [`${path}: half of a surrogate pair`]
  if (Array.isArray(value)) return value.flatMap((item, index) => findIllFormed(item, `${path}.${index}`))
  if (value === null || typeof value !== 'object' || Object.getPrototypeOf(value) !== Object.prototype)
    return []
  return Object.entries(value).flatMap(([key, item]) => findIllFormed(item, path ? `${path}.${key}` : key))
}

type FindForm = (path: string) => StoredForm | undefined

const requireAccepted = (
  findForm: FindForm,
  { path }: DocumentReference,
  data: FirebaseFirestore.DocumentData,
  kind: 'whole' | 'change',
): void => {
  const form = findForm(path)
  const refusals = [...findIllFormed(data, ''), ...(form ? refusalsOfWrite(form, data, kind) : [])]
  if (refusals.length > 0) throw new RefusedWrite(path, refusals)
}

/** `update(ref, {field: value})` and `update(ref, field, value, …)` as one object. */
const toChange = (first: unknown, remaining: readonly unknown[]): FirebaseFirestore.DocumentData => {
  if (typeof first !== 'string' && !(first instanceof FieldPath))
    return first as FirebaseFirestore.DocumentData
  const pairs = [first, ...remaining]
  return Object.fromEntries(
    Array.from({ length: Math.floor(pairs.length / 2) }, (_, index) => [
      String(pairs[2 * index]),
      pairs[2 * index + 1],
    ]),
  )
}

let isOn = false

/**
 * Checks every write of this process by the schema of its document, before it becomes part of a commit. Every write of the client goes
 * through a WriteBatch, also `ref.set()` and `ref.update()`, so this is the one place that no endpoint, handler or chore can pass by:
 * docs/decisions/0019-checked-writes.md.
 *
 * @param findForm returns the stored form of the document at a path; documents without a form are checked for well-formed text only
 * @throws RefusedWrite from the write
 */
export const checkWrites = (findForm: FindForm): void => {
  if (isOn) return
  isOn = true
  const { create, set, update } = WriteBatch.prototype
  type Write = (this: WriteBatch, ref: DocumentReference, ...parts: unknown[]) => WriteBatch
  const withCheck = (
    write: Write,
    check: (ref: DocumentReference, parts: readonly unknown[]) => void,
  ): Write =>
    function (this: WriteBatch, ref, ...parts) {
      check(ref, parts)
      return write.call(this, ref, ...parts)
    }
  const accept = requireAccepted.bind(undefined, findForm)
  Object.assign(WriteBatch.prototype, {
    create: withCheck(create as Write, (ref, [data]) => accept(ref, data as object, 'whole')),
    set: withCheck(set as Write, (ref, [data, options]) =>
      accept(ref, data as object, options ? 'change' : 'whole'),
    ),
    update: withCheck(update as Write, (ref, [first, ...remaining]) =>
      accept(ref, toChange(first, remaining), 'change'),
    ),
  })
}
