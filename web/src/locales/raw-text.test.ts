import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'
import { expect, test } from 'vitest'

/** Names, and words of protocols. */
const allowed = new Set(['Labseat', 'Bearer '])

/** Words between tags, attributes that begin as a sentence does, and sentences in the code. */
const isSaid = (node: ts.Node): boolean => {
  if (ts.isJsxText(node)) return /\p{L}/u.test(node.text) && !allowed.has(node.text.trim())
  const text = ts.isStringLiteralLike(node) || ts.isTemplateHead(node) ? node.text : ''
  if (text === '' || allowed.has(text)) return false
  const isAttribute = ts.isJsxAttribute(node.parent) || ts.isJsxExpression(node.parent)
  return (isAttribute ? /^\p{Lu}\p{Ll}/u : /^\p{Lu}\p{Ll}*['’]?\p{Ll}* |^\p{Lu}\p{Ll}+\.$/u).test(text)
}

const rawTexts = (sources: string, path: string): string[] => {
  const code = readFileSync(join(sources, path), 'utf8')
  const file = ts.createSourceFile(path, code, ts.ScriptTarget.Latest, true)
  const found: string[] = []
  const visit = (node: ts.Node): void => {
    if (isSaid(node)) {
      const { line } = file.getLineAndCharacterOfPosition(node.getStart())
      found.push(`${path}:${line + 1} ${node.getText().trim()}`)
    }
    ts.forEachChild(node, visit)
  }
  visit(file)
  return found
}

test('every text is in a catalogue of web/src/locales/en (lib/i18n.ts says how to add one)', () => {
  const sources = join(import.meta.dirname, '..')
  const paths = globSync('**/*.{ts,tsx}', { cwd: sources }).filter(
    (path) => !/\.test\.tsx?$|\.gen\.ts$|^locales\//.test(path),
  )
  expect(paths.flatMap((path) => rawTexts(sources, path))).toEqual([])
})
