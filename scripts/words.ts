import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'
import banned from './banned-words.json' with { type: 'json' }
import { listUpload } from './deployment/upload.ts'

const root = join(import.meta.dirname, '..')
const names = new Map(Object.entries(banned.names))
const phrases = Object.entries(banned.phrases).map(([phrase, use]) => ({
  phrase,
  use,
  pattern: new RegExp(`(?<![\\w-])${phrase.replace('.', '\\.')}(?![\\w-])`, 'gi'),
}))
/** A function named by a past participle; the exceptions are verbs, and the two queues of server/concurrency.ts. */
const participle = /^(?!(?:batched|coalesced|embed|feed|seed|shed|proceed|exceed|succeed)$)[a-z]+ed$/

type Finding = { path: string; line: number; text: string }
/** A piece of prose with the offset of each of its characters in the file. */
type Prose = { text: string; start: number }

/** Generated files, and the list of the words. */
const isExempt = (path: string): boolean =>
  /\.gen\.ts$|^openapi\.yaml$|^package(-lock)?\.json$|^scripts\/(banned-words\.json|words\.test\.ts)$/.test(
    path,
  )

const lineAt = (source: string, offset: number): number => source.slice(0, offset).split('\n').length

/** The same length as before, so that offsets stay: comment marks and line ends become spaces. */
const toProse = (comment: string): string =>
  comment.replaceAll(/\n[ \t]*(\*(?!\/)|\/\/)?|^\/\*+|\*\/$|^\/\//g, (mark) => ' '.repeat(mark.length))

const phrasesIn = (path: string, source: string, { text, start }: Prose): Finding[] =>
  phrases.flatMap(({ phrase, use, pattern }) => {
    const words = text.replaceAll(/\s/g, ' ')
    // A wrapped phrase has more than one blank between its words.
    const spaced = new RegExp(pattern.source.replaceAll(' ', ' +'), 'gi')
    return [...words.matchAll(spaced)].map(({ index }) => ({
      path,
      line: lineAt(source, start + index),
      text: `“${phrase.trim()}”: ${use}`,
    }))
  })

const declaredName = (node: ts.Node): ts.Identifier | undefined => {
  const isDeclaration =
    ts.isVariableDeclaration(node) ||
    ts.isParameter(node) ||
    ts.isBindingElement(node) ||
    ts.isFunctionDeclaration(node) ||
    ts.isTypeAliasDeclaration(node) ||
    ts.isInterfaceDeclaration(node) ||
    ts.isClassDeclaration(node) ||
    ts.isTypeParameterDeclaration(node) ||
    ts.isPropertySignature(node) ||
    ts.isImportSpecifier(node)
  return isDeclaration && node.name && ts.isIdentifier(node.name) ? node.name : undefined
}

const isFunction = (node: ts.Node): boolean =>
  ts.isFunctionDeclaration(node) ||
  (ts.isVariableDeclaration(node) &&
    node.initializer !== undefined &&
    (ts.isArrowFunction(node.initializer) || ts.isFunctionExpression(node.initializer)))

/** Comments of a file, where neighbouring `//` lines are one text. */
const commentsOf = (file: ts.SourceFile): Prose[] => {
  const source = file.text
  const ranges = new Map<number, number>()
  const visit = (node: ts.Node): void => {
    if (ts.isJsxText(node)) return
    for (const range of [
      ...(ts.getLeadingCommentRanges(source, node.getFullStart()) ?? []),
      ...(ts.getTrailingCommentRanges(source, node.getEnd()) ?? []),
    ])
      ranges.set(range.pos, range.end)
    for (const child of node.getChildren(file)) visit(child)
  }
  visit(file)
  const comments: { start: number; end: number }[] = []
  for (const [start, end] of [...ranges].sort(([a], [b]) => a - b)) {
    const last = comments.at(-1)
    if (last && source.startsWith('//', start) && /^\s*$/.test(source.slice(last.end, start))) last.end = end
    else comments.push({ start, end })
  }
  return comments.map(({ start, end }) => ({ text: toProse(source.slice(start, end)), start }))
}

const stringsOf = (file: ts.SourceFile): Prose[] => {
  const strings: Prose[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return
    if (ts.isStringLiteralLike(node) || ts.isTemplateExpression(node) || ts.isJsxText(node))
      strings.push({ text: node.getText(file), start: node.getStart(file) })
    else ts.forEachChild(node, visit)
  }
  visit(file)
  return strings
}

const namesIn = (path: string, file: ts.SourceFile): Finding[] => {
  const findings: Finding[] = []
  const visit = (node: ts.Node): void => {
    const name = declaredName(node)
    if (name) {
      const use = names.get(name.text.toLowerCase())
      const line = lineAt(file.text, name.getStart(file))
      if (use) findings.push({ path, line, text: `name ${name.text}: ${use}` })
      else if (isFunction(node) && participle.test(name.text))
        findings.push({ path, line, text: `name ${name.text}: a function is a verb` })
    }
    ts.forEachChild(node, visit)
  }
  visit(file)
  return findings
}

/** Every banned name and phrase of one file. */
export const findingsOf = (path: string, source: string): Finding[] => {
  if (!/\.(tsx?|mjs|js)$/.test(path)) {
    // Code in a page of documentation keeps the names of the code.
    const prose = /\.md$/.test(path)
      ? source.replaceAll(/```[\s\S]*?```|`[^`\n]*`/g, (code) => code.replaceAll(/[^\n]/g, '_'))
      : source
    return phrasesIn(path, source, { text: prose, start: 0 })
  }
  const kind = path.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS
  const file = ts.createSourceFile(path, source, ts.ScriptTarget.Latest, true, kind)
  const prose = [...commentsOf(file), ...stringsOf(file)].flatMap((text) => phrasesIn(path, source, text))
  return [...namesIn(path, file), ...prose].sort((a, b) => a.line - b.line)
}

const folderOf = (path: string): string => {
  const parts = path.split('/').slice(0, -1)
  return parts.slice(0, parts[0] === 'web' ? 3 : 2).join('/') || '.'
}

/** Git's list, or what a deployment uploads: Cloud Build has no repository. @param places files and folders; none means all */
const listSources = (places: string[]): string[] => {
  if (!existsSync(join(root, '.git')))
    return listUpload().filter(
      (path) => places.length === 0 || places.some((place) => path === place || path.startsWith(`${place}/`)),
    )
  const args = ['ls-files', '--cached', '--others', '--exclude-standard', '--', ...places]
  return execFileSync('git', args, { cwd: root, encoding: 'utf8' }).split('\n')
}

if (import.meta.main) {
  const isList = process.argv.includes('--list')
  const places = process.argv.slice(2).filter((argument) => !argument.startsWith('--'))
  const scanned = listSources(places).filter(
    (path) => /\.(tsx?|mjs|js|md|tf|rules|py|html|css|ya?ml|json)$/.test(path) && !isExempt(path),
  )
  const findings = scanned.flatMap((path) => findingsOf(path, readFileSync(join(root, path), 'utf8')))
  if (isList) {
    const counts = new Map<string, number>()
    for (const { path } of findings) counts.set(folderOf(path), (counts.get(folderOf(path)) ?? 0) + 1)
    for (const [folder, count] of [...counts].sort(([a], [b]) => (a < b ? -1 : 1)))
      console.log(`${String(count).padStart(5)}  ${folder}`)
    console.log(`${String(findings.length).padStart(5)}  in all`)
  } else {
    for (const { path, line, text } of findings) console.log(`${path}:${line} ${text}`)
    process.exitCode = findings.length > 0 ? 1 : 0
  }
}
