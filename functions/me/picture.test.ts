import sharp from 'sharp'
import { expect, test } from 'vitest'
import { encodeAvatar } from './_picture.ts'

const jpeg = (side: number, progressive: boolean) =>
  sharp({ create: { width: side, height: side, channels: 3, background: '#c81e1e' } })
    .jpeg({ progressive, quality: 20 })
    .toBuffer()
const outcome = (file: Uint8Array) =>
  encodeAvatar(file).then(
    () => 'encoded',
    (problem: { code: string; fields?: { key?: string }[] }) => problem.fields?.[0]?.key ?? problem.code,
  )

test('six progressive pictures with 49 million pixels are refused by their headers', async () => {
  const file = await jpeg(7000, true)
  expect(file.length).toBeLessThan(300 * 1024)
  const maxMemoryBefore = process.resourceUsage().maxRSS
  const outcomes = await Promise.all(Array.from({ length: 6 }, () => outcome(file)))
  expect(outcomes).toEqual(Array(6).fill('picturePixels'))
  // Decoded, they took 600 MB. maxRSS is in kilobytes.
  expect(process.resourceUsage().maxRSS - maxMemoryBefore).toBeLessThan(60_000)
})

test('a progressive picture may have fewer pixels than one that is read line by line', async () => {
  expect(await outcome(await jpeg(2100, true))).toBe('picturePixels')
  expect(await outcome(await jpeg(2100, false))).toBe('encoded')
  expect(await outcome(await jpeg(1900, true))).toBe('encoded')
  expect(await outcome(await jpeg(3600, false))).toBe('picturePixels')
})

test('a crowd of pictures is decoded one by one, and refused beyond a short queue', async () => {
  const file = await jpeg(500, true)
  const outcomes = await Promise.all(Array.from({ length: 30 }, () => outcome(file)))
  // A picture that is ready early makes room for one more.
  const encoded = outcomes.filter((result) => result === 'encoded').length
  const refused = outcomes.filter((result) => result === 'unavailable').length
  expect(encoded).toBeGreaterThanOrEqual(8)
  expect(refused).toBeGreaterThan(0)
  expect(encoded + refused).toBe(30)
  expect(await outcome(file)).toBe('encoded')
})
