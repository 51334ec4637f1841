import { createLogger } from '../server/log.ts'
import { sendMail } from '../server/notify/send-mail.ts'
import { createMailer } from '../server/notify/smtp.ts'

// Delivers e-mail in a separate process, which is killed after the mail server has accepted `count` e-mails.
const [mailId, url, count] = process.argv.slice(2)
const mailer = createMailer(url!)
let left = Number(count)
await sendMail(mailId!, new Date().toISOString(), createLogger(), async (...letter) => {
  await mailer(...letter)
  if (--left === 0) process.kill(process.pid, 'SIGKILL')
})
