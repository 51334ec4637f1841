import { globSync, readFileSync } from 'node:fs'
import { basename, dirname, join, relative } from 'node:path'
import ts from 'typescript'
import { describe, expect, test } from 'vitest'

type Catalogue = Record<string, string>

const sources = join(import.meta.dirname, '..')
const files = globSync('locales/en/*.ts', { cwd: sources })
const catalogues = new Map<string, Catalogue>(
  await Promise.all(
    files.map(
      async (file): Promise<[string, Catalogue]> => [
        basename(file, '.ts'),
        (await import(join(sources, file))).default,
      ],
    ),
  ),
)
const form = /(_ordinal)?_(zero|one|two|few|many|other)$/

/** Maps the file's imported names to catalogues: `functions` for each `t`, `types` for each type of keys. */
const importsOf = (file: ts.SourceFile) => {
  const functions = new Map<string, string>()
  const types = new Map<string, string>()
  for (const statement of file.statements) {
    if (!ts.isImportDeclaration(statement) || !ts.isStringLiteral(statement.moduleSpecifier)) continue
    const feature = /\/locales\/([\w-]+)\.ts$/.exec(statement.moduleSpecifier.text)?.[1]
    const names = statement.importClause?.namedBindings
    if (!feature || !names || !ts.isNamedImports(names)) continue
    for (const specifier of names.elements)
      ((specifier.propertyName ?? specifier.name).text === 't' ? functions : types).set(
        specifier.name.text,
        feature,
      )
  }
  return { functions, types }
}

type Use = { feature: string; key: string; where: string }

/**
 * The keys that a file uses: in calls of `t`, and in tables whose type holds keys. tsc checks other arguments of `t`,
 * such as an entry of a table. `composed`: places that build a key from parts.
 */
const usesOf = (path: string): { uses: Use[]; composed: string[] } => {
  const file = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest, true)
  const { functions, types } = importsOf(file)
  const uses: Use[] = []
  const composed: string[] = []
  const placeOf = (node: ts.Node) =>
    `${relative(sources, path)}:${file.getLineAndCharacterOfPosition(node.getStart()).line + 1}`
  const collectKeys = (node: ts.Node, feature: string, isTable = false): void => {
    if (ts.isStringLiteralLike(node)) {
      if (!isTable || keysOf(catalogues.get(feature) ?? {}).has(node.text))
        uses.push({ feature, key: node.text, where: placeOf(node) })
    } else if (ts.isTemplateExpression(node)) composed.push(placeOf(node))
    else if (ts.isConditionalExpression(node)) {
      collectKeys(node.whenTrue, feature, isTable)
      collectKeys(node.whenFalse, feature, isTable)
    } else if (!ts.isElementAccessExpression(node) && !ts.isPropertyAccessExpression(node))
      ts.forEachChild(node, (inner) => collectKeys(inner, feature, isTable))
  }
  const featureOf = (type: ts.TypeNode | undefined): string | undefined => {
    const named = type?.getText().match(/\w+/g) ?? []
    return named.map((name) => types.get(name)).find(Boolean)
  }
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && ts.isIdentifier(node.expression)) {
      const feature = functions.get(node.expression.text)
      if (feature && node.arguments[0]) collectKeys(node.arguments[0], feature)
    }
    if (ts.isSatisfiesExpression(node)) {
      const feature = featureOf(node.type)
      if (feature) collectKeys(node.expression, feature, true)
    }
    if (ts.isVariableDeclaration(node) && node.initializer) {
      const feature = featureOf(node.type)
      if (feature) collectKeys(node.initializer, feature, true)
    }
    ts.forEachChild(node, visit)
  }
  visit(file)
  return { uses, composed }
}

const keysOf = (catalogue: Catalogue) => new Set(Object.keys(catalogue).map((key) => key.replace(form, '')))

const scanned = globSync('**/*.{ts,tsx}', { cwd: sources })
  .filter((path) => !/\.test\.tsx?$|\.gen\.ts$/.test(path) && dirname(path) !== 'locales/en')
  .map((path) => usesOf(join(sources, path)))
const uses = scanned.flatMap((file) => file.uses)

describe.each([...catalogues].filter(([feature]) => feature !== 'fields'))(
  'the texts of %s',
  (feature, catalogue) => {
    const keys = keysOf(catalogue)

    test('exist for every key that the code uses', () => {
      const missing = uses.filter((use) => use.feature === feature && !keys.has(use.key))
      expect(missing.map(({ key, where }) => `${where} ${key}`)).toEqual([])
    })

    test('are all used by the code', () => {
      const used = new Set(uses.filter((use) => use.feature === feature).map(({ key }) => key))
      expect([...keys].filter((key) => !used.has(key))).toEqual([])
    })

    test('have all English plural forms, and no text is empty or has blanks at its ends', () => {
      const categories = { '': ['one', 'other'], _ordinal: ['one', 'two', 'few', 'other'] }
      for (const key of Object.keys(catalogue)) {
        const [end, kind = ''] = form.exec(key) ?? []
        if (!end) continue
        const forms = categories[kind as keyof typeof categories]
        expect(Object.keys(catalogue)).toEqual(
          expect.arrayContaining(forms.map((name) => key.replace(form, `${kind}_${name}`))),
        )
      }
      expect(Object.entries(catalogue).filter(([, text]) => text.trim() !== text || text === '')).toEqual([])
    })
  },
)

test('no key is built from parts', () => {
  expect(scanned.flatMap((file) => file.composed)).toEqual([])
})
