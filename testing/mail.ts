import { waitUntil } from './wait-until.ts'

/** An e-mail as the mail server stores it. */
export type Mail = {
  id: string
  subject: string
  text: string
  html: string
  headers: Record<string, string>
  messageId: string
  to: { address: string }[]
}

/** Every e-mail to an address, oldest first. */
export const readMailTo = async (address: string): Promise<Mail[]> => {
  const response = await fetch(`${process.env.MAIL_URL}/email`)
  const all = (await response.json()) as Mail[]
  return all.filter(({ to }) => to.some((recipient) => recipient.address === address))
}

/** An e-mail as the mail server received it. */
export const readMailSource = async ({ id }: Mail): Promise<string> =>
  (await fetch(`${process.env.MAIL_URL}/email/${id}/source`)).text()

/** Waits for the first e-mail whose subject contains `subject`. */
export const waitForMail = (address: string, subject: string): Promise<Mail> =>
  waitUntil(`an e-mail “${subject}” to ${address}`, async () =>
    (await readMailTo(address)).find((mail) => mail.subject.includes(subject)),
  )

/** The links in an e-mail's text. */
export const linksIn = ({ text }: Mail): string[] => text.match(/https?:\S+/g) ?? []
