import { logger } from '../server/log.ts'
import { sendMail } from '../server/notify/send-mail.ts'
import { mailerAt } from '../server/notify/smtp.ts'

// Delivers e-mail in a process of its own that is killed after so many have been taken.
const [mailId, url, count] = process.argv.slice(2)
const mailer = mailerAt(url!)
let left = Number(count)
await sendMail(mailId!, new Date().toISOString(), logger(), async (...letter) => {
  await mailer(...letter)
  if (--left === 0) process.kill(process.pid, 'SIGKILL')
})
