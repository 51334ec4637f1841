import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'
import { expect, test } from 'vitest'

const root = join(import.meta.dirname, '..')
const files = globSync('{contract,domain,server,functions,pubsub,web/src}/**/*.{ts,tsx}', {
  cwd: root,
}).filter((path) => !/\.test\.|\.gen\.ts$/.test(path))

/** A `Record<string, …>` with entries that the file reads by a variable name: such a look-up also finds `constructor`. */
const isPlainTable = (node: ts.Node, text: string): boolean =>
  ts.isVariableDeclaration(node) &&
  node.initializer !== undefined &&
  ts.isObjectLiteralExpression(node.initializer) &&
  node.initializer.properties.length > 0 &&
  /^(?:Readonly<)?Record<\s*string,/.test(node.type?.getText() ?? '') &&
  new RegExp(`\\b${node.name.getText()}\\[(?!['"])`).test(text)

/** `name in table` is true for `constructor`, unless the name is a literal. */
const isInheritedLookUp = (node: ts.Node): boolean =>
  ts.isBinaryExpression(node) &&
  node.operatorToken.kind === ts.SyntaxKind.InKeyword &&
  !ts.isStringLiteral(node.left) &&
  !ts.isPrivateIdentifier(node.left)

const findings = (path: string): string[] => {
  const text = readFileSync(join(root, path), 'utf8')
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true)
  const lines: string[] = []
  const visit = (node: ts.Node): void => {
    if (isPlainTable(node, text) || isInheritedLookUp(node)) {
      const { line } = source.getLineAndCharacterOfPosition(node.getStart())
      lines.push(`${path}:${line + 1}`)
    }
    ts.forEachChild(node, visit)
  }
  visit(source)
  return lines
}

test('no plain object is a table for names from outside: a Map, or Object.hasOwn, finds no inherited names', () =>
  expect(files.flatMap(findings)).toEqual([]))
