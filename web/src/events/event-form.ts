import { type Event, type EventInput, eventTexts } from '../../../contract/events.ts'
import { parseNumber } from '../lib/parse-number.ts'
import { toMoment, toWall } from '../lib/wall-time.ts'
import { minorUnits } from '../ui/numbers.ts'
import { ownZone } from '../ui/time.ts'

type EventText = keyof typeof eventTexts

/** The plain texts of an event; a missing one is empty. */
const textsOf = (event: { [Name in EventText]?: Event[Name] | undefined }) =>
  Object.fromEntries(Object.keys(eventTexts).map((name) => [name, event[name as EventText] ?? ''])) as Record<
    EventText,
    string
  >

/** The values of the editor's controls: text, under the contract's field names. */
export type EventForm = Record<EventText, string> & {
  /** Wall time in `timeZone`: 2027-05-01T09:00. */
  startsAt: string
  endsAt: string
  timeZone: string
  location: { kind: 'in-person' | 'online' | 'hybrid'; name: string; address: string; url: string }
  capacity: string
  price: { amount: string; currency: string }
  tags: string
}

export const emptyForm = (): EventForm => ({
  ...textsOf({}),
  startsAt: '',
  endsAt: '',
  timeZone: ownZone(),
  location: { kind: 'in-person', name: '', address: '', url: '' },
  capacity: '20',
  price: { amount: '', currency: 'EUR' },
  tags: '',
})

export const tagsFrom = (text: string): string[] =>
  text
    .split(',')
    .map((tag) => tag.trim().replace(/^#/, ''))
    .filter(Boolean)

/** The contract's form of the values. Missing values and invalid numbers stay, so that the schema reports them. */
export const toInput = (form: EventForm): EventInput => {
  const { kind, name, address, url } = form.location
  const online = kind !== 'in-person'
  const onSite = kind !== 'online'
  return {
    ...textsOf(form),
    startsAt: toMoment(form.startsAt, form.timeZone),
    endsAt: form.endsAt ? toMoment(form.endsAt, form.timeZone) : null,
    timeZone: form.timeZone,
    location: {
      kind,
      ...(onSite && name.trim() && { name }),
      ...(onSite && address.trim() && { address }),
      ...(online && url.trim() && { url: url.trim() }),
    },
    capacity: parseNumber(form.capacity),
    price: form.price.amount.trim()
      ? {
          amount: Math.round(parseNumber(form.price.amount) * minorUnits(form.price.currency)),
          currency: form.price.currency,
        }
      : null,
    tags: tagsFrom(form.tags),
  }
}

export const fromEvent = (event: Event): EventForm => ({
  ...textsOf(event),
  startsAt: toWall(event.startsAt, event.timeZone),
  endsAt: event.endsAt ? toWall(event.endsAt, event.timeZone) : '',
  timeZone: event.timeZone,
  location: {
    kind: event.location.kind,
    name: event.location.name ?? '',
    address: event.location.address ?? '',
    url: event.location.url ?? '',
  },
  capacity: String(event.capacity),
  price: event.price
    ? {
        amount: String(event.price.amount / minorUnits(event.price.currency)),
        currency: event.price.currency,
      }
    : { amount: '', currency: 'EUR' },
  tags: event.tags.join(', '),
})

/** The fields that changed. */
export const changesOf = (oldInput: EventInput, newInput: EventInput): Partial<EventInput> =>
  Object.fromEntries(
    Object.entries(newInput).filter(
      ([name, value]) => JSON.stringify(value) !== JSON.stringify(oldInput[name as keyof EventInput]),
    ),
  )
