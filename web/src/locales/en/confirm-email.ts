/** Texts of the bar that asks a person to confirm their e-mail address. */
export default {
  'bar.label': 'Confirm your e-mail address',
  'bar.text': 'Confirm your e-mail address with the link we sent to <b>{{email}}</b>.',
  'send.again': 'Send again',
  'send.doing': 'Sending',
  'send.sent': 'Sent. Send again in {{seconds, number}} s',
  'send.failed': 'The e-mail was not sent.',
} as const
