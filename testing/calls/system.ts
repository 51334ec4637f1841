import type { CallsOf } from './call.ts'
import { adam } from './shared.ts'

export const systemCalls: CallsOf<'system'> = {
  'system-get': { as: adam, status: 200 },
}
