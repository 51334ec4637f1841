import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'
import { expect, test } from 'vitest'

/** Names and protocol words. */
const allowed = new Set(['Labseat', 'Bearer '])

/** Finds words between tags, attributes that start like a sentence, and sentences in the code. */
const isPageText = (node: ts.Node): boolean => {
  if (ts.isJsxText(node)) return /\p{L}/u.test(node.text) && !allowed.has(node.text.trim())
  const text = ts.isStringLiteralLike(node) || ts.isTemplateHead(node) ? node.text : ''
  if (text === '' || allowed.has(text)) return false
  const isAttribute = ts.isJsxAttribute(node.parent) || ts.isJsxExpression(node.parent)
  return (isAttribute ? /^\p{Lu}\p{Ll}/u : /^\p{Lu}\p{Ll}*['’]?\p{Ll}* |^\p{Lu}\p{Ll}+\.$/u).test(text)
}

const findRawTexts = (sources: string, path: string): string[] => {
  const code = readFileSync(join(sources, path), 'utf8')
  const file = ts.createSourceFile(path, code, ts.ScriptTarget.Latest, true)
  const rawTexts: string[] = []
  const visit = (node: ts.Node): void => {
    if (isPageText(node)) {
      const { line } = file.getLineAndCharacterOfPosition(node.getStart())
      rawTexts.push(`${path}:${line + 1} ${node.getText().trim()}`)
    }
    ts.forEachChild(node, visit)
  }
  visit(file)
  return rawTexts
}

test('every text is in a catalogue of web/src/locales/en (lib/i18n.ts says how to add one)', () => {
  const sources = join(import.meta.dirname, '..')
  const paths = globSync('**/*.{ts,tsx}', { cwd: sources }).filter(
    (path) => !/\.test\.tsx?$|\.gen\.ts$|^locales\//.test(path),
  )
  expect(paths.flatMap((path) => findRawTexts(sources, path))).toEqual([])
})
