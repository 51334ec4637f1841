import type { AccountMail } from '../../contract/mails.ts'
import type { NotificationContent } from '../../contract/notifications.ts'
import type { PreferencesChange } from '../../contract/people.ts'
import { translate } from '../texts.ts'
import { renderNotice } from './render-notice.ts'
import { apiUrl, type Email, webUrl } from './smtp.ts'

const escapeHtml = (raw: string) => raw.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)

type Page = {
  subject: string
  body: string
  action: { label: string; url: string }
  /** Small lines below the button. */
  below: string[]
  /** HTML only: introduces the button's address, to copy. */
  fallback?: string
  /** A link in the last line. */
  foot?: { label: string; url: string }
}

/** Mail programs support little CSS, so styles are inline. They adapt the colours to a dark theme themselves. */
const renderHtml = (
  language: string,
  { subject, body, action, below, fallback, foot }: Page,
): string => `<!doctype html>
<html lang="${escapeHtml(language)}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"><title>${escapeHtml(subject)}</title></head>
<body style="margin:0;padding:24px;font:16px/1.5 system-ui,-apple-system,'Segoe UI',sans-serif;color:#18181b">
<div style="max-width:560px;margin:0 auto">
<p style="margin:0 0 24px;font-weight:600">Labseat</p>
<h1 style="margin:0 0 12px;font-size:22px;line-height:1.3">${escapeHtml(subject)}</h1>
<p style="margin:0 0 24px">${escapeHtml(body)}</p>
<p style="margin:0 0 24px"><a href="${escapeHtml(action.url)}" style="display:inline-block;padding:10px 18px;border-radius:8px;background:#3730a3;color:#fff;text-decoration:none;font-weight:600">${escapeHtml(action.label)}</a></p>
${[...below, ...(fallback ? [fallback, action.url] : [])].map((line) => `<p style="margin:0 0 8px;font-size:13px;color:#52525b;overflow-wrap:anywhere">${escapeHtml(line)}</p>`).join('\n')}
${foot ? `<p style="margin:0;font-size:13px"><a href="${escapeHtml(foot.url)}" style="color:#52525b">${escapeHtml(foot.label)}</a></p>` : ''}
</div>
</body>
</html>
`

const renderText = ({ subject, body, action, below, foot }: Page): string =>
  [
    subject,
    body,
    `${action.label}:\n${action.url}`,
    ...below,
    ...(foot ? [`${foot.label}:\n${foot.url}`] : []),
  ]
    .join('\n\n')
    .concat('\n')

const toEmail = (to: string, language: string, page: Page): Email => ({
  to,
  // A header is one line; a title may contain line breaks.
  subject: page.subject.replace(/\s+/g, ' '),
  text: renderText(page),
  html: renderHtml(language, page),
})

/** An e-mail about the account, with a link into the app. */
export const composeAccountMail = (
  { kind, ...values }: AccountMail,
  language: string,
  path: string,
): Email => {
  const textOf = (part: string) => translate(language, 'mails', `${kind}.${part}`, values)
  const url = `${webUrl}${path}`
  const to = kind === 'change-email' && 'newEmail' in values ? values.newEmail : values.email
  return toEmail(to, language, {
    subject: textOf('subject'),
    body: textOf('body'),
    action: { label: textOf('action'), url },
    below: [textOf('otherwise')],
    fallback: translate(language, 'mails', 'link'),
  })
}

/** A notice as an e-mail. @param token stops e-mail of its group; undefined for e-mail that can't be turned off */
export const composeNoticeMail = (
  to: string,
  { language, timeZone }: Pick<PreferencesChange, 'timeZone'> & { language: string },
  content: NotificationContent,
  token?: string,
): Email => {
  const { title, body } = renderNotice(content, language, timeZone)
  const query = token && new URLSearchParams({ token })
  return {
    ...toEmail(to, language, {
      subject: title,
      body,
      action: { label: translate(language, 'mails', 'notice.action'), url: `${webUrl}${content.link}` },
      below: [translate(language, 'mails', query ? 'notice.why' : 'notice.always')],
      ...(query && {
        foot: {
          label: translate(language, 'mails', 'notice.unsubscribe'),
          url: `${webUrl}/account/unsubscribe?${query}`,
        },
      }),
    }),
    ...(query && { unsubscribe: `${apiUrl}/v1/mail/unsubscribe?${query}` }),
  }
}
