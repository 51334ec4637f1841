import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'

const root = join(import.meta.dirname, '..')
const pages = ['README.md', 'CONTRIBUTING.md', 'SECURITY.md', ...globSync('docs/**/*.md', { cwd: root })]
const textOf = (page: string) => readFileSync(join(root, page), 'utf8')

/** The names under which GitHub links to a page's headings. */
const anchorsOf = (text: string) =>
  [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading]) =>
    heading!
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  )

test.each(pages)('every relative link in %s leads to a file and a heading that exist', (page) => {
  const links = [...textOf(page).matchAll(/\]\((?!\w+:)([^)\s]+)\)/g)].map(([, link]) => link!)
  const broken = links.filter((link) => {
    const [path, anchor] = link.split('#')
    const file = path ? join(root, dirname(page), path) : join(root, page)
    if (!existsSync(file)) return true
    return anchor !== undefined && !anchorsOf(readFileSync(file, 'utf8')).includes(anchor)
  })
  expect(broken).toEqual([])
})

// The rows of tables cannot be wrapped.
test.each(pages)('no line of %s is longer than the formatter allows', (page) => {
  const { formatter } = JSON.parse(textOf('biome.json')) as { formatter: { lineWidth: number } }
  const lines = textOf(page).split('\n')
  expect(lines.filter((line) => line.length > formatter.lineWidth && !line.startsWith('|'))).toEqual([])
})

test('each decision has a separate number', () => {
  const numbers = globSync('docs/decisions/*.md', { cwd: root }).map((page) => /\d{4}/.exec(page)?.[0])
  expect(numbers.toSorted()).toEqual([...new Set(numbers)].toSorted())
})
