import { describe, expect, test } from 'vitest'
import { cloudCredentials } from '../../../contract/cloud-credentials.ts'
import {
  atFields,
  emptyCredentials,
  isRoleArn,
  looksSwapped,
  roleArnOf,
  toCredentials,
} from './credentials-form.ts'
import { readKey, tooLarge } from './key-file.ts'

const id = 'AKIAIOSFODNN7EXAMPLE'
const secret = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY'

test('an account number means the role that is proposed, and an ARN itself', () => {
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

test('a key id and a secret in the places of each other are seen, and in their own are not', () => {
  expect(looksSwapped(secret, id)).toBe(true)
  expect(looksSwapped('', id)).toBe(true)
  expect(looksSwapped(secret, '')).toBe(true)
  expect(looksSwapped(id, secret)).toBe(false)
  expect(looksSwapped('', '')).toBe(false)
})

test('only what a kind needs is sent, whatever else was typed', () => {
  const form = { ...emptyCredentials(), accessKeyId: id, secretAccessKey: secret, clientSecret: 'x' }
  expect(toCredentials('access-key', form)).toEqual({
    kind: 'access-key',
    accessKeyId: id,
    secretAccessKey: secret,
  })
  expect(cloudCredentials.safeParse(toCredentials('access-key', form)).success).toBe(true)
  expect(toCredentials('none', form)).toEqual({ kind: 'none' })
})

test('what was refused is put at the field it is about', () => {
  const message = 'No.'
  expect(
    atFields([
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

  test('is read without what it says of addresses', () => {
    const { token_uri: _, ...named } = file
    expect(read({})).toEqual({ key: named })
  })

  test.each([
    [{ type: 'external_account' }, 'The type of this file is external_account.'],
    [{ type: 'authorized_user' }, 'Use the key of a service account.'],
    [{ private_key: undefined }, 'private_key is missing.'],
    [{ private_key: 'MIIE' }, 'The private key is not a PEM.'],
    [{ client_email: 'olga@example.com' }, 'Give a service account such as NAME@PROJECT'],
    [{ universe_domain: 'evil.example' }, 'Only googleapis.com is supported.'],
  ])('with %o is refused, and why is said', (change, words) => {
    expect(problemsOf(read(change))).toContain(words)
  })

  test.each(['', '{', '[]', '"text"', 'null', '<html></html>'])('that is %s is no key file', (text) => {
    expect(problemsOf(readKey(text))).toContain('This is not JSON')
  })

  test('of 5 MB is refused with its size, and not read', () => {
    expect(tooLarge(5 * 1024 * 1024)).toContain('5.2 MB')
    expect(problemsOf(readKey('x'.repeat(65 * 1024)))).toContain('66.6 kB')
    expect(tooLarge(2_300)).toBeNull()
  })
})
