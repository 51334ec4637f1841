import { describe, expect, test } from 'vitest'
import { cloudCredentials } from '../../../contract/cloud-credentials.ts'
import {
  emptyCredentials,
  isRoleArn,
  looksSwapped,
  roleArnOf,
  toCredentials,
  toFormProblems,
} from './credentials-form.ts'
import { readKey, sizeProblemOf } from './key-file.ts'

const id = 'AKIAIOSFODNN7EXAMPLE'
const secret = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY'

test('an account number becomes the ARN of the proposed role, and an ARN stays', () => {
  expect(roleArnOf(' 1234-5678-9012 ')).toBe('arn:aws:iam::123456789012:role/labseat')
  expect(roleArnOf(' arn:aws:iam::123456789012:role/path/builder ')).toBe(
    'arn:aws:iam::123456789012:role/path/builder',
  )
  expect(['12345678901', 'arn:aws-cn:iam::123456789012:role/x', ''].map(roleArnOf).map(isRoleArn)).toEqual([
    false,
    false,
    false,
  ])
})

test('swapped values of the key id and the secret are detected', () => {
  expect(looksSwapped(secret, id)).toBe(true)
  expect(looksSwapped('', id)).toBe(true)
  expect(looksSwapped(secret, '')).toBe(true)
  expect(looksSwapped(id, secret)).toBe(false)
  expect(looksSwapped('', '')).toBe(false)
})

test('credentials contain only the fields of their kind', () => {
  const form = { ...emptyCredentials(), accessKeyId: id, secretAccessKey: secret, clientSecret: 'x' }
  expect(toCredentials('access-key', form)).toEqual({
    kind: 'access-key',
    accessKeyId: id,
    secretAccessKey: secret,
  })
  expect(cloudCredentials.safeParse(toCredentials('access-key', form)).success).toBe(true)
  expect(toCredentials('none', form)).toEqual({ kind: 'none' })
})

test('a problem of the API appears at its field of the form', () => {
  const message = 'No.'
  expect(
    toFormProblems([
      { path: 'credentials.clientSecret', message },
      { path: 'credentials.key.private_key', message },
      { path: 'credentials.kind', message },
      { path: 'name', message },
    ]).map(({ name }) => name),
  ).toEqual(['clientSecret', 'key'])
})

describe('a key file', () => {
  const file = {
    type: 'service_account',
    project_id: 'labseat-labs',
    private_key_id: '0123456789abcdef',
    private_key: '-----BEGIN PRIVATE KEY-----\nMIIE\n-----END PRIVATE KEY-----\n',
    client_email: 'labs@labseat-labs.iam.gserviceaccount.com',
    token_uri: 'https://evil.example/token',
    universe_domain: 'googleapis.com',
  }
  const read = (change: Record<string, unknown>) => readKey(JSON.stringify({ ...file, ...change }))
  const problemsOf = (text: ReturnType<typeof readKey>) => ('problems' in text ? text.problems.join(' ') : '')

  test('is read without its URLs', () => {
    const { token_uri: _, ...named } = file
    expect(read({})).toEqual({ key: named })
  })

  test.each([
    [{ type: 'external_account' }, 'The type of this file is external_account.'],
    [{ type: 'authorized_user' }, 'Use the key of a service account.'],
    [{ private_key: undefined }, 'private_key is missing.'],
    [{ private_key: 'MIIE' }, 'The private key is not in PEM format.'],
    [{ client_email: 'olga@example.com' }, 'Enter a service account such as NAME@PROJECT'],
    [{ universe_domain: 'evil.example' }, 'Only googleapis.com is supported.'],
  ])('with %o is refused with the reason', (change, words) => {
    expect(problemsOf(read(change))).toContain(words)
  })

  test.each(['', '{', '[]', '"text"', 'null', '<html></html>'])(
    'that contains %j is not JSON of a key file',
    (text) => {
      expect(problemsOf(readKey(text))).toContain('This is not JSON')
    },
  )

  test('of 5 MB is refused unread, with its size in the message', () => {
    expect(sizeProblemOf(5 * 1024 * 1024)).toContain('5.2 MB')
    expect(problemsOf(readKey('x'.repeat(65 * 1024)))).toContain('66.6 kB')
    expect(sizeProblemOf(2_300)).toBeNull()
  })
})
