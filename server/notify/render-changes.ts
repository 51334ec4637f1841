import { decimalsOf } from '../../contract/decimals.ts'
import { isolate } from '../../contract/isolate.ts'
import type { NotificationContent } from '../../contract/notifications.ts'
import { cityOf } from '../../domain/clock.ts'
import type { ChangeName } from '../../domain/event-changes.ts'
import { formatTime, translate } from '../texts.ts'

type Values = NotificationContent['values']

const formatPrice = (language: string | undefined, amount: number, currency: string): string => {
  const digits = decimalsOf(currency)
  return new Intl.NumberFormat(language ?? 'en', {
    style: 'currency',
    currency,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
    trailingZeroDisplay: 'stripIfInteger',
  }).format(amount / 10 ** digits)
}

/**
 * What has changed, old and new, as sentences in a language.
 *
 * @param values from `changeValues` in domain/event-changes.ts; without `changes` there are no sentences
 */
export const renderChanges = (values: Values, language?: string, ownZone?: string | null): string[] => {
  const say = (key: string, more: Values = {}) => translate(language, 'changes', key, more)
  const textOf = (name: string) => (values[name] === undefined ? undefined : String(values[name]))
  const timeOf = (name: string, zone: string) => {
    const at = textOf(name)
    return at && formatTime(language, at, textOf(zone) ?? 'UTC', ownZone)
  }
  const placeOf = (suffix: '' | 'Before') => {
    const kind = textOf(`kind${suffix}`)
    if (kind === 'online') return say('place.online')
    const parts = [textOf(`name${suffix}`), textOf(`address${suffix}`)].flatMap((part) => part ?? [])
    const place = parts.map(isolate).join(', ') || say('place.unknown')
    return kind === 'hybrid' ? say('place.hybrid', { place }) : place
  }
  const priceOf = (suffix: '' | 'Before') => {
    const amount = values[`amount${suffix}`]
    return amount === undefined
      ? undefined
      : formatPrice(language, Number(amount), String(values[`currency${suffix}`]))
  }
  /** Adds what is there now and what was there: with one of them only, something was added or removed. */
  const sayBoth = (
    key: string,
    name: string,
    textNow: string | undefined,
    textBefore: string | undefined,
  ) => {
    if (textNow === undefined) return say(`${key}-removed`, { before: textBefore ?? '' })
    if (textBefore === undefined) return say(`${key}-added`, { [name]: textNow })
    return say(key, { [name]: textNow, before: textBefore })
  }
  const zoneName = (name: string) => cityOf(textOf(name) ?? 'UTC') ?? 'UTC'

  const sentences: Record<ChangeName, () => string | undefined> = {
    start: () =>
      say('start', { when: timeOf('at', 'timeZone')!, before: timeOf('startsAtBefore', 'timeZoneBefore')! }),
    end: () => sayBoth('end', 'when', timeOf('endsAt', 'timeZone'), timeOf('endsAtBefore', 'timeZoneBefore')),
    // The sentence about the start names both zones.
    zone: () =>
      changes.includes('start')
        ? undefined
        : say('zone', {
            zone: zoneName('timeZone'),
            before: zoneName('timeZoneBefore'),
            when: timeOf('at', 'timeZone')!,
          }),
    place: () => say('place', { place: placeOf(''), before: placeOf('Before') }),
    link: () => say(`link-${textOf('link')}`),
    price: () => sayBoth('price', 'price', priceOf(''), priceOf('Before')),
    title: () => say('title', { title: textOf('title')!, before: textOf('titleBefore')! }),
    description: () => say('description'),
  }
  const changes = (textOf('changes')?.split(' ') ?? []) as ChangeName[]
  return changes.flatMap((change) => sentences[change]() ?? [])
}
