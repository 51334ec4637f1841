import { expect, test } from 'vitest'
import { listUpload } from './upload.ts'

test('uploads what verify reads, and neither packages nor history', () => {
  const uploaded = listUpload()
  for (const file of [
    '.dependency-cruiser.mjs',
    '.gcloudignore',
    // Biome does not start without it (`vcs.useIgnoreFile`).
    '.gitignore',
    '.npmrc',
    'biome.json',
    'cloudbuild.yaml',
    'contract/index.ts',
    'firestore.rules',
    'package-lock.json',
    'tsconfig.cloud.json',
    'tsconfig.json',
  ])
    expect(uploaded).toContain(file)
  const folders = new Set(uploaded.map((path) => path.split('/')[0]))
  for (const folder of ['.git', '.labseat', 'dist', 'node_modules']) expect(folders.has(folder)).toBe(false)
})
