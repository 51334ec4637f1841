import { useEffect } from 'react'
import type { Event } from '../../../contract/events.ts'
import type { LabState } from '../../../contract/labs.ts'
import { answer, api } from '../lib/api.ts'
import { useLoad } from '../lib/use-load.ts'

/** A lab at work changes within minutes, the others at times that the page shows. */
const refreshMs = (state: LabState | undefined) =>
  state === 'building' || state === 'ending' ? 15_000 : 60_000

/** The lab of an event, read again from time to time while the page is visible. */
export const useLab = ({ id, startsAt, endsAt, hasLab }: Event) => {
  const key = hasLab ? `lab ${id} ${startsAt} ${endsAt}` : null
  const lab = useLoad(key, (signal) =>
    answer(api.GET('/v1/events/{eventId}/lab', { params: { path: { eventId: id } }, signal })),
  )
  const { reload } = lab
  const state = lab.status === 'ready' ? lab.data.state : undefined
  useEffect(() => {
    if (!hasLab) return
    const timer = setInterval(() => {
      if (!document.hidden) reload()
    }, refreshMs(state))
    return () => clearInterval(timer)
  }, [hasLab, state, reload])
  return lab
}
