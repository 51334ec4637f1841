import { useEffect } from 'react'
import type { Event, EventDocument } from '../../../contract/events.ts'
import { eventExists, presentEvent } from '../../../domain/events.ts'
import { answer, api, publicApi } from '../lib/api.ts'
import { Failure, toFailure } from '../lib/failure.ts'
import { useLiveDocument } from '../lib/live.ts'
import { useSession } from '../lib/session.ts'
import { type Load, useLoad } from '../lib/use-load.ts'
import { t } from '../locales/events.ts'

/**
 * Reads an event from the API without waiting for Firebase, then follows it live. `follow` restarts the listener and
 * is set only after it stopped. Only organisers can read a draft, so "not found" is retried with the person's token.
 */
export const useEvent = (
  eventId: string,
): Load<Event> & { reload: () => void; follow: (() => void) | null } => {
  const session = useSession()
  const isSomebody = session.person !== null
  const loaded = useLoad(`${eventId} ${isSomebody}`, async (signal) => {
    const request = { params: { path: { eventId } }, signal }
    try {
      return await answer(publicApi.GET('/v1/events/{eventId}', request))
    } catch (error) {
      if (toFailure(error).code !== 'not-found' || !isSomebody) throw error
      return await answer(api.GET('/v1/events/{eventId}', request))
    }
  })
  const live = useLiveDocument<EventDocument & { id: string }>(
    loaded.status === 'ready' ? `events/${eventId}` : null,
  )

  // The rules hide a deleted event, which ends the listener. The API tells a deletion from a connection failure.
  const stopped = live.status === 'failed'
  const { reload } = loaded
  useEffect(() => {
    if (stopped) reload()
  }, [stopped, reload])

  if (loaded.status !== 'ready') return { ...loaded, follow: null }
  const heard = live.status === 'ready' ? live.data : undefined
  const liveEvent = eventExists(heard) ? presentEvent(heard.id, heard) : undefined
  if ((heard !== undefined && !liveEvent) || loaded.failure?.code === 'not-found')
    return {
      status: 'failed',
      failure: new Failure('not-found', t('event.removed')),
      reload,
      follow: null,
    }
  return {
    ...loaded,
    data: { ...loaded.data, ...liveEvent },
    follow: live.status === 'failed' && !loaded.refreshing ? live.retry : null,
  }
}
