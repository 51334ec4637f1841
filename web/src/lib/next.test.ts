import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readNextPath } from './next.ts'

const read = (next: string) => readNextPath(`?${new URLSearchParams({ next })}`)

test.each(['/', '/events/abc', '/organise/new?from=home#title', '/clusters?state=ready&query=%C3%A9'])(
  '%s is a page to return to',
  (next) => expect(read(next)).toBe(next),
)

test.each([
  '//evil.example',
  '/\\evil.example',
  '\\\\evil.example',
  '/\t/evil.example',
  '/\n/evil.example',
  '/\r\n/evil.example',
  '\t//evil.example',
  '/\u0000/evil.example',
  '/\u00a0\u200b/x',
  '/.//evil.example',
  '/events/..//evil.example',
  'https://evil.example',
  'javascript:alert(1)',
  'events',
  '',
])('%j leads home', (next) => expect(read(next)).toBe('/'))

test('no text leads to another host', () =>
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit: fc.nat(0xffff).map((code) => String.fromCharCode(code)) }),
        fc
          .array(fc.constantFrom('/', '\\', '\t', '\n', '.', '@', 'evil.example', '?', '#', ' ', '%2f'))
          .map((parts) => `/${parts.join('')}`),
      ),
      (next) => {
        const path = read(next)
        expect(path).toMatch(/^\/(?!\/)/)
        expect(new URL(path, 'https://labseat.example').origin).toBe('https://labseat.example')
      },
    ),
    { numRuns: 1000 },
  ))
