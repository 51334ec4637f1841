import { setImmediate as waitForEventLoop } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { batched, coalesced, inTurn } from './concurrency.ts'

describe('inTurn', () => {
  const recorder = () => {
    const steps: string[] = []
    const work =
      (name: string, fails = false) =>
      async () => {
        steps.push(`${name} begins`)
        await waitForEventLoop()
        steps.push(`${name} ends`)
        if (fails) throw new Error(name)
        return name
      }
    return { steps, work }
  }

  test('work of one key runs in order, one at a time, and each caller gets the result of its work', async () => {
    const { steps, work } = recorder()
    const answers = await Promise.all(['a', 'b', 'c'].map((name) => inTurn('key', work(name))))
    expect(answers).toEqual(['a', 'b', 'c'])
    expect(steps).toEqual(['a', 'b', 'c'].flatMap((name) => [`${name} begins`, `${name} ends`]))
  })

  test('work of another key does not wait', async () => {
    const { steps, work } = recorder()
    await Promise.all([inTurn('first', work('a')), inTurn('second', work('b'))])
    expect(steps).toEqual(['a begins', 'b begins', 'a ends', 'b ends'])
  })

  test('a failure does not stop the next work', async () => {
    const { steps, work } = recorder()
    const failing = inTurn('key', work('a', true))
    const next = inTurn('key', work('b'))
    await expect(failing).rejects.toThrow('a')
    expect(await next).toBe('b')
    expect(await inTurn('key', work('c'))).toBe('c')
    expect(steps.at(-1)).toBe('c ends')
  })

  test('runs many at once in order, past those that fail, while another key runs beside them', async () => {
    let running = 0
    const order: string[] = []
    const act = (key: string, number: number) =>
      inTurn(key, async () => {
        running++
        if (key === 'mine') expect(order.filter((name) => name.startsWith('mine'))).toHaveLength(number)
        await waitForEventLoop()
        order.push(`${key} ${number}`)
        running--
        if (number % 3 === 0) throw new Error(`${number}`)
        return number
      })
    const outcomes = await Promise.allSettled([
      ...Array.from({ length: 7 }, (_, number) => act('mine', number)),
      act('yours', 0),
    ])
    expect(outcomes.map(({ status }) => status)).toEqual(
      [0, 1, 2, 3, 4, 5, 6, 0].map((number) => (number % 3 === 0 ? 'rejected' : 'fulfilled')),
    )
    expect(order.filter((name) => name.startsWith('mine'))).toEqual(
      [0, 1, 2, 3, 4, 5, 6].map((number) => `mine ${number}`),
    )
    // `yours` runs beside the first of `mine` and waits for no other.
    expect(order.indexOf('yours 0')).toBeLessThan(3)
    expect(running).toBe(0)
  })
})

describe('batched', () => {
  test('items that arrive while a batch is under way go in the next one, in order and up to the maximum', async () => {
    const batches: number[][] = []
    const gate = Promise.withResolvers<void>()
    const send = batched(3, async (items: readonly number[]) => {
      batches.push([...items])
      if (batches.length === 1) await gate.promise
      return items.map((item) => item * 10)
    })
    const first = send(0)
    await waitForEventLoop()
    await waitForEventLoop()
    const later = [1, 2, 3, 4].map(send)
    gate.resolve()
    expect(await Promise.all([first, ...later])).toEqual([0, 10, 20, 30, 40])
    expect(batches).toEqual([[0], [1, 2, 3], [4]])
  })

  test('items of one moment share a batch', async () => {
    const sizes: number[] = []
    const send = batched(100, async (items: readonly string[]) => {
      sizes.push(items.length)
      return items
    })
    await Promise.all(['a', 'b', 'c'].map(send))
    expect(sizes).toEqual([3])
  })

  test('a failed batch rejects its items and not those of the next batch', async () => {
    let isDown = true
    const send = batched(2, async (items: readonly string[]) => {
      if (isDown) throw new Error('down')
      return items
    })
    const failed = await Promise.allSettled([send('a'), send('b')])
    expect(failed.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    isDown = false
    expect(await send('c')).toBe('c')
  })

  test('an item whose own result rejects fails alone, and the next batch waits for it', async () => {
    const finished: string[] = []
    const send = batched(2, async (items: readonly string[]) =>
      items.map(async (item) => {
        await waitForEventLoop()
        if (item === 'd') expect(finished.slice(0, 2)).toEqual(['a', 'b'])
        finished.push(item)
        if (item === 'b') throw new Error('refused')
        return item
      }),
    )
    const outcomes = await Promise.allSettled(['a', 'b', 'c', 'd'].map(send))
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'fulfilled'])
  })
})

test('a batch without an answer does not hold the next one', async () => {
  const never = new Promise<string[]>(() => {})
  const send = batched(1, async (items: readonly string[]) => (items[0] === 'stuck' ? never : items), {
    holdMs: 20,
  })
  void send('stuck')
  expect(await Promise.all(['b', 'c'].map(send))).toEqual(['b', 'c'])
})

describe('coalesced', () => {
  const begin = () => {
    const runs: { input: string; free: () => void; fail: () => void }[] = []
    const call = coalesced<string, string>(
      (waiting, next) => `${waiting}+${next}`,
      (_key, input) => {
        const { promise, resolve, reject } = Promise.withResolvers<string>()
        runs.push({ input, free: () => resolve(input), fail: () => reject(new Error(input)) })
        return { done: promise, free: promise }
      },
    )
    return { runs, call }
  }

  test('the first input runs at once; inputs that arrive meanwhile are merged into the next run', async () => {
    const { runs, call } = begin()
    const answers = ['a', 'b', 'c', 'd'].map((input) => call('key', input))
    expect(runs.map(({ input }) => input)).toEqual(['a'])
    runs[0]!.free()
    await waitForEventLoop()
    expect(runs.map(({ input }) => input)).toEqual(['a', 'b+c+d'])
    const last = call('key', 'e')
    runs[1]!.free()
    expect(await Promise.all(answers)).toEqual(['a', 'b+c+d', 'b+c+d', 'b+c+d'])
    await waitForEventLoop()
    runs[2]!.free()
    expect(await last).toBe('e')
  })

  test('inputs of another key do not wait', () => {
    const { runs, call } = begin()
    void call('first', 'a')
    void call('second', 'b')
    expect(runs.map(({ input }) => input)).toEqual(['a', 'b'])
  })

  test('a failed run rejects its callers and does not stop the next run', async () => {
    const { runs, call } = begin()
    const [first, second] = [call('key', 'a'), call('key', 'b')]
    runs[0]!.fail()
    await expect(first).rejects.toThrow('a')
    await waitForEventLoop()
    runs[1]!.free()
    expect(await second).toBe('b')
  })

  test('an idle key starts at once a second time: its memory is freed', async () => {
    const { runs, call } = begin()
    const first = call('key', 'a')
    runs[0]!.free()
    await first
    await waitForEventLoop()
    void call('key', 'b')
    expect(runs.map(({ input }) => input)).toEqual(['a', 'b'])
  })

  test('callers get their result before the key is free', async () => {
    const free = Promise.withResolvers<void>()
    const inputs: string[] = []
    const call = coalesced<string, string>(
      (_, next) => next,
      (_key, input) => {
        inputs.push(input)
        return { done: Promise.resolve(input), free: free.promise }
      },
    )
    expect(await call('key', 'a')).toBe('a')
    const later = call('key', 'b')
    await waitForEventLoop()
    expect(inputs).toEqual(['a'])
    free.resolve()
    expect(await later).toBe('b')
  })
})
