import { password, unique } from '../people.ts'
import type { CallsOf } from './call.ts'
import { erik, sam } from './shared.ts'

const tags = (count: number) => Array.from({ length: count }, (_, index) => `tag ${index}`)
const choosing = (preferences: object) => ({ preferences })
const toUsername = (username: string) => ({ username })
const changing = (newPassword: string, currentPassword = password) => ({ currentPassword, newPassword })
/** One pixel, as PNG. */
const dot = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=='
const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9" onload="alert(1)"/>'
const picture = (bytes: string) => ({ image: Buffer.from(bytes, 'latin1').toString('base64') })

export const meCalls: CallsOf<'me'> = {
  'me-get': { status: 200 },
  'me-change-email': {
    body: () => ({ email: `olga-${unique()}@labseat.test`, currentPassword: password }),
    status: 202,
    refused: [
      {
        what: 'a wrong password',
        body: () => ({ email: `olga-${unique()}@labseat.test`, currentPassword: 'labseat' }),
        code: 'wrong-password',
      },
      {
        what: 'no password',
        body: () => ({ email: `olga-${unique()}@labseat.test` }),
        code: 'wrong-password',
      },
      {
        what: 'the address there is',
        body: ({ olga }) => ({ email: olga.email.toUpperCase(), currentPassword: password }),
        code: 'invalid-input',
      },
      {
        what: 'who has no account at Firebase',
        as: ({ erik }) => erik,
        body: () => ({ email: `erik-${unique()}@labseat.test` }),
        code: 'recent-sign-in-required',
      },
    ],
  },
  'me-revoke-sessions': { status: 200 },
  'me-update': {
    body: () => ({
      firstName: 'Olga',
      lastName: 'Organiser',
      interests: ['kubernetes'],
      preferences: {
        language: 'en',
        timeZone: 'Europe/Berlin',
        theme: 'dark',
        mail: { registrations: true, events: true, organising: false, account: true, clusters: true },
      },
    }),
    status: 200,
    refused: [
      { what: '21 interests', body: () => ({ interests: tags(21) }), code: 'invalid-input' },
      { what: 'an interest twice', body: () => ({ interests: ['go', 'Go '] }), code: 'invalid-input' },
      {
        what: 'a time zone that does not exist',
        body: () => choosing({ timeZone: 'Mars/Phobos' }),
        code: 'invalid-input',
      },
      {
        what: 'a language we do not speak',
        body: () => choosing({ language: 'tlh' }),
        code: 'invalid-input',
      },
      { what: 'an unknown theme', body: () => choosing({ theme: 'pink' }), code: 'invalid-input' },
    ],
  },
  'me-change-username': {
    body: () => ({ username: `olga-${unique()}` }),
    status: 200,
    refused: [
      { what: 'a name that is taken', body: ({ erik }) => toUsername(erik.username), code: 'username-taken' },
      { what: 'a reserved name', body: () => toUsername('admin'), code: 'username-taken' },
      { what: '2 characters', body: () => toUsername('ab'), code: 'invalid-input' },
      { what: '31 characters', body: () => toUsername('a'.repeat(31)), code: 'invalid-input' },
      { what: 'upper case', body: () => toUsername('Olga'), code: 'invalid-input' },
      { what: 'a Cyrillic look-alike', body: () => toUsername('\u043elga'), code: 'invalid-input' },
      { what: 'a full-width look-alike', body: () => toUsername('\uff4flga'), code: 'invalid-input' },
      { what: 'a letter and its accent apart', body: () => toUsername('ola\u0301'), code: 'invalid-input' },
      { what: 'a zero-width space', body: () => toUsername('ol\u200bga'), code: 'invalid-input' },
      { what: 'a path', body: () => toUsername('../ad'), code: 'invalid-input' },
    ],
  },
  'me-change-password': {
    body: () => changing('a better one than before'),
    status: 200,
    refused: [
      {
        what: 'a wrong current password',
        body: () => changing('a better one', 'labseat'),
        code: 'wrong-password',
      },
      { what: 'no current password', body: () => changing('a better one', ''), code: 'wrong-password' },
      { what: 'the same password again', body: () => changing(password), code: 'password-reused' },
      { what: 'a password of 7 characters', body: () => changing('1234567'), code: 'password-too-short' },
      { what: 'one of the commonest', body: () => changing('Iloveyou2'), code: 'password-too-common' },
      {
        what: 'who signs in without a password',
        as: erik,
        body: () => changing('a better one'),
        code: 'wrong-password',
      },
    ],
  },
  'me-set-avatar': {
    body: () => ({ image: dot }),
    status: 200,
    refused: [
      { what: 'a drawing that can run scripts', body: () => picture(svg), code: 'invalid-input' },
      {
        what: 'a page',
        body: () => picture('<!doctype html><script>alert(1)</script>'),
        code: 'invalid-input',
      },
      { what: 'the beginning of a picture', body: () => picture('\xff\xd8\xff'), code: 'invalid-input' },
      {
        what: 'what is not base64',
        body: () => ({ image: 'data:image/png;base64,' }),
        code: 'invalid-input',
      },
      { what: '301 KB', body: () => picture('a'.repeat(301 * 1024)), code: 'invalid-input' },
    ],
  },
  'me-delete-avatar': { status: 204 },
  'me-export': { status: 200 },
  'me-delete': {
    as: sam,
    status: 204,
    refused: [{ what: 'who has an event to come', as: ({ olga }) => olga, code: 'has-events' }],
  },
}
