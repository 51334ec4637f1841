import { expect, test, vi } from 'vitest'
import { db } from '../../server/documents.ts'
import { api } from '../../testing/api.ts'
import { serveFunction } from '../../testing/serve-function.ts'

test('every caller gets the status and nothing else', async () => {
  const { status, body, headers } = await api('GET', '/v1/status')
  expect([status, body]).toEqual([200, { status: 'ok' }])
  expect(headers.get('cache-control')).toContain('no-store')
})

test('while the database does not answer, the response is 503 without the reason, and many callers share one read', async () => {
  const doc = vi.spyOn(db, 'doc').mockImplementation(() => {
    throw new Error('14 UNAVAILABLE: 10.0.0.7:8080 refused the connection')
  })
  await using instance = await serveFunction('status-get')
  try {
    const replies = await Promise.all(Array.from({ length: 20 }, () => fetch(`${instance.url}/v1/status`)))
    for (const reply of replies) {
      expect([reply.status, reply.headers.get('retry-after')]).toEqual([503, '60'])
      expect(await reply.json()).toEqual({
        type: expect.any(String),
        title: expect.any(String),
        status: 503,
        code: 'unavailable',
        detail: 'Labseat does not work right now. Try again in a minute.',
        requestId: expect.any(String),
      })
    }
    expect(doc.mock.calls).toEqual([['status/probe']])
  } finally {
    doc.mockRestore()
  }
})
