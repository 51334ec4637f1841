import { expect, test } from 'vitest'
import { thingsOf } from './activity.ts'

test('a thing is found by itself and by all it lies in', () => {
  expect(thingsOf('events/e/registrations/r')).toEqual([
    'events',
    'events/e',
    'events/e/registrations',
    'events/e/registrations/r',
  ])
  expect(thingsOf('people/ada')).toEqual(['people', 'people/ada'])
})
