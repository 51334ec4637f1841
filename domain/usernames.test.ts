import fc from 'fast-check'
import { expect, test } from 'vitest'
import { username } from '../contract/usernames.ts'
import { isReservedUsername } from './reserved-names.ts'
import { usernameFrom } from './usernames.ts'

test.each([
  ['Nina New', 'nina-new'],
  ['  José  Ángel   Núñez ', 'jose-angel-nunez'],
  ['Søren Weiß', 'soren-weiss'],
  ["Shaquille O'Neal", 'shaquille-oneal'],
  ['İpek Işık', 'ipek-isik'],
  ['Maximiliane von und zu Hohenstein-Wittelsbach', 'maximiliane-von-und-zu-hoh'],
  ['Admin', undefined],
  ['Support Team', undefined],
  ['Labseat Hilfe', undefined],
  ['Jo', undefined],
  ['李小龙', undefined],
  ['', undefined],
])('%s suggests %s', (name, suggested) => expect(usernameFrom(name)).toBe(suggested))

test('a suggestion is a valid username for any name, also with three digits added', () =>
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (name) => {
      const suggested = usernameFrom(name)
      if (!suggested) return
      expect(username.safeParse(suggested).success).toBe(true)
      expect(username.safeParse(`${suggested}-999`).success).toBe(true)
      expect(isReservedUsername(suggested)).toBe(false)
    }),
  ))
