import { Hand } from 'lucide-react'
import { answer, api } from '../lib/api.ts'
import { useAction } from '../lib/use-action.ts'
import { t } from '../locales/cockpit.ts'
import { Button } from '../ui/button.tsx'
import { FailureNotice } from '../ui/notice.tsx'
import { RollingNumber } from '../ui/rolling-number.tsx'
import { Span } from './span.tsx'
import type { Place } from './use-places.ts'

/** @returns true, so that a caller knows that it succeeded */
export const lowerHand = async (eventId: string, userId: string): Promise<true> => {
  const params = { path: { eventId, userId } }
  await answer(api.PUT('/v1/events/{eventId}/lab/places/{userId}/hand', { params, body: { raised: false } }))
  return true
}

/** The raised hands in order. The part stays when nobody has a hand up, so that nothing below it moves far. */
export function Hands({ eventId, hands }: { eventId: string; hands: readonly Place[] }) {
  const lower = useAction((userId: string) => lowerHand(eventId, userId))
  const isAnyUp = hands.length > 0
  return (
    <section
      aria-labelledby="hands"
      className={`mt-6 rounded-xl border px-4 py-3 ${isAnyUp ? 'border-accent bg-accent-soft' : 'border-line'}`}
    >
      <h2 id="hands" className="flex items-center gap-2 font-semibold">
        <Hand size={20} aria-hidden className={isAnyUp ? 'text-accent' : 'text-soft'} />
        {t('hands.title')}
        <RollingNumber value={hands.length} />
      </h2>
      {isAnyUp ? (
        <ol className="mt-1 grid gap-x-8 md:grid-cols-2 xl:grid-cols-3">
          {hands.map(({ id, name, handAt }, index) => (
            <li key={id} className="flex min-w-0 animate-slide-in items-center gap-3">
              <span className="w-6 shrink-0 text-right tabular-nums text-soft">{index + 1}</span>
              <span className="min-w-0 flex-1 truncate font-medium" title={name}>
                <bdi>{name}</bdi>
              </span>
              <Span at={handAt!} className="shrink-0 tabular-nums text-soft text-sm" />
              <Button
                look="plain"
                className="shrink-0 text-sm"
                onClick={() => void lower.run(id)}
                aria-label={t('hand.lowerOf', { name })}
              >
                {t('hand.lower')}
              </Button>
            </li>
          ))}
        </ol>
      ) : (
        <p className="text-soft text-sm">{t('hands.none')}</p>
      )}
      <FailureNotice failure={lower.failure} what={t('hand.failed')} className="mt-2" />
    </section>
  )
}
