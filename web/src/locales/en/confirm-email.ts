/** Confirming one's e-mail address: the bar on every page, and sending the link again. */
export default {
  'bar.label': 'Confirm your e-mail address',
  'bar.text': 'Confirm your e-mail address with the link we sent to <b>{{email}}</b>.',
  'send.again': 'Send again',
  'send.doing': 'Sending',
  'send.sent': 'Sent. Send again in {{seconds, number}} s',
  'send.failed': 'The e-mail was not sent.',
} as const
