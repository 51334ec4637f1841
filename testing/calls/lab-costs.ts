import type { CallsOf } from './call.ts'
import { otto } from './shared.ts'

export const labCostsCalls: CallsOf<'lab-costs'> = {
  'lab-costs-list': {
    as: otto,
    query: { month: new Date().toISOString().slice(0, 7) },
    status: 200,
  },
}
