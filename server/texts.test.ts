import { expect, test } from 'vitest'
import type { KnownEvent } from '../contract/announcements.ts'
import { notificationKind } from '../contract/notifications.ts'
import { composeNoticeMail } from './notify/compose-mail.ts'
import { eventChangedNotice, roleChangedNotice } from './notify/notice-content.ts'

import { renderNotice } from './notify/render-notice.ts'
import { formatTime, languages } from './texts.ts'

test('the catalogue has exactly one title and text for each notice', () => {
  const keys = new Set(
    Object.keys(languages.en.notices).map((key) =>
      key
        .replace(
          /_(one|other|member|operator|admin|suspended|open|handedOver|password|email|factor-added|factor-removed|known|unknown)$/,
          '',
        )
        .replace(/-waiting$/, ''),
    ),
  )
  expect([...keys].sort()).toEqual(
    notificationKind.options.flatMap((kind) => [`${kind}.body`, `${kind}.title`]).sort(),
  )
})

test('e-mail has exactly these texts', () => {
  const ofAccount = ['verify-email', 'reset-password', 'change-email', 'email-changing'].flatMap((kind) =>
    ['subject', 'body', 'action', 'otherwise'].map((part) => `${kind}.${part}`),
  )
  const otherKeys = [
    'notice.action',
    'notice.why',
    'notice.unsubscribe',
    'notice.always',
    'time.city',
    'time.own',
    'link',
  ]
  expect(Object.keys(languages.en.mails).sort()).toEqual([...ofAccount, ...otherKeys].sort())
})

test('text that people wrote stays unchanged', () => {
  const event = '{{when}} $t(link) <b>&amp;</b>'
  const notice = renderNotice({ kind: 'event-cancelled', values: { event } })
  expect(notice.title).toBe(`${event} is cancelled`)
})

test.each([
  ['קורס C++', '\u2068קורס C++\u2069 is cancelled'],
  ['5 قاعة', '\u20685 قاعة\u2069 is cancelled'],
  ['Kubernetes in an afternoon', 'Kubernetes in an afternoon is cancelled'],
  ['東京の勉強会', '東京の勉強会 is cancelled'],
])('the title %j is isolated if it is written from right to left', (event, title) => {
  expect(renderNotice({ kind: 'event-cancelled', values: { event } }).title).toBe(title)
})

test('an e-mail isolates such a title in its subject, its text and its page', () => {
  const content = { kind: 'reminder', values: { event: '5 قاعة' }, link: '/events/e1' } as const
  const mail = composeNoticeMail('ada@labseat.test', { language: 'en' }, content)
  for (const part of [mail.subject, mail.text, mail.html])
    expect(part).toContain('\u20685 قاعة\u2069 starts soon')
})

test('numbers and roles choose between texts', () => {
  const came = (count: number, waitlisted: number) =>
    renderNotice({
      kind: 'new-registrations',
      values: { event: 'Go', count, seatsTaken: 2, capacity: 2, waitlisted },
    })
  expect(came(1, 0)).toEqual({ title: 'One person registered for Go', body: '2 of 2 seats are taken.' })
  expect(came(12, 3)).toEqual({
    title: '12 people registered for Go',
    body: '2 of 2 seats are taken, 3 on the waiting list.',
  })
  expect(renderNotice(roleChangedNotice('suspended')).title).toBe('Your account is suspended')
})

test.each([
  ['Asia/Tokyo', undefined, /^Sunday,? 2 February 2031 at 08:30 \(Tokyo time\)$/],
  ['Asia/Tokyo', 'Asia/Seoul', /^Sunday,? 2 February 2031 at 08:30 \(Tokyo time\)$/],
  ['UTC', null, /^Saturday,? 1 February 2031 at 23:30 \(UTC\)$/],
  [
    'Asia/Almaty',
    'Europe/Berlin',
    /^Sunday,? 2 February 2031 at 04:30 \(Almaty time, Sunday,? 2 February 2031 at 00:30 your time\)$/,
  ],
])(
  'a time is in the zone of the place %s, and in the reader’s zone %s if that differs',
  (zone, own, text) => {
    expect(formatTime('en', '2031-02-01T23:30:00.000Z', zone, own)).toMatch(text)
  },
)

