import type { CallsOf } from './call.ts'

export const authCalls: CallsOf<'auth'> = {
  'auth-register': {
    body: ({ newcomer }) => newcomer,
    status: 201,
    refused: [
      {
        what: 'a username that is taken',
        body: ({ newcomer, olga }) => ({ ...newcomer, username: olga.username }),
        code: 'username-taken',
      },
      {
        what: 'a username that is reserved',
        body: ({ newcomer }) => ({ ...newcomer, username: 'admin' }),
        code: 'username-taken',
      },
      {
        what: 'a password of 7 characters',
        body: ({ newcomer }) => ({ ...newcomer, password: '1234567' }),
        code: 'password-too-short',
      },
      {
        what: 'a common password',
        body: ({ newcomer }) => ({ ...newcomer, password: 'PassWord1' }),
        code: 'password-too-common',
      },
      {
        what: 'an invalid address',
        body: ({ newcomer }) => ({ ...newcomer, email: 'nina@' }),
        code: 'invalid-input',
      },
    ],
  },
  'auth-record-sign-in': { body: () => ({ device: 'the-browser-of-olga' }), status: 204 },
  'auth-resend-verification': { status: 202 },
  'auth-request-password-reset': {
    body: ({ newcomer }) => ({ email: newcomer.email }),
    status: 202,
    refused: [{ what: 'an invalid address', body: () => ({ email: 'nina@' }), code: 'invalid-input' }],
  },
}
