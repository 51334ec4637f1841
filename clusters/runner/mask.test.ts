import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { masked, masking } from './mask.ts'

const secret = fc
  .string({ minLength: 8, maxLength: 80, unit: 'grapheme-ascii' })
  .filter((text) => text.trim() === text && new Set(text).size > 5 && !text.includes(masked))
const around = fc.string({ maxLength: 20, unit: fc.constantFrom('ä', '·', ' ') })

const ways: [string, (text: string) => string][] = [
  ['as it is', (text) => text],
  ['in JSON', (text) => JSON.stringify(text)],
  ['in JSON in JSON', (text) => JSON.stringify(JSON.stringify({ text }))],
  ['in an address', (text) => `https://x.example/?a=${encodeURIComponent(text)}`],
  ['in a form', (text) => new URLSearchParams({ a: text }).toString()],
  [
    'in small percent codes',
    (text) => encodeURIComponent(text).replace(/%../g, (code) => code.toLowerCase()),
  ],
  ['in hexadecimal', (text) => Buffer.from(text).toString('hex')],
]

describe('a secret', () => {
  test.each(ways)('%s never comes through', (_, written) => {
    fc.assert(
      fc.property(secret, around, around, (text, before, after) => {
        const { add, mask } = masking()
        add(text)
        const said = mask(before + written(text) + after)
        expect(said).toContain(masked)
        expect(said).not.toContain(text)
      }),
    )
  })
  test('in base64 does not come through wherever it begins', () => {
    const text = fc
      .string({ minLength: 16, maxLength: 60, unit: 'grapheme-ascii' })
      .filter((one) => one.trim() === one)
    const lead = fc.string({ maxLength: 9, unit: 'grapheme-ascii' })
    fc.assert(
      fc.property(
        text,
        lead,
        lead,
        fc.constantFrom('base64' as const, 'base64url' as const),
        (key, before, after, kind) => {
          const { add, mask } = masking()
          add(key)
          const said = mask(Buffer.from(before + key + after).toString(kind))
          expect(said).toContain(masked)
          // No more than what shares a character with its neighbours can be read.
          expect(Buffer.from(said.replace(masked, ''), kind).toString('latin1')).not.toContain(
            key.slice(2, -2),
          )
        },
      ),
    )
  })
  test('of several lines is not said line by line either', () => {
    const { add, mask } = masking()
    add('-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBgkqhkiG\nAbCdEfGhIjKlMnOpQr==\n')
    expect(mask('MIIEvQIBADANBgkqhkiG')).toBe(masked)
    expect(mask('x AbCdEfGhIjKlMnOpQr== y')).toBe(`x ${masked} y`)
  })
  test('is taken out of everything inside of a thing, its keys too', () => {
    const { add, deep } = masking()
    add('hunter2-hunter2')
    const thing = { a: ['x hunter2-hunter2'], 'hunter2-hunter2': { b: 1, c: null, d: true } }
    expect(deep(thing)).toEqual({ a: [`x ${masked}`], [masked]: { b: 1, c: null, d: true } })
  })
  test('within a longer one goes with it', () => {
    const { add, mask } = masking()
    add('abcdefgh')
    add('abcdefgh-and-more')
    expect(mask('abcdefgh-and-more')).toBe(masked)
  })
})

test('what is no secret stays', () => {
  const { add, mask } = masking()
  for (const one of [undefined, '', 'a', 'us-1', 12, null]) add(one)
  expect(mask('aws_vpc.this: Creation complete after 1s [id=us-1]')).toBe(
    'aws_vpc.this: Creation complete after 1s [id=us-1]',
  )
})
