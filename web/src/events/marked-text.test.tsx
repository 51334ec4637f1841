import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { hasMarkup } from './has-markup.ts'
import MarkedText from './marked-text.tsx'

const html = (text: string) => renderToStaticMarkup(<MarkedText text={text} />)

test('emphasis, lists, quotes, code and links are shown', () => {
  const shown = html(
    '**Bring** a *laptop*.\n\n- one\n- two\n\n1. first\n\n> quoted\n\n`code`\n\n[here](https://a.example/x)',
  )
  for (const part of ['<strong>Bring</strong>', '<em>laptop</em>', '<ul', '<ol', '<blockquote', '<code'])
    expect(shown).toContain(part)
  expect(shown).toContain('href="https://a.example/x" target="_blank" rel="noopener noreferrer nofollow ugc"')
})

test('a bare address becomes a link, and a line break stays', () => {
  expect(html('See https://a.example/y\nand www.b.example')).toMatch(
    /href="https:\/\/a\.example\/y".*\n.*href="http:\/\/www\.b\.example"/s,
  )
})

test.each([
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '<b onclick="x()">b</b>',
  '[x](javascript:alert(1))',
  '[x](JaVaScRiPt:alert(1))',
  '[x](data:text/html;base64,PHNjcmlwdD4=)',
  '[x](vbscript:x)',
  '[x](//evil.example)',
  '![x](https://a.example/pixel.png)',
  '[x](\u0001javascript:alert(1))',
  '[x](https://a.example "onmouseover=alert(1)")',
  '<https://a.example/" onmouseover="alert(1)>',
])('%j runs nothing and loads nothing', (text) => {
  const shown = html(text)
  expect(shown).not.toMatch(/<(?:script|img|b|iframe|svg)\b/i)
  expect(shown).not.toMatch(/href="(?!https?:|mailto:)/i)
  expect(shown).not.toMatch(/<[^>]*\son\w+=/i)
})

test('the title of the page stays the only one', () => {
  expect(html('# Big\n\n## Small')).not.toMatch(/<h1/)
})

test.each<[boolean, string]>([
  [false, 'Bring a laptop.\n\nTwo hours, one cluster.'],
  [false, 'أحضر حاسوبك المحمول.'],
  [false, 'It costs 5 - 10 euros, and starts at 9.'],
  [true, 'See https://a.example'],
  [true, '- one\n- two'],
  [true, '1. one'],
  [true, 'a **bold** word'],
])('a page loads a parser: %s for %j', (expected, text) => expect(hasMarkup(text)).toBe(expected))
