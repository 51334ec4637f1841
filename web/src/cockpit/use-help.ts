import { answer, api } from '../lib/api.ts'
import { Failure } from '../lib/failure.ts'
import { useAction } from '../lib/use-action.ts'
import { t } from '../locales/cockpit.ts'
import type { Place } from './use-places.ts'

/** Asks a person for consent, opens their lab with it, and ends it. Each action resolves to something when it succeeds. */
export const useHelp = (eventId: string, { userId }: Pick<Place, 'userId'>) => {
  const params = { path: { eventId, userId } }
  const at = '/v1/events/{eventId}/lab/places/{userId}/help'
  const ask = useAction(async () => {
    await answer(api.POST(at, { params }))
    return true
  })
  const end = useAction(async () => {
    await answer(api.DELETE(at, { params }))
    return true
  })
  const open = useAction(async () => {
    // A browser opens a window only during the click, so it opens before the address is known.
    const tab = window.open('about:blank', '_blank')
    try {
      const place = await answer(api.POST('/v1/events/{eventId}/lab/places/{userId}/help/open', { params }))
      if (place.state !== 'open') throw new Failure('lab-not-open', t('help.noServer'))
      if (!tab) throw new Failure('lab-not-open', t('help.noWindow'))
      // The notebook of a person must not reach this page.
      tab.opener = null
      tab.location.replace(place.url)
    } catch (error) {
      tab?.close()
      throw error
    }
  })
  return { ask, end, open }
}
