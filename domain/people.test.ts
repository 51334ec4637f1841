import { expect, test } from 'vitest'
import { personWords } from './people.ts'
import { wordsOf } from './search.ts'

const ines = { username: 'ines_c-2', firstName: 'Inês', lastName: "O'Carvalho Núñez" }
const found = (query: string) => wordsOf(query).every((word) => personWords(ines).includes(word))

test.each(['i', 'ines', 'Inês', 'INÊS carv', 'nunez', 'ines_c', 'ines_c-2', '2', 'núñ ine'])(
  '“%s” finds her',
  (query) => expect(found(query)).toBe(true),
)
test.each(['nes', 'carvalhos', 'ines x', 'ine_x'])('“%s” does not', (query) =>
  expect(found(query)).toBe(false),
)
test('a person has at most 400 words, each once', () => {
  const words = personWords({
    username: 'a-b-c-d-e-f-g-h-i-j-k-l-m-n-o',
    firstName: 'x1 '.repeat(20),
    lastName: Array.from({ length: 20 }, (_, index) => `n${index}`).join(' '),
  })
  expect(words.length).toBeLessThanOrEqual(400)
  expect(new Set(words).size).toBe(words.length)
})
