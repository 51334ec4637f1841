import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'

/** A folder with a Dockerfile. Its tag is a digest of its files, so the same files are built once. */
export type ImageSource = { readonly name: string; readonly folder: string; readonly tag: string }

/** What a deployment brings to Google. */
export type Artifacts = {
  readonly images: readonly ImageSource[]
  readonly openapi: string
  /** The built web app, and a digest of its files and settings. */
  readonly web: { readonly folder: string; readonly digest: string }
}

export const listFiles = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .sort()

/** Sixteen hexadecimal digits. */
export const digestOfText = (text: string): string =>
  createHash('sha256').update(text).digest('hex').slice(0, 16)

/** Sixteen hexadecimal digits over names and bytes of all files. */
export const digestOf = (folder: string, ...more: string[]): string => {
  const hash = createHash('sha256')
  for (const file of listFiles(folder))
    hash
      .update(`${file}\0`)
      .update(readFileSync(join(folder, file)))
      .update('\0')
  for (const text of more) hash.update(`${text}\0`)
  return hash.digest('hex').slice(0, 16)
}
