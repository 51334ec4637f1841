import { type Event, type EventChange, type EventInput, eventTexts } from '../../../contract/events.ts'
import { currentZone } from '../../../contract/time-zones.ts'
import { writeAmount } from '../../../domain/read-number.ts'
import { parseAmount, parseNumber } from '../lib/parse-number.ts'
import { toMoment, toWall } from '../lib/wall-time.ts'
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
  registrationOpensAt: string
  registrationClosesAt: string
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
  registrationOpensAt: '',
  registrationClosesAt: '',
  timeZone: currentZone(ownZone()),
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

type OptionalTime = 'endsAt' | 'registrationOpensAt' | 'registrationClosesAt'
type StoredTimes = Pick<Event, 'startsAt' | OptionalTime>

/**
 * The contract's form of the values. Missing values and invalid numbers stay, so that the schema reports them.
 *
 * @param stored the event that is edited. Its times stay exactly as they are while their fields stay.
 */
export const toInput = (form: EventForm, stored?: StoredTimes | null): EventInput => {
  const { kind, name, address, url } = form.location
  const online = kind !== 'in-person'
  const onSite = kind !== 'online'
  const optionalMoment = (name: OptionalTime) =>
    form[name] ? toMoment(form[name], form.timeZone, stored?.[name]) : null
  return {
    ...textsOf(form),
    startsAt: toMoment(form.startsAt, form.timeZone, stored?.startsAt),
    endsAt: optionalMoment('endsAt'),
    registrationOpensAt: optionalMoment('registrationOpensAt'),
    registrationClosesAt: optionalMoment('registrationClosesAt'),
    timeZone: form.timeZone,
    location: {
      kind,
      ...(onSite && name.trim() && { name }),
      ...(onSite && address.trim() && { address }),
      ...(online && url.trim() && { url: url.trim() }),
    },
    capacity: parseNumber(form.capacity, 0),
    price: form.price.amount.trim()
      ? { amount: parseAmount(form.price.amount, form.price.currency), currency: form.price.currency }
      : null,
    tags: tagsFrom(form.tags),
  }
}

const wallTimes = (event: Event): Record<OptionalTime, string> => {
  const wallOf = (name: OptionalTime) => {
    const at = event[name]
    return at ? toWall(at, event.timeZone) : ''
  }
  return {
    endsAt: wallOf('endsAt'),
    registrationOpensAt: wallOf('registrationOpensAt'),
    registrationClosesAt: wallOf('registrationClosesAt'),
  }
}

export const fromEvent = (event: Event): EventForm => ({
  ...textsOf(event),
  startsAt: toWall(event.startsAt, event.timeZone),
  ...wallTimes(event),
  timeZone: currentZone(event.timeZone),
  location: {
    kind: event.location.kind,
    name: event.location.name ?? '',
    address: event.location.address ?? '',
    url: event.location.url ?? '',
  },
  capacity: String(event.capacity),
  price: event.price
    ? {
        amount: writeAmount(event.price.amount, event.price.currency),
        currency: event.price.currency,
      }
    : { amount: '', currency: 'EUR' },
  tags: event.tags.join(', '),
})

/** The values of a copy. Its dates are empty: the next event has others. */
export const copyOf = (event: Event): EventForm => ({
  ...fromEvent(event),
  startsAt: '',
  endsAt: '',
  registrationOpensAt: '',
  registrationClosesAt: '',
})

/** The controls whose values differ from the saved ones. */
export const changedFields = (saved: EventForm, form: EventForm): Partial<EventForm> =>
  Object.fromEntries(
    Object.entries(form).filter(
      ([name, value]) => JSON.stringify(value) !== JSON.stringify(saved[name as keyof EventForm]),
    ),
  )

const isText = (value: unknown) => typeof value === 'string'

/** Whether a value has the shape of an example: a text, or an object with the same texts. */
const isShapedLike = (example: unknown, value: unknown): boolean => {
  if (isText(example)) return isText(value)
  const names = Object.keys(example as object)
  return (
    typeof value === 'object' &&
    value !== null &&
    Object.keys(value).length === names.length &&
    names.every((name) => isText((value as Record<string, unknown>)[name]))
  )
}

/** Reads changed fields that an earlier version of the page may have stored. A field of another shape is left out. */
export const readChangedFields = (stored: unknown): Partial<EventForm> => {
  const example = emptyForm()
  if (typeof stored !== 'object' || stored === null) return {}
  return Object.fromEntries(
    Object.entries(stored).filter(
      ([name, value]) =>
        Object.hasOwn(example, name) && isShapedLike(example[name as keyof EventForm], value),
    ),
  )
}

/** The fields that changed. A place without a link removes the link. */
export const changesOf = (oldInput: EventInput, newInput: EventInput): Partial<EventChange> => {
  const { location, ...changes }: Partial<EventInput> = Object.fromEntries(
    Object.entries(newInput).filter(
      ([name, value]) => JSON.stringify(value) !== JSON.stringify(oldInput[name as keyof EventInput]),
    ),
  )
  return { ...changes, ...(location && { location: { ...location, url: location.url ?? null } }) }
}
