/**
 * An immutable queue of log lines. Queues that grow from the same queue share one buffer, so appending costs only the new lines. Each queue
 * reads only its own range of the buffer.
 */
export type LineQueue = Readonly<{ buffer: string[]; start: number; end: number }>

export const noLines: LineQueue = { buffer: [], start: 0, end: 0 }

export const countLines = ({ start, end }: LineQueue): number => end - start

/** Copies the buffer only when another queue has already appended to it. */
export const appendLines = (queue: LineQueue, lines: readonly string[]): LineQueue => {
  if (lines.length === 0) return queue
  const ownsEnd = countLines(queue) > 0 && queue.end === queue.buffer.length
  const buffer = ownsEnd ? queue.buffer : queue.buffer.slice(queue.start, queue.end)
  for (const line of lines) buffer.push(line)
  return { buffer, start: ownsEnd ? queue.start : 0, end: buffer.length }
}

export const firstLines = ({ buffer, start, end }: LineQueue, max: number): string[] =>
  buffer.slice(start, Math.min(end, start + max))

/** Frees the dropped lines when they fill half of the buffer, so that dropping stays linear too. */
export const dropLines = (queue: LineQueue, count: number): LineQueue => {
  const { buffer, end } = queue
  const start = queue.start + count
  if (start >= end) return noLines
  if (start * 2 < buffer.length) return { buffer, start, end }
  return { buffer: buffer.slice(start, end), start: 0, end: end - start }
}
