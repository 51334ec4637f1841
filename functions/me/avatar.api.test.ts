import { crc32, deflateSync } from 'node:zlib'
import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { avatarSide, largestAvatar } from '../../contract/avatars.ts'
import type { Profile } from '../../contract/people.ts'
import { documents } from '../../server/documents.ts'
import { api, apiUrl } from '../../testing/api.ts'
import { asPerson, type Person } from '../../testing/people.ts'

const put = (person: Person, file: Uint8Array) =>
  api<Profile & { code?: string; fields?: { path: string; message: string }[] }>(
    'PUT',
    '/v1/me/avatar',
    { image: Buffer.from(file).toString('base64') },
    person,
  )
const get = (person: Person, version?: number | null) =>
  fetch(`${apiUrl()}/v1/avatars/${person.uid}${version ? `?v=${version}` : ''}`)
const bytesOf = async (response: Response) => Buffer.from(await response.arrayBuffer())

const red = { r: 200, g: 30, b: 30 }
const photo = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: red } })
    .withExif({ IFD0: { Copyright: 'nobody-else-may-know' } })
    .jpeg()
    .toBuffer()

/** A small file with very many pixels: black, one bit each. */
const bomb = (side: number): Buffer => {
  const chunk = (type: string, data: Buffer) => {
    const named = Buffer.concat([Buffer.from(type), data])
    const length = Buffer.alloc(4)
    const check = Buffer.alloc(4)
    length.writeUInt32BE(data.length)
    check.writeUInt32BE(crc32(named))
    return Buffer.concat([length, named, check])
  }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(side, 0)
  header.writeUInt32BE(side, 4)
  header[8] = 1
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.alloc((Math.ceil(side / 8) + 1) * side), { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

describe('a picture', () => {
  test('is encoded as a small square without the metadata of the file', async () => {
    const olga = await asPerson('Olga')
    const { status, body } = await put(olga, await photo(900, 400))
    expect(status).toBe(200)
    const answer = await get(olga, body.avatarVersion)
    expect(answer.status).toBe(200)
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'image/webp',
      'cache-control': 'public, max-age=31536000',
      'x-content-type-options': 'nosniff',
    })
    const image = await bytesOf(answer)
    const { format, width, height, exif } = await sharp(image).metadata()
    expect({ format, width, height, exif }).toEqual({
      format: 'webp',
      width: avatarSide,
      height: avatarSide,
      exif: undefined,
    })
    expect(image.toString('latin1')).not.toContain('nobody-else-may-know')
    expect((await api<Profile>('GET', '/v1/me', undefined, olga)).body).toEqual(body)
  })

  test('without its version or with an old version is cached for a minute', async () => {
    const olga = await asPerson('Olga')
    await put(olga, await photo(20, 20))
    for (const version of [undefined, 1])
      expect((await get(olga, version)).headers.get('cache-control')).toBe('public, max-age=60')
  })

  test('of noise, which compresses badly, stays below the size limit', async () => {
    const olga = await asPerson('Olga')
    const noise = await sharp({
      create: {
        width: 256,
        height: 256,
        channels: 3,
        noise: { type: 'gaussian', mean: 128, sigma: 90 },
      } as never,
    })
      .png()
      .toBuffer()
    expect((await put(olga, noise)).status).toBe(200)
    expect((await bytesOf(await get(olga))).length).toBeLessThanOrEqual(largestAvatar)
  })

  test('is replaced by a newer one, and can be removed twice', async () => {
    const olga = await asPerson('Olga')
    const first = (await put(olga, await photo(20, 20))).body.avatarVersion!
    const second = (await put(olga, await photo(20, 30))).body.avatarVersion!
    expect(second).toBeGreaterThan(first)
    for (const _ of [1, 2]) expect((await api('DELETE', '/v1/me/avatar', undefined, olga)).status).toBe(204)
    expect((await get(olga)).status).toBe(404)
    expect((await api<Profile>('GET', '/v1/me', undefined, olga)).body.avatarVersion).toBeNull()
  })
})

describe('a file that only looks like a picture', () => {
  test('does not keep a page that follows the pixels', async () => {
    const olga = await asPerson('Olga')
    const page = Buffer.from('<!doctype html><script>alert(document.domain)</script>')
    const { status } = await put(olga, Buffer.concat([await photo(30, 30), page]))
    expect([200, 400]).toContain(status)
    const stored = (await documents.avatar(olga.uid).get()).data()?.image ?? new Uint8Array()
    expect(Buffer.from(stored).toString('latin1')).not.toContain('script')
  })

  test('does not keep a script that follows the pixels', async () => {
    const olga = await asPerson('Olga')
    const gif = await sharp({ create: { width: 8, height: 8, channels: 3, background: red } })
      .gif()
      .toBuffer()
    const { status } = await put(olga, Buffer.concat([gif, Buffer.from('=1;alert(document.domain)')]))
    expect([200, 400]).toContain(status)
    const stored = (await documents.avatar(olga.uid).get()).data()?.image ?? new Uint8Array()
    expect(Buffer.from(stored).toString('latin1')).not.toContain('alert')
  })

  test('with 30,000 by 30,000 pixels is refused before it is unpacked', async () => {
    const olga = await asPerson('Olga')
    const file = bomb(30_000)
    expect(file.length).toBeLessThan(300 * 1024)
    const began = performance.now()
    const { status, body } = await put(olga, file)
    expect({ status, code: body.code }).toEqual({ status: 400, code: 'invalid-input' })
    expect(body.fields).toEqual([
      expect.objectContaining({ path: 'image', message: expect.stringContaining('too many pixels') }),
    ])
    expect(performance.now() - began).toBeLessThan(2_000)
    expect((await documents.avatar(olga.uid).get()).exists).toBe(false)
  })

  test('with 20 MB is refused unread', async () => {
    const olga = await asPerson('Olga')
    const { status, body } = await put(olga, Buffer.alloc(20 * 1024 * 1024))
    expect({ status, code: body.code }).toEqual({ status: 413, code: 'too-large' })
  })
})
