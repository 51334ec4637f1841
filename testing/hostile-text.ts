import fc from 'fast-check'

/** Texts as Firebase, Google, browsers and forgers send them as names. */
const examples = [
  'Pat O\u0092Brien',
  '𠮷田 太郎',
  '𠮷野家',
  '👩‍💻 👨‍👩‍👧‍👦',
  'Ada\u202egpj.exe',
  '\u2066Ada\u2069 Lovelace',
  'A\u0000B',
  'line\nbreak\ttab',
  '\u2028\u2029',
  '   ',
  '\u200b\u200b',
  '\u3164',
  '\ufeff',
  'Z\u0351\u036b\u0343algo\u0300\u0301\u0302',
  '\ud800',
  'A\udc00B',
  '<script>alert(1)</script>',
  '=1+1',
  '__proto__',
  '__name__',
  '..',
  'a/b',
  'é'.repeat(200),
  '𠮷'.repeat(200),
  'word '.repeat(60),
  'ﷺ'.repeat(60),
  'İstanbul ǅ ﬃ',
  '1️⃣ 🏳️‍🌈 🇩🇪',
  'עברית العربية हिन्दी 한국어 ไทย',
]

/** Any text: the examples, words of any script, and any UTF-16 units, also halves of surrogate pairs. */
export const hostileText = (): fc.Arbitrary<string> =>
  fc.oneof(
    { weight: 2, arbitrary: fc.constantFrom(...examples) },
    { weight: 2, arbitrary: fc.string({ unit: 'grapheme', maxLength: 90 }) },
    { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 90 }) },
    {
      weight: 1,
      arbitrary: fc
        .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 40 })
        .map((units) => String.fromCharCode(...units)),
    },
  )
