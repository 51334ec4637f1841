import type { AccountMail } from '../../contract/mails.ts'
import type { NotificationContent } from '../../contract/notifications.ts'
import { translate } from '../texts.ts'
import { renderNotice } from './render-notice.ts'
import { apiUrl, type Email, webUrl } from './smtp.ts'

const escaped = (raw: string) => raw.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)

type Page = {
  subject: string
  body: string
  action: { label: string; url: string }
  /** What stands below the button, in small letters. */
  below: string[]
  /** Below the button, its address to copy; text has it anyway. */
  fallback?: string
  /** The last line, a link. */
  foot?: { label: string; url: string }
}

/** Mail programs know little CSS, so each part carries its own; they turn the colours round for the dark by themselves. */
const html = (
  language: string,
  { subject, body, action, below, fallback, foot }: Page,
): string => `<!doctype html>
<html lang="${escaped(language)}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"><title>${escaped(subject)}</title></head>
<body style="margin:0;padding:24px;font:16px/1.5 system-ui,-apple-system,'Segoe UI',sans-serif;color:#18181b">
<div style="max-width:560px;margin:0 auto">
<p style="margin:0 0 24px;font-weight:600">Labseat</p>
<h1 style="margin:0 0 12px;font-size:22px;line-height:1.3">${escaped(subject)}</h1>
<p style="margin:0 0 24px">${escaped(body)}</p>
<p style="margin:0 0 24px"><a href="${escaped(action.url)}" style="display:inline-block;padding:10px 18px;border-radius:8px;background:#3730a3;color:#fff;text-decoration:none;font-weight:600">${escaped(action.label)}</a></p>
${[...below, ...(fallback ? [fallback, action.url] : [])].map((line) => `<p style="margin:0 0 8px;font-size:13px;color:#52525b;overflow-wrap:anywhere">${escaped(line)}</p>`).join('\n')}
${foot ? `<p style="margin:0;font-size:13px"><a href="${escaped(foot.url)}" style="color:#52525b">${escaped(foot.label)}</a></p>` : ''}
</div>
</body>
</html>
`

const plain = ({ subject, body, action, below, foot }: Page): string =>
  [
    subject,
    body,
    `${action.label}:\n${action.url}`,
    ...below,
    ...(foot ? [`${foot.label}:\n${foot.url}`] : []),
  ]
    .join('\n\n')
    .concat('\n')

const letter = (to: string, language: string, page: Page): Email => ({
  to,
  // A header is one line, whatever people put into titles.
  subject: page.subject.replace(/\s+/g, ' '),
  text: plain(page),
  html: html(language, page),
})

/** An e-mail about the account, with a link into the app that most often only its reader may follow. */
export const composeAccountMail = (
  { kind, ...values }: AccountMail,
  language: string,
  path: string,
): Email => {
  const say = (part: string) => translate(language, 'mails', `${kind}.${part}`, values)
  const url = `${webUrl}${path}`
  const to = kind === 'change-email' && 'newEmail' in values ? values.newEmail : values.email
  return letter(to, language, {
    subject: say('subject'),
    body: say('body'),
    action: { label: say('action'), url },
    below: [say('otherwise')],
    fallback: translate(language, 'mails', 'link'),
  })
}

/** A notice as an e-mail. */
export const composeNoticeMail = (
  to: string,
  language: string,
  content: NotificationContent,
  token: string,
): Email => {
  const { title, body } = renderNotice(content, language)
  return {
    ...letter(to, language, {
      subject: title,
      body,
      action: { label: translate(language, 'mails', 'notice.action'), url: `${webUrl}${content.link}` },
      below: [translate(language, 'mails', 'notice.why')],
      foot: {
        label: translate(language, 'mails', 'notice.unsubscribe'),
        url: `${webUrl}/account/unsubscribe?${new URLSearchParams({ token })}`,
      },
    }),
    unsubscribe: `${apiUrl}/v1/mail/unsubscribe?${new URLSearchParams({ token })}`,
  }
}
