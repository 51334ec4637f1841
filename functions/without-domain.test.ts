import { get } from 'node:http'
import type { AddressInfo } from 'node:net'
import { http } from '@google-cloud/functions-framework'
import { getTestServer } from '@google-cloud/functions-framework/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import './without-domain.ts'

describe('a function', () => {
  http('probe', async (_request, response) => {
    const made = Promise.resolve()
    await made
    response.json({ followed: 'domain' in made })
  })
  const server = getTestServer('probe')
  beforeAll(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)))
  afterAll(() => new Promise((resolve) => server.close(resolve)))

  it('runs without the hooks of node:domain, which follow every promise', async () => {
    const { port } = server.address() as AddressInfo
    const body = await new Promise<string>((resolve, reject) => {
      get({ port, host: '127.0.0.1', agent: false }, (response) => {
        let text = ''
        response.setEncoding('utf8').on('data', (part: string) => {
          text += part
        })
        response.once('end', () => resolve(text))
      }).once('error', reject)
    })
    expect(JSON.parse(body)).toEqual({ followed: false })
  })
})