test('the hour that comes twice has its name', () => {
  expect(formatTime('en', '2027-10-31T00:30:00.000Z', 'Europe/Berlin')).toContain(
    'at 02:30 CEST (Berlin time)',
  )
  expect(formatTime('en', '2027-10-31T01:30:00.000Z', 'Europe/Berlin')).toContain(
    'at 02:30 CET (Berlin time)',
  )
})

const known: KnownEvent = {
  title: 'Go',
  description: 'Bring a laptop.',
  startsAt: '2031-02-01T08:00:00.000Z',
  endsAt: null,
  timeZone: 'Europe/Berlin',
  location: { kind: 'in-person', name: 'Room 4', url: null },
  price: null,
}
test.each<[string, Partial<KnownEvent>, Partial<KnownEvent>, RegExp]>([
  [
    'the start',
    {},
    { startsAt: '2031-02-01T09:30:00.000Z' },
    /^It now starts on .*10:30 \(Berlin time\) instead of .*09:00 \(Berlin time\)\. Your/,
  ],
  [
    'the end',
    { endsAt: '2031-02-01T10:00:00.000Z' },
    { endsAt: '2031-02-01T11:00:00.000Z' },
    /^It now ends on .*12:00 \(Berlin time\) instead of .*11:00 \(Berlin time\)\. Your/,
  ],
  ['a new end', {}, { endsAt: '2031-02-01T11:00:00.000Z' }, /^It ends on .*12:00 \(Berlin time\)\. Your/],
  [
    'no end',
    { endsAt: '2031-02-01T10:00:00.000Z' },
    {},
    /^Its end is open now\. It was .*11:00 \(Berlin time\)\. Your/,
  ],
  [
    'the zone',
    {},
    { timeZone: 'Asia/Almaty' },
    /^Its times are now those of Almaty instead of Berlin\. It starts on .*13:00 \(Almaty time\)\. Your/,
  ],
  [
    'zone and start',
    {},
    { timeZone: 'Asia/Almaty', startsAt: '2031-02-01T04:00:00.000Z' },
    /^It now starts on .*09:00 \(Almaty time\) instead of .*09:00 \(Berlin time\)\. Your/,
  ],
  [
    'the address',
    {},
    { location: { ...known.location, address: 'Main Street 4' } },
    /^The place is now Room 4, Main Street 4 instead of Room 4\. Your/,
  ],
  [
    'the kind',
    {},
    { location: { kind: 'online', url: null } },
    /^The place is now online instead of Room 4\. Your/,
  ],
  [
    'no place',
    {},
    { location: { kind: 'in-person', url: null } },
    /^The place is now not announced yet instead of Room 4\. Your/,
  ],
  [
    'the price',
    { price: { amount: 1200, currency: 'EUR' } },
    { price: { amount: 1250, currency: 'EUR' } },
    /^The price is now €12\.50 instead of €12\. Your/,
  ],
  [
    'yen and dinar',
    { price: { amount: 1200, currency: 'JPY' } },
    { price: { amount: 1234, currency: 'KWD' } },
    /^The price is now KWD.1\.234 instead of ¥1,200\. Your/,
  ],
  ['a price', {}, { price: { amount: 500, currency: 'EUR' } }, /^It now costs €5\. It was free\. Your/],
  ['no price', { price: { amount: 500, currency: 'EUR' } }, {}, /^It is free now\. It cost €5\. Your/],
  ['the title', {}, { title: 'Rust' }, /^It is called “Rust” now\. Its earlier name was “Go”\. Your/],
  [
    'the description',
    {},
    { description: 'New.' },
    /^The description has changed\. Read it on the event’s page\. Your registration stays\.$/,
  ],
])('a notice says old and new of a changed event: %s', (_, eventBefore, eventAfter, text) => {
  const content = eventChangedNotice('e1', { ...known, ...eventBefore }, { ...known, ...eventAfter })!
  expect(renderNotice(content).body).toMatch(text)
})

test('a reader elsewhere gets both hours in their zone too', () => {
  const content = eventChangedNotice('e1', known, { ...known, startsAt: '2031-02-01T09:30:00.000Z' })!
  expect(renderNotice(content, 'en', 'Asia/Tokyo').body).toMatch(/18:30 your time.*17:00 your time/)
})
