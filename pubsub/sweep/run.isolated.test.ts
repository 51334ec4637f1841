import { expect, test, vi } from 'vitest'

const down = () => {
  throw new Error('Firestore is down.')
}
vi.mock('../../server/documents.ts', async (load) => ({
  ...(await load<typeof import('../../server/documents.ts')>()),
  documents: new Proxy({}, { get: () => down }),
}))
const { default: handle } = await import('./run.ts')

test('a sweep whose queries all fail is not acknowledged, so Pub/Sub delivers it again', async () => {
  vi.spyOn(console, 'log').mockImplementation(() => {})
  const data = { message: { data: Buffer.from('{}').toString('base64'), messageId: '1' } }
  const event = { id: '1', source: 'test', specversion: '1.0', type: 'test', data }
  await expect(handle(event)).rejects.toThrow('Every chore of the sweep failed.')
})
