import { setImmediate as later } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { inTurn } from './in-turn.ts'

const begin = () => {
  const said: string[] = []
  const work =
    (name: string, fails = false) =>
    async () => {
      said.push(`${name} begins`)
      await later()
      said.push(`${name} ends`)
      if (fails) throw new Error(name)
      return name
    }
  return { said, work }
}

test('what has one key comes one after the other, in the order it was asked for, and gets its own answer', async () => {
  const { said, work } = begin()
  const answers = await Promise.all(['a', 'b', 'c'].map((name) => inTurn('key', work(name))))
  expect(answers).toEqual(['a', 'b', 'c'])
  expect(said).toEqual(['a', 'b', 'c'].flatMap((name) => [`${name} begins`, `${name} ends`]))
})

test('what has another key does not wait', async () => {
  const { said, work } = begin()
  await Promise.all([inTurn('one', work('a')), inTurn('other', work('b'))])
  expect(said).toEqual(['a begins', 'b begins', 'a ends', 'b ends'])
})

test('one that fails keeps nobody back', async () => {
  const { said, work } = begin()
  const failing = inTurn('key', work('a', true))
  const next = inTurn('key', work('b'))
  await expect(failing).rejects.toThrow('a')
  expect(await next).toBe('b')
  expect(await inTurn('key', work('c'))).toBe('c')
  expect(said.at(-1)).toBe('c ends')
})
