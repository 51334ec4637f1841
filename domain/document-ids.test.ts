import fc from 'fast-check'
import { expect, test } from 'vitest'
import { username } from '../contract/usernames.ts'
import { hostileText } from '../testing/hostile-text.ts'
import { isDocumentId, pathOf } from './document-ids.ts'

test.each(['', '.', '..', 'a/b', '__x__', '____', '__\n__', 'é'.repeat(751), '\ud800'])(
  '%j is no id',
  (text) => {
    expect(isDocumentId(text)).toBe(false)
    expect(() => pathOf`usernames/${text}`).toThrow(RangeError)
  },
)

test.each(['ada', '__x', 'x__', '...', 'é'.repeat(750), '𠮷'])('%j is an id', (text) => {
  expect(pathOf`usernames/${text}`).toBe(`usernames/${text}`)
})

test('no text makes a path of another depth', () => {
  fc.assert(
    fc.property(hostileText(), hostileText(), (first, second) => {
      let path: string
      try {
        path = pathOf`events/${first}/registrations/${second}`
      } catch (error) {
        expect(error).toBeInstanceOf(RangeError)
        return
      }
      expect(path.split('/')).toHaveLength(4)
    }),
  )
})

test('every username that the schema takes is an id, and __x__ is none', () => {
  expect(username.safeParse('__x__').success).toBe(false)
  expect(username.safeParse('____').success).toBe(false)
  expect(username.safeParse('_x_').success).toBe(true)
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('_', '-', 'a', '7'), maxLength: 32 }), (text) => {
      if (username.safeParse(text).success) expect(isDocumentId(text)).toBe(true)
    }),
  )
})
