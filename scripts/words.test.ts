import { describe, expect, test } from 'vitest'
import { findingsOf } from './words.ts'

const textsOf = (source: string, path = 'a.ts') =>
  findingsOf(path, source).map(({ line, text }) => `${line} ${text.split(':')[0]}`)

describe('names', () => {
  test.each([
    ['const most = 1', ['1 name most']],
    ['const f = (one: string) => one', ['1 name one']],
    ['const { a: found } = b', ['1 name found']],
    ['function told() {}', ['1 name told']],
    ['type Kept = string', ['1 name Kept']],
    ['type Limit = { most: number }', ['1 name most']],
    ["import { others } from './b.ts'", ['1 name others']],
    ['const presented = () => 1', ['1 name presented']],
  ])('%s is reported', (source, findings) => expect(textsOf(source)).toEqual(findings))

  test.each([
    'const maxItems = b.most',
    'const isEmbedded = true',
    'const seed = () => 1',
    'const changed = 1',
  ])('%s is not reported', (source) => expect(textsOf(source)).toEqual([]))
})

describe('phrases', () => {
  test.each([
    ['/** Whoever asks. */', ['1 “whoever”']],
    ['/**\n * A run\n * of its\n * own.\n */', ['3 “of its own”']],
    ['// A run of its\n// own.\nconst a = 1', ['1 “of its own”']],
    ["const a = 'Leave it'", ['1 “leave it”']],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the source of a template
    ['const a = `${b} leave it`', ['1 “leave it”']],
  ])('%j is reported', (source, findings) => expect(textsOf(source)).toEqual(findings))

  test('in the text of an element', () => {
    expect(textsOf('const a = <p>None of this counts.</p>', 'a.tsx')).toEqual(['1 “none of this”'])
  })

  test('in a page of documentation, but not in its code', () => {
    expect(textsOf('# A\n\nWhoever asks `whoever`.\n\n```ts\nwhoever\n```\n', 'a.md')).toEqual([
      '3 “whoever”',
    ])
  })

  test.each(['const whoever1 = 1', "import a from './of its own.ts'", '/** Its own file. */'])(
    '%j is not reported',
    (source) => expect(textsOf(source)).toEqual([]),
  )
})
