import { expect, test } from 'vitest'
import { notificationKind } from '../contract/notifications.ts'
import { roleChangedNotice } from './notify/notice-content.ts'
import { renderNotice } from './notify/render-notice.ts'
import { formatTime, languages } from './texts.ts'

test('each notice has a title and a text, and nothing else lies in the catalogue', () => {
  const keys = new Set(
    Object.keys(languages.en.notices).map((key) =>
      key.replace(/_(one|other|member|operator|admin|suspended|open)$/, '').replace(/-waiting$/, ''),
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
  const otherKeys = ['notice.action', 'notice.why', 'notice.unsubscribe', 'link']
  expect(Object.keys(languages.en.mails).sort()).toEqual([...ofAccount, ...otherKeys].sort())
})

test('text that people wrote stays unchanged', () => {
  const event = '{{when}} $t(link) <b>&amp;</b>'
  const notice = renderNotice({ kind: 'event-cancelled', values: { event } })
  expect(notice.title).toBe(`${event} is cancelled`)
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

test('a time is in the time zone of the place', () => {
  expect(formatTime('en', '2031-02-01T23:30:00.000Z', 'Asia/Tokyo')).toMatch(
    /^Sunday,? 2 February 2031 at 08:30$/,
  )
})
