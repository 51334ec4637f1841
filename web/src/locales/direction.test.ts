import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'
import { expect, test } from 'vitest'
import { t } from './reports.ts'

test('a name from right to left is isolated in a sentence of a page', () => {
  expect(t('row.owner', { name: 'דנה' })).toBe('By \u2068דנה\u2069')
  expect(t('row.owner', { name: 'Ada' })).toBe('By Ada')
})

/** What people write, where a page shows it without a sentence. */
const written =
  /^(event(\.data)?|review|person|client|account|owner)\.(title|ownerName|description|comment|name|address)$/

const isIsolated = (node: ts.Node): boolean => {
  for (let parent = node.parent; parent; parent = parent.parent)
    if (ts.isJsxElement(parent)) {
      const { tagName, attributes } = parent.openingElement
      const hasDirection = attributes.properties.some((property) => property.name?.getText() === 'dir')
      if (tagName.getText() === 'bdi' || tagName.getText() === 'PageTitle' || hasDirection) return true
    }
  return false
}

const findMixed = (path: string, code: string): string[] => {
  const file = ts.createSourceFile(path, code, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX)
  const mixed: string[] = []
  const visit = (node: ts.Node): void => {
    if (
      ts.isJsxExpression(node) &&
      !ts.isJsxAttribute(node.parent) &&
      written.test(node.expression?.getText() ?? '') &&
      !isIsolated(node)
    )
      mixed.push(`${path}: ${node.getText()}`)
    ts.forEachChild(node, visit)
  }
  visit(file)
  return mixed
}

test('the search finds text of people beside text of the page', () => {
  expect(findMixed('a.tsx', '<p>{event.title} · 5</p>')).toEqual(['a.tsx: {event.title}'])
  expect(findMixed('a.tsx', '<p><bdi>{event.title}</bdi> · 5</p>')).toEqual([])
})

test('text that people wrote has its own direction on each page', () => {
  const sources = join(import.meta.dirname, '..')
  const paths = globSync('**/*.tsx', { cwd: sources })
  expect(paths.flatMap((path) => findMixed(path, readFileSync(join(sources, path), 'utf8')))).toEqual([])
})
