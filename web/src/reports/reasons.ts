import type { ReportReason } from '../../../contract/reports.ts'
import type { PlainKey } from '../locales/reports.ts'

export const reasonNames = {
  spam: 'reason.spam',
  misleading: 'reason.misleading',
  offensive: 'reason.offensive',
  dangerous: 'reason.dangerous',
  other: 'reason.other',
} as const satisfies Record<ReportReason, PlainKey>
