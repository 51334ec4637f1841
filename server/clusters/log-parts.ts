import type { RunResource } from '../../contract/runs.ts'
import { hideAttributes } from '../../domain/present-cluster.ts'
import { cutText } from '../../domain/text.ts'

/** Lines of a log part. Newer lines stay in the run document, which a page follows. */
const maxTailLines = 200
/** Firestore stores at most 1 MiB in a document, in UTF-8. The run document has the tail and the resources. */
const maxPartBytes = 128 * 1024
const maxResourceBytes = 512 * 1024

/** The run document stores JSON, which is never shorter than the text. */
const jsonBytes = (value: unknown) => Buffer.byteLength(JSON.stringify(value)) + 1

const splitByBytes = (lines: readonly string[]): string[][] => {
  const chunks: string[][] = []
  let bytes = 0
  for (const line of lines) {
    const size = jsonBytes(line)
    const last = chunks.at(-1)
    if (last && bytes + size <= maxPartBytes) {
      last.push(line)
      bytes += size
    } else {
      chunks.push([line])
      bytes = size
    }
  }
  return chunks
}

/**
 * Splits the lines that are in no part yet into complete parts and a tail. A part is complete when it has enough lines or bytes, or when the run
 * ends.
 */
export const splitLog = (
  lines: readonly string[],
  isOver: boolean,
): { parts: string[][]; tail: string[] } => {
  const chunks = splitByBytes(lines)
  const last = chunks.at(-1)
  if (!last || isOver || last.length >= maxTailLines) return { parts: chunks, tail: [] }
  return { parts: chunks.slice(0, -1), tail: last }
}

/**
 * The resources with texts so short that a run document can store them: first without attributes, then with shorter errors. A run that fails in
 * every resource can have a megabyte of errors.
 */
export const fitResources = (resources: RunResource[]): RunResource[] => {
  if (jsonBytes(resources) <= maxResourceBytes) return resources
  let fitting = resources.map(hideAttributes)
  for (const maxError of [400, 0]) {
    if (jsonBytes(fitting) <= maxResourceBytes) return fitting
    fitting = fitting.map(({ error, ...resource }) => ({
      ...resource,
      ...(error && maxError > 0 && { error: cutText(error, maxError) }),
    }))
  }
  while (jsonBytes(fitting) > maxResourceBytes) fitting = fitting.slice(0, Math.floor(fitting.length * 0.9))
  return fitting
}
