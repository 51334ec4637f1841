import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { messages } from '../contract/messages.ts'
import packageJson from '../package.json' with { type: 'json' }
import { alerts, runbookPath } from './monitoring/alerts.ts'
import { type Kind, monitoringFiles } from './monitoring/files.ts'
import { serviceNames } from './monitoring/filters.ts'
import { logMetrics } from './monitoring/log-metrics.ts'
import { findMisfits, type Schema } from './monitoring/shape.ts'
import { monitoringTexts, readMonitoringFile } from './monitoring.ts'

const root = join(import.meta.dirname, '..')
const schema: Schema = JSON.parse(readMonitoringFile('schema.json'))
const files = monitoringFiles()
const text = [...monitoringTexts().values()].join('\n')

test('deploy/monitoring is what scripts/monitoring.ts writes, and has no other file', () => {
  const expected = monitoringTexts()
  const present = globSync('*/*.json', { cwd: join(root, 'deploy/monitoring') })
  expect(present.sort()).toEqual([...expected.keys()].sort())
  for (const [path, content] of expected) expect(readMonitoringFile(path), path).toBe(content)
})

const all = (Object.entries(files) as [Kind, Record<string, object>][]).flatMap(([kind, named]) =>
  Object.entries(named).map(([name, content]): [string, Kind, object] => [`${kind}/${name}`, kind, content]),
)
test.each(all)('%s has the shape of Google’s API', (_, kind, content) => {
  expect(findMisfits(schema, { type: schema.roots[kind]! }, content)).toEqual([])
})

test('the check of shapes finds a wrong name, a wrong value and a wrong type', () => {
  const wrong = { displayName: 3, combiner: 'XOR', conditions: [{ conditionTreshold: {} }] }
  expect(findMisfits(schema, { type: schema.roots.alerts! }, wrong)).toEqual([
    '.displayName is not of type string',
    expect.stringMatching(/^\.combiner is not one of AND, /),
    '.conditions[0].conditionTreshold does not exist',
  ])
})

/** The functions and the runner, without tests. */
const sources = globSync('{server,functions,pubsub,clusters/runner}/**/*.ts', { cwd: root })
  .filter((path) => !path.includes('test'))
  .map((path) => readFileSync(join(root, path), 'utf8'))
  .join('\n')

describe.each(logMetrics)('$name', ({ filter, valueExtractor, labelExtractors = {} }) => {
  test('counts a line that the code writes, with the fields that it has', () => {
    const [, message] = /jsonPayload\.message="([^"]+)"/.exec(filter)!
    expect(sources).toContain(`'${message}'`)
    const fields = [valueExtractor, ...Object.values(labelExtractors)]
      .map((extractor) => /jsonPayload\.(\w+)/.exec(extractor ?? '')?.[1])
      .filter((field) => field !== undefined)
    for (const field of fields) expect(sources, field).toMatch(new RegExp(`\\b${field}\\b\\s*[:,}]`))
  })
})

test('every log-based metric is on a dashboard', () => {
  const boards = JSON.stringify(files.dashboards)
  const unused = logMetrics.map(({ name }) => name).filter((name) => !boards.includes(`user/${name}\\"`))
  // The age of e-mail only serves its alert; the dashboard shows how many wait.
  expect(unused).toEqual(['labseat/oldest_mail_age'])
})

test('filters name functions and topics that exist, and are short enough', () => {
  const filters = [...text.matchAll(/"(?:filter|\w+Filter)": "((?:[^"\\]|\\.)*)"/g)].map(([, filter]) =>
    JSON.parse(`"${filter}"`),
  )
  expect(filters.length).toBeGreaterThan(40)
  for (const filter of filters) {
    expect(filter.length).toBeLessThanOrEqual(2048)
    for (const [, name] of filter.matchAll(/"service_name"="([^"]+)"/g)) expect(serviceNames).toContain(name)
    for (const [, pattern] of filter.matchAll(/full_match\("([^"]+)"\)/g))
      for (const part of pattern.split('|'))
        expect(
          [...serviceNames].some((name) => new RegExp(`^${part}$`).test(name)),
          part,
        ).toBe(true)
    for (const [, topic] of filter.matchAll(/"topic"="([^"]+)"/g))
      expect(Object.keys(messages)).toContain(topic)
  }
})

const testFiles = globSync('{server,functions,pubsub}/**/*.test.ts', { cwd: root })
const runbooks = globSync('docs/runbooks/*.md', { cwd: root })

test('every alert contains its runbook, and every runbook has an alert', () => {
  const named = Object.values(alerts()).map(({ userLabels }) => runbookPath(userLabels.runbook))
  expect([...new Set(named)].sort()).toEqual(runbooks.sort())
  for (const { documentation } of Object.values(alerts())) {
    // Relative links lead nowhere from a notification.
    expect(documentation.content).not.toMatch(/\]\((?!https:)/)
    // Cloud Monitoring's limits.
    expect(documentation.content.length).toBeLessThanOrEqual(8192)
    expect(Buffer.byteLength(documentation.content)).toBeLessThanOrEqual(10_240)
    expect(documentation.subject.length).toBeLessThanOrEqual(255)
  }
})

/** The shell blocks of a page with the line before each. */
const blocksOf = (page: string) =>
  [...page.matchAll(/^([^\n]*)\n+```sh\n(.*?)```/gms)].map(([, intro = '', commands = '']) => ({
    intro,
    commands,
  }))

describe.each(runbooks)('%s', (path) => {
  const page = readFileSync(join(root, path), 'utf8')

  test('says what it means, what to look at, what to do and when it is over', () => {
    expect([...page.matchAll(/^## (.+)$/gm)].map(([, title]) => title)).toEqual([
      'What it means',
      'Look',
      'Do',
      'It is over when',
    ])
  })

  test('marks commands that need a cloud, and its other commands exist here', () => {
    for (const { intro, commands } of blocksOf(page)) {
      if (/(?:^|\| )(gcloud|curl|npx firebase|npm run deploy) /m.test(commands)) {
        expect(intro, commands).toMatch(/^Needs a cloud/)
        continue
      }
      for (const [, name] of commands.matchAll(/^npm (?:run )?(\w+)/gm))
        expect(Object.keys(packageJson.scripts)).toContain(name)
      for (const [, filter] of commands.matchAll(/^npm test -- (\S+)$/gm))
        expect(
          testFiles.some((file) => file.includes(filter!)),
          filter,
        ).toBe(true)
    }
  })

  test('searches for log lines that the code writes', () => {
    for (const [, message] of page.matchAll(/jsonPayload\.message="([^"]+)"/g))
      expect(sources).toContain(`'${message}'`)
  })

  test('links pages and files that exist', () => {
    for (const [, link] of page.matchAll(/\]\(([^)#]+)(?:#[^)]*)?\)/g))
      if (!link!.startsWith('https://'))
        expect(globSync(join(root, 'docs/runbooks', link!)), link).toHaveLength(1)
  })
})
