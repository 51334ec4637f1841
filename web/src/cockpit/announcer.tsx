import { useEffect, useState } from 'react'
import { useSession } from '../lib/session.ts'
import { t } from '../locales/cockpit.ts'
import type { Place } from './use-places.ts'

type Seen = { hands: ReadonlySet<string>; consents: ReadonlySet<string> }

const seenIn = (places: readonly Place[], hands: readonly Place[], uid: string | undefined): Seen => ({
  hands: new Set(hands.map(({ id }) => id)),
  consents: new Set(
    places.filter(({ help }) => help?.state === 'allowed' && help.askedBy === uid).map(({ id }) => id),
  ),
})

/** Tells screen readers which hands went up and who gave consent since the last change. Everybody else sees the rows. */
export function Announcer({ places, hands }: { places: readonly Place[]; hands: readonly Place[] }) {
  const uid = useSession().person?.uid
  const [{ seen, text }, setNews] = useState(() => ({ seen: seenIn(places, hands, uid), text: '' }))
  useEffect(() => {
    const now = seenIn(places, hands, uid)
    const raised = hands.filter(({ id }) => !seen.hands.has(id))
    const consenting = places.filter(({ id }) => now.consents.has(id) && !seen.consents.has(id))
    const isSame =
      raised.length === 0 &&
      consenting.length === 0 &&
      now.hands.size === seen.hands.size &&
      now.consents.size === seen.consents.size
    if (isSame) return
    const news = [
      ...raised.map(({ name }) => t('news.hand', { name })),
      ...(raised.length > 0 ? [t('hands.count', { count: hands.length })] : []),
      ...consenting.map(({ name }) => t('news.consent', { name })),
    ]
    setNews({ seen: now, text: news.join(' ') })
  }, [places, hands, uid, seen])
  return (
    <p role="status" className="sr-only">
      {text}
    </p>
  )
}
