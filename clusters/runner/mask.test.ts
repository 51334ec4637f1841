import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createMasker, mask as replacement } from './mask.ts'

const secret = fc
  .string({ minLength: 8, maxLength: 80, unit: 'grapheme-ascii' })
  .filter((text) => text.trim() === text && new Set(text).size > 5 && !text.includes(replacement))
const neighbour = fc.string({ maxLength: 20, unit: fc.constantFrom('ä', '·', ' ') })

const forms: [string, (text: string) => string][] = [
  ['in plain text', (text) => text],
  ['in JSON', (text) => JSON.stringify(text)],
  ['in JSON in JSON', (text) => JSON.stringify(JSON.stringify({ text }))],
  ['in a URL', (text) => `https://x.example/?a=${encodeURIComponent(text)}`],
  ['in a form', (text) => new URLSearchParams({ a: text }).toString()],
  [
    'in lower-case percent codes',
    (text) => encodeURIComponent(text).replace(/%../g, (code) => code.toLowerCase()),
  ],
  ['in hexadecimal', (text) => Buffer.from(text).toString('hex')],
]

describe('a secret', () => {
  test.each(forms)('%s is masked', (_, write) => {
    fc.assert(
      fc.property(secret, neighbour, neighbour, (text, prefix, suffix) => {
        const { add, mask } = createMasker()
        add(text)
        const output = mask(prefix + write(text) + suffix)
        expect(output).toContain(replacement)
        expect(output).not.toContain(text)
      }),
    )
  })
  test('in base64 is masked at every offset', () => {
    const text = fc
      .string({ minLength: 16, maxLength: 60, unit: 'grapheme-ascii' })
      .filter((candidate) => candidate.trim() === candidate)
    const padding = fc.string({ maxLength: 9, unit: 'grapheme-ascii' })
    fc.assert(
      fc.property(
        text,
        padding,
        padding,
        fc.constantFrom('base64' as const, 'base64url' as const),
        (key, prefix, suffix, encoding) => {
          const { add, mask } = createMasker()
          add(key)
          const output = mask(Buffer.from(prefix + key + suffix).toString(encoding))
          expect(output).toContain(replacement)
          // A character that also encodes a neighbour stays readable.
          expect(Buffer.from(output.replace(replacement, ''), encoding).toString('latin1')).not.toContain(
            key.slice(2, -2),
          )
        },
      ),
    )
  })
  test('of several lines is masked line by line', () => {
    const { add, mask } = createMasker()
    add('-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBgkqhkiG\nAbCdEfGhIjKlMnOpQr==\n')
    expect(mask('MIIEvQIBADANBgkqhkiG')).toBe(replacement)
    expect(mask('x AbCdEfGhIjKlMnOpQr== y')).toBe(`x ${replacement} y`)
  })
  test('is masked in nested values and keys', () => {
    const { add, maskDeep } = createMasker()
    add('hunter2-hunter2')
    const value = { a: ['x hunter2-hunter2'], 'hunter2-hunter2': { b: 1, c: null, d: true } }
    expect(maskDeep(value)).toEqual({ a: [`x ${replacement}`], [replacement]: { b: 1, c: null, d: true } })
  })
  test('inside a longer secret is masked with it', () => {
    const { add, mask } = createMasker()
    add('abcdefgh')
    add('abcdefgh-and-more')
    expect(mask('abcdefgh-and-more')).toBe(replacement)
  })
})

test('other text stays as it is', () => {
  const { add, mask } = createMasker()
  for (const ignored of [undefined, '', 'a', 'us-1', 12, null]) add(ignored)
  expect(mask('aws_vpc.this: Creation complete after 1s [id=us-1]')).toBe(
    'aws_vpc.this: Creation complete after 1s [id=us-1]',
  )
})
