import type { World } from '../world.ts'
import type { CallsOf } from './call.ts'
import { adam, pages } from './shared.ts'

const params = ({ deadLetterId }: World) => ({ deadLetterId })

export const deadLettersCalls: CallsOf<'dead-letters'> = {
  'dead-letters-list': { as: adam, query: pages, status: 200 },
  'dead-letters-replay': { as: adam, params, status: 200 },
  'dead-letters-discard': { as: adam, params, status: 204 },
}
