import { describe, expect, test } from 'vitest'
import { credentialsHolder } from './credentials.ts'
import { masking } from './mask.ts'
import { Refused } from './protocol.ts'

const minute = 60_000
const begin = (lasting: number) => {
  const state = { now: Date.parse('2031-05-01T10:00:00Z'), asked: 0, fails: undefined as Error | undefined }
  const masks = masking()
  const holder = credentialsHolder(
    {
      credentials: async () => {
        state.asked++
        if (state.fails) throw state.fails
        const values = { accessKeyId: `key-of-session-${state.asked}`, region: 'eu-central-1' }
        return { values, expiresAt: new Date(state.now + lasting).toISOString() }
      },
    },
    masks,
    () => state.now,
  )
  return { state, masks, holder }
}

describe('credentials that end', () => {
  test('are asked for anew five minutes before they do, once, whoever asks', async () => {
    const { state, holder } = begin(60 * minute)
    await Promise.all([holder.get(), holder.get(), holder.get()])
    expect(state.asked).toBe(1)
    state.now += 54 * minute
    expect(await holder.get()).toMatchObject({ accessKeyId: 'key-of-session-1' })
    state.now += 2 * minute
    const found = await Promise.all([holder.get(), holder.get()])
    for (const values of found) expect(values).toMatchObject({ accessKeyId: 'key-of-session-2' })
    expect(state.asked).toBe(2)
  })

  test('are given while they hold, where nobody answers, and not a moment longer', async () => {
    const { state, holder } = begin(60 * minute)
    await holder.get()
    state.now += 58 * minute
    state.fails = new Error('The API is away.')
    expect(await holder.get()).toMatchObject({ accessKeyId: 'key-of-session-1' })
    state.now += 3 * minute
    await expect(holder.get()).rejects.toThrow('The API is away.')
    state.fails = undefined
    expect(await holder.get()).toMatchObject({ accessKeyId: 'key-of-session-4' })
  })

  test('are never shown, the earlier ones neither; where they are used is no secret', async () => {
    const { state, masks, holder } = begin(4 * minute)
    await holder.get()
    state.now += minute
    await holder.get()
    expect(masks.mask('key-of-session-1 and key-of-session-2 in eu-central-1')).toBe(
      '*** and *** in eu-central-1',
    )
  })

  test('and were revoked say so', async () => {
    const { state, holder } = begin(60 * minute)
    await holder.get()
    state.now += 57 * minute
    state.fails = new Refused('credentials-rejected', 'AWS no longer knows the key.')
    await expect(holder.get()).rejects.toThrow('AWS no longer knows the key.')
    expect(holder.rejected()).toBe('AWS no longer knows the key.')
  })

  test('are renewed in time, and not at once where they live but shortly', async () => {
    const { state, holder } = begin(60 * minute)
    expect(holder.renewAt()).toBe(Number.POSITIVE_INFINITY)
    await holder.get()
    expect(holder.renewAt() - state.now).toBe(55 * minute)
    const short = begin(2 * minute)
    await short.holder.get()
    expect(short.holder.renewAt() - short.state.now).toBe(minute / 2)
  })
})
