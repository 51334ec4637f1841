import { type Score, ZxcvbnFactory } from '@zxcvbn-ts/core'
import { adjacencyGraphs, dictionary } from '@zxcvbn-ts/language-common'

const zxcvbn = new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs })

/** A score from 0 (easy to guess) to 4. `personal`: words about the person that a guesser knows. */
export const strengthOf = (password: string, personal: readonly string[]): Score =>
  zxcvbn.check(password.slice(0, 100), personal.filter(Boolean)).score
