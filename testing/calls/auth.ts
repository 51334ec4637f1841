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
        what: 'one of the commonest passwords',
        body: ({ newcomer }) => ({ ...newcomer, password: 'PassWord1' }),
        code: 'password-too-common',
      },
      {
        what: 'an address that is none',
        body: ({ newcomer }) => ({ ...newcomer, email: 'nina@' }),
        code: 'invalid-input',
      },
    ],
  },
  'auth-record-sign-in': { status: 204 },
  'auth-resend-verification': { status: 202 },
  'auth-request-password-reset': {
    body: ({ newcomer }) => ({ email: newcomer.email }),
    status: 202,
    refused: [{ what: 'an address that is none', body: () => ({ email: 'nina@' }), code: 'invalid-input' }],
  },
}
