import { config } from '../../server/config.ts'

const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)

/**
 * What a browser shows when a sign-in can't continue and the client's address can't be trusted. It is plain, because the policy of an
 * answer of the API allows no styles and no scripts.
 */
export const errorPage = (fields: Record<string, string>): string => {
  const reason = fields.error_description ?? fields.error ?? ''
  const home = config.mail.webUrl ?? '/'
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Sign-in failed · Labseat</title></head>
<body>
<h1>This sign-in can’t continue</h1>
<p>Go back to the page that you came from and sign in there again.</p>
<p>Reason: <code>${escapeHtml(`${fields.error ?? ''}: ${reason}`)}</code></p>
<p><a href="${escapeHtml(home)}">Labseat</a></p>
</body>
</html>
`
}
