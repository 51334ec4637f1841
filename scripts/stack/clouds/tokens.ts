import { createSign, createVerify, generateKeyPairSync, type KeyObject, randomBytes } from 'node:crypto'

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')

export const keyPair = () => generateKeyPairSync('rsa', { modulusLength: 2048 })

export const sign = (claims: Record<string, unknown>, key: KeyObject, keyId: string): string => {
  const content = `${encode({ alg: 'RS256', typ: 'JWT', kid: keyId })}.${encode(claims)}`
  return `${content}.${createSign('sha256').update(content).sign(key, 'base64url')}`
}

export const claimsOf = (token: string): Record<string, unknown> => {
  try {
    return JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString())
  } catch {
    return {}
  }
}

export const isSignedBy = (token: string, key: KeyObject): boolean => {
  const [header, claims, signature = ''] = token.split('.')
  return createVerify('sha256').update(`${header}.${claims}`).verify(key, signature, 'base64url')
}

/** Random access tokens. A map holds the bearer of each. */
export const opaqueTokens = <T>() => {
  const known = new Map<string, T>()
  return {
    issue: (prefix: string, bearer: T): string => {
      const token = `${prefix}${randomBytes(32).toString('base64url')}`
      known.set(token, bearer)
      return token
    },
    bearer: (authorization: string | undefined): T | undefined =>
      known.get(/^Bearer (.+)$/i.exec(authorization ?? '')?.[1] ?? ''),
  }
}
