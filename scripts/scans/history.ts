import { execFileSync, spawnSync } from 'node:child_process'

export type Blob = { id: string; path: string; text: string }
export type History =
  | { readonly isWhole: true; readonly blobs: Blob[] }
  | { readonly isWhole: false; readonly reason: string; readonly blobs: Blob[] }

/** Larger files are generated, and no person types a secret into them. */
const maxBytes = 1_000_000
const bufferBytes = 2 ** 30

/** What `git cat-file --batch` prints: a line `ID blob SIZE`, the content, and a line end, for each object. */
const parseBatch = (output: Buffer, paths: ReadonlyMap<string, string>): Blob[] => {
  const blobs: Blob[] = []
  for (let at = 0; at < output.length; ) {
    const lineEnd = output.indexOf(10, at)
    const [id = '', , size] = output.subarray(at, lineEnd).toString().split(' ')
    const content = output.subarray(lineEnd + 1, lineEnd + 1 + Number(size))
    at = lineEnd + 1 + Number(size) + 1
    // A zero byte marks a picture or another binary file.
    if (!content.includes(0)) blobs.push({ id, path: paths.get(id) ?? '', text: content.toString() })
  }
  return blobs
}

/**
 * Every text file of every commit that the clone has, each content once, with a path that it had. A shallow clone and a folder without Git
 * are not whole.
 */
export const readHistory = (root: string): History => {
  const git = (...args: string[]) =>
    execFileSync('git', args, {
      cwd: root,
      encoding: 'utf8',
      maxBuffer: bufferBytes,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
  let isShallow: boolean
  try {
    isShallow = git('rev-parse', '--is-shallow-repository').trim() === 'true'
  } catch {
    return { isWhole: false, reason: 'this folder is no Git repository', blobs: [] }
  }
  const paths = new Map(
    git('rev-list', '--all', '--objects')
      .split('\n')
      .flatMap((line): [string, string][] => {
        const [id = '', ...path] = line.split(' ')
        return path.length > 0 ? [[id, path.join(' ')]] : []
      }),
  )
  const sizes = spawnSync('git', ['cat-file', '--batch-check'], {
    cwd: root,
    input: [...paths.keys()].join('\n'),
    maxBuffer: bufferBytes,
  }).stdout.toString()
  const ids = sizes.split('\n').flatMap((line) => {
    const [id = '', type, size] = line.split(' ')
    return type === 'blob' && Number(size) <= maxBytes ? [id] : []
  })
  const { stdout } = spawnSync('git', ['cat-file', '--batch'], {
    cwd: root,
    input: ids.join('\n'),
    maxBuffer: bufferBytes,
  })
  const blobs = parseBatch(stdout, paths)
  if (!isShallow) return { isWhole: true, blobs }
  const commits = git('rev-list', '--count', '--all').trim()
  return { isWhole: false, reason: `this clone is shallow: it has the last ${commits} commits only`, blobs }
}
