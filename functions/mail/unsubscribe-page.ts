import { mailUnsubscribePage } from '../../contract/mails.ts'
import { config, requireValue } from '../../server/config.ts'
import { endpoint } from '../endpoint.ts'
import { redirect } from '../reply.ts'

const webUrl = requireValue('LABSEAT_WEB_URL', config.mail.webUrl)

/** The address in List-Unsubscribe takes the POST of mail programs. A person who opens it sees the page with the button. */
export default endpoint(mailUnsubscribePage, async ({ query }) =>
  redirect(303, `${webUrl}/account/unsubscribe?${new URLSearchParams(query)}`),
)
