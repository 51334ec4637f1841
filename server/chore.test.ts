import { expect, test } from 'vitest'
import { type ChoreContext, overdueSince, runChores, runForEach } from './chore.ts'

const recordLog = () => {
  const entries: unknown[] = []
  const context: ChoreContext = {
    now: '2031-01-01T00:01:00.000Z',
    requestId: 'sweep',
    log: (severity, message, fields) => entries.push({ severity, message, ...fields }),
    overdueMs: 60_000,
    maxItems: 10,
  }
  return { context, entries }
}

test('a failing chore is logged by name and does not stop the next one', async () => {
  const { context, entries } = recordLog()
  const names: string[] = []
  const chore = (name: string, error?: Error) => ({
    name,
    run: async () => {
      names.push(name)
      if (error) throw error
    },
  })
  await runChores([chore('first'), chore('second', new Error('down')), chore('third')], context)
  expect(names).toEqual(['first', 'second', 'third'])
  expect(entries).toEqual([expect.objectContaining({ severity: 'ERROR', chore: 'second', error: 'down' })])
})

test('a failing document is logged by its path and does not stop the next one', async () => {
  const { context, entries } = recordLog()
  const paths: string[] = []
  await runForEach(context, [{ path: 'events/a' }, { path: 'events/b' }], async ({ path }) => {
    paths.push(path)
    if (path === 'events/a') throw new Error('down')
  })
  expect(paths).toEqual(['events/a', 'events/b'])
  expect(entries).toEqual([expect.objectContaining({ severity: 'ERROR', path: 'events/a', error: 'down' })])
})

test('work is overdue after the time that the context says', () => {
  expect(overdueSince(recordLog().context).toDate().toISOString()).toBe('2031-01-01T00:00:00.000Z')
})
