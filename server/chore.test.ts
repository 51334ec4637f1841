import { expect, test } from 'vitest'
import type { ChoreName } from '../contract/system.ts'
import { type ChoreContext, overdueSince, runChores, runForAll, runForEach } from './chore.ts'

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

const recordChores = () => {
  const names: string[] = []
  const chore = (name: ChoreName, error?: Error) => ({
    name,
    run: async () => {
      names.push(name)
      if (error) throw error
      return 3
    },
  })
  return { names, chore }
}

test('a failing chore is logged by name and does not stop the next one', async () => {
  const { context, entries } = recordLog()
  const { names, chore } = recordChores()
  const results = await runChores(
    [chore('settle events'), chore('send e-mail', new Error('down')), chore('end clusters')],
    context,
  )
  expect(names).toEqual(['settle events', 'send e-mail', 'end clusters'])
  expect(results).toEqual([
    { name: 'settle events', items: 3, failures: 0 },
    { name: 'send e-mail', items: 0, failures: 1 },
    { name: 'end clusters', items: 3, failures: 0 },
  ])
  expect(entries).toEqual([
    expect.objectContaining({ severity: 'ERROR', chore: 'send e-mail', error: 'down' }),
  ])
})

test('a sweep fails when every chore fails, after it has tried them all', async () => {
  const { context, entries } = recordLog()
  const { names, chore } = recordChores()
  const chores = [chore('settle events', new Error('down')), chore('send e-mail', new Error('down'))]
  await expect(runChores(chores, context)).rejects.toThrow('Every chore of the sweep failed.')
  expect(names).toEqual(['settle events', 'send e-mail'])
  expect(entries).toHaveLength(2)
})

test('what a chore logs has the name of the chore', async () => {
  const { context, entries } = recordLog()
  const run = async ({ log }: ChoreContext) => {
    log('WARNING', 'Slow.')
    return 1
  }
  await runChores([{ name: 'end clusters', run }], context)
  expect(entries).toEqual([{ severity: 'WARNING', message: 'Slow.', chore: 'end clusters' }])
})

test.each([
  ['in order', runForEach],
  ['at once', runForAll],
])('a failing document is logged by its path and does not stop another %s', async (_order, run) => {
  const { context, entries } = recordLog()
  const paths: string[] = []
  await run(context, [{ path: 'events/a' }, { path: 'events/b' }], async ({ path }) => {
    paths.push(path)
    if (path === 'events/a') throw new Error('down')
  })
  expect(paths).toEqual(['events/a', 'events/b'])
  expect(entries).toEqual([expect.objectContaining({ severity: 'ERROR', path: 'events/a', error: 'down' })])
})

test('a document whose work never ends does not hold the others', async () => {
  const { context } = recordLog()
  const ended: string[] = []
  const stuck = Promise.withResolvers<void>()
  const running = runForEach(context, [{ path: 'stuck' }, { path: 'b' }, { path: 'c' }], async ({ path }) => {
    if (path === 'stuck') await stuck.promise
    ended.push(path)
  })
  await expect.poll(() => ended).toEqual(['b', 'c'])
  stuck.resolve()
  expect(await running).toBe(3)
})

test('work is overdue after the time that the context says', () => {
  expect(overdueSince(recordLog().context).toDate().toISOString()).toBe('2031-01-01T00:00:00.000Z')
})
