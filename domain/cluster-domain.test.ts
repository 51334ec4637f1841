import { describe, expect, test } from 'vitest'
import { redirectUri } from '../contract/clients.ts'
import { domainInput } from '../contract/cluster-domain.ts'
import { domainProblems } from './cluster-domain.ts'
import { domainNameOf, redirectUrisOf } from './service-names.ts'

const keysOf = (input: unknown): string[] => {
  const parsed = domainInput.safeParse(input)
  const messages = parsed.success
    ? domainProblems('aws', parsed.data).map(({ path, message }) => `${path}: ${message}`)
    : parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`)
  return messages
}

describe('a zone', () => {
  test.each([
    ['labs.example.com', 'labs.example.com'],
    ['Labs.Example.COM.', 'labs.example.com'],
    [' "labs.example.com" ', 'labs.example.com'],
    ['xn--bcher-kva.example', 'xn--bcher-kva.example'],
  ])('%j is %s', (zone, expected) => expect(domainInput.parse({ zone }).zone).toBe(expected))

  test.each([
    'bücher.example',
    'labs.пример',
    'example',
    'labs..example.com',
    'labs.example.com..',
    '*.example.com',
    '-labs.example.com',
    'labs-.example.com',
    'labs.example.com/path',
    'https://labs.example.com',
    'user@example.com',
    '10.0.0.1',
    `${'a'.repeat(64)}.example.com`,
    `${'abcdefgh.'.repeat(30)}com`,
    'labs.example.com\nother.example.com',
    'labs.$(id).example.com',
    '',
  ])('%j is refused', (zone) => expect(keysOf({ zone })).not.toEqual([]))
})

describe('the ranges that may connect', () => {
  const zone = 'labs.example.com'
  test.each([[[]], [['203.0.113.0/24', '198.51.100.7/32']]])('%j are accepted', (allowedRanges) =>
    expect(keysOf({ zone, allowedRanges })).toEqual([]),
  )

  test.each([
    '0.0.0.0/0',
    '0.0.0.0/1',
    '128.0.0.0/1',
    '203.0.113.7/24',
    '10.0.0.0/8',
    '192.168.1.0/24',
    '2001:db8::/32',
    '::/0',
    '203.0.113.7',
    '203.0.113.0/33',
    'everyone',
  ])('%s is refused', (range) => {
    expect(keysOf({ zone, allowedRanges: ['198.51.100.0/24', range] })).toEqual([
      expect.stringMatching(/^(domain\.)?allowedRanges\.1: /),
    ])
  })
})

test('a sandbox takes no domain', () => {
  expect(domainProblems('sandbox', { zone: 'labs.example.com', allowedRanges: [] })).toMatchObject([
    { path: 'domain.zone' },
  ])
})

test('each service has a name below the cluster, to which people return after a sign-in', () => {
  const cluster = { name: 'lab-abc123', domain: { zone: 'labs.example.com' } }
  expect(domainNameOf(cluster)).toBe('lab-abc123.labs.example.com')
  const uris = redirectUrisOf(cluster)
  expect(uris).toContain('https://jupyterhub.lab-abc123.labs.example.com/hub/oauth_callback')
  expect(uris).toContain('https://airflow.lab-abc123.labs.example.com/auth/oauth-authorized/labseat')
  for (const uri of uris) expect(redirectUri.safeParse(uri).success, uri).toBe(true)
})
