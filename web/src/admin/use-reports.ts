import { useState } from 'react'
import type { Report, ReportState } from '../../../contract/reports.ts'
import { answer, api } from '../lib/api.ts'
import { usePages } from '../lib/use-pages.ts'

/** The reported events in one state. `refresh` reads the list again. */
export const useReports = (state: ReportState) => {
  const [round, setRound] = useState(0)
  const list = usePages<Report>(
    `reports ${state}`,
    (cursor, signal) =>
      answer(
        api.GET('/v1/reports', {
          params: { query: { state, limit: 20, ...(cursor && { cursor }) } },
          signal,
        }),
      ),
    ({ eventId }) => eventId,
    String(round),
  )
  return { list, refresh: () => setRound((count) => count + 1) }
}
