import { copyFileSync, statSync, truncateSync } from 'node:fs'

/**
 * Moves what a log holds to `FILE.1` once it is larger than `maxBytes`, so that a log never takes more than about twice that.
 * The writer keeps its file open and appends, which is why the file is emptied and not renamed (`copytruncate` of logrotate).
 */
export function limitLog(file: string, maxBytes = 5_000_000): void {
  const { size } = statSync(file, { throwIfNoEntry: false }) ?? { size: 0 }
  if (size <= maxBytes) return
  copyFileSync(file, `${file}.1`)
  truncateSync(file)
}
