/** Zero-width characters and byte-order marks, which text from a file or a chat has and nobody sees. */
const invisible = /[\u200b-\u200d\u2060\ufeff\u00ad]/g

/** What command-line tools, shells and consoles write before a value: `aws_access_key_id = `, `export ARM_CLIENT_ID=`, `"SecretAccessKey": `. */
const label =
  /^(?:export\s+|set\s+|\$env:)?["']?(?:(?:aws|azure|arm)_)?(?:access[ _]?key[ _]?id|secret[ _]?access[ _]?key|session[ _]?token|role[ _]?arn|client[ _]?(?:id|secret)|tenant(?:[ _]?id)?|subscription[ _]?id|app[ _]?id|password|project[ _]?id|client[ _]?email)["']?\s*[=:]\s*/i

/** The value in a pasted text, without its name, its quotes and what surrounds them. */
export const cleanPasted = (text: string): string =>
  text
    .replace(invisible, '')
    .trim()
    .replace(label, '')
    .replace(/[,;]\s*$/, '')
    .replace(/^["'`“‘](.*)["'`”’]$/s, '$1')
    .trim()
