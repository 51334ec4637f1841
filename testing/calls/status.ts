import type { CallsOf } from './call.ts'

export const statusCalls: CallsOf<'status'> = {
  'status-get': { status: 200 },
}
