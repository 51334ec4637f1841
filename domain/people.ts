import type { Person } from '../contract/people.ts'
import { beginningsOf, wordsOf } from './search.ts'

/** What a search finds a person by: the beginnings of username, first and last name. At most 400. */
export const personWords = ({
  username,
  firstName,
  lastName,
}: Pick<Person, 'username' | 'firstName' | 'lastName'>): string[] =>
  [...new Set(beginningsOf(wordsOf([username, firstName, lastName].join(' '))))].slice(0, 400)
