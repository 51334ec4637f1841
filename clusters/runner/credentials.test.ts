import { describe, expect, test } from 'vitest'
import { createCredentials } from './credentials.ts'
import { createMasker } from './mask.ts'
import { Refused } from './protocol.ts'

const minuteMs = 60_000
const begin = (ttlMs: number) => {
  const state = {
    now: Date.parse('2031-05-01T10:00:00Z'),
    requests: 0,
    error: undefined as Error | undefined,
  }
  const masker = createMasker()
  const credentials = createCredentials(
    {
      credentials: async () => {
        state.requests++
        if (state.error) throw state.error
        const values = { accessKeyId: `key-of-session-${state.requests}`, region: 'eu-central-1' }
        return { values, expiresAt: new Date(state.now + ttlMs).toISOString() }
      },
    },
    masker,
    () => state.now,
  )
  return { state, masker, credentials }
}

describe('credentials', () => {
  test('are requested once for calls at the same time, and again five minutes before they expire', async () => {
    const { state, credentials } = begin(60 * minuteMs)
    await Promise.all([credentials.get(), credentials.get(), credentials.get()])
    expect(state.requests).toBe(1)
    state.now += 54 * minuteMs
    expect(await credentials.get()).toMatchObject({ accessKeyId: 'key-of-session-1' })
    state.now += 2 * minuteMs
    const renewed = await Promise.all([credentials.get(), credentials.get()])
    for (const values of renewed) expect(values).toMatchObject({ accessKeyId: 'key-of-session-2' })
    expect(state.requests).toBe(2)
  })

  test('are used until they expire while the API does not answer', async () => {
    const { state, credentials } = begin(60 * minuteMs)
    await credentials.get()
    state.now += 58 * minuteMs
    state.error = new Error('The API is down.')
    expect(await credentials.get()).toMatchObject({ accessKeyId: 'key-of-session-1' })
    state.now += 3 * minuteMs
    await expect(credentials.get()).rejects.toThrow('The API is down.')
    state.error = undefined
    expect(await credentials.get()).toMatchObject({ accessKeyId: 'key-of-session-4' })
  })

  test('are masked, also the earlier ones, and the region is not', async () => {
    const { state, masker, credentials } = begin(4 * minuteMs)
    await credentials.get()
    state.now += minuteMs
    await credentials.get()
    expect(masker.mask('key-of-session-1 and key-of-session-2 in eu-central-1')).toBe(
      '*** and *** in eu-central-1',
    )
  })

  test('that were revoked report the API’s reason', async () => {
    const { state, credentials } = begin(60 * minuteMs)
    await credentials.get()
    state.now += 57 * minuteMs
    state.error = new Refused('credentials-rejected', 'AWS no longer knows the key.')
    await expect(credentials.get()).rejects.toThrow('AWS no longer knows the key.')
    expect(credentials.rejection()).toBe('AWS no longer knows the key.')
  })

  test('are due for renewal five minutes before they expire, and after at least 30 seconds', async () => {
    const { state, credentials } = begin(60 * minuteMs)
    expect(credentials.renewAt()).toBe(Number.POSITIVE_INFINITY)
    await credentials.get()
    expect(credentials.renewAt() - state.now).toBe(55 * minuteMs)
    const short = begin(2 * minuteMs)
    await short.credentials.get()
    expect(short.credentials.renewAt() - short.state.now).toBe(30_000)
  })
})
