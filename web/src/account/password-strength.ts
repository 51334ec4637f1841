import { type Score, ZxcvbnFactory } from '@zxcvbn-ts/core'
import { adjacencyGraphs, dictionary } from '@zxcvbn-ts/language-common'

const zxcvbn = new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs })

/** How hard a password is to guess, from 0 to 4, for somebody who knows these words about the person. */
export const strengthOf = (password: string, personal: readonly string[]): Score =>
  zxcvbn.check(password.slice(0, 100), personal.filter(Boolean)).score
