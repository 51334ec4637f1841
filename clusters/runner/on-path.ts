import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'

/** Where PATH has a program; undefined where it has none. */
export const findOnPath = (program: string): string | undefined =>
  (process.env.PATH ?? '')
    .split(delimiter)
    .filter(Boolean)
    .map((folder) => join(folder, program))
    .find((file) => existsSync(file))
