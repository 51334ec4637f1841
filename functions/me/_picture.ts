import { avatarSide, largestAvatar, largestUpload } from '../../contract/avatars.ts'
import { fieldProblem, type ValidationKey, type ValidationValues } from '../../contract/validation.ts'
import { invalidInput, type Problem } from '../../server/problem.ts'

/** By how they begin, whatever they are called. SVG is not among them: it is a document that can load and run. */
const beginnings: readonly string[] = ['\xff\xd8\xff', '\x89PNG\r\n\x1a\n', 'GIF87a', 'GIF89a']
const isPicture = (start: string): boolean =>
  beginnings.some((one) => start.startsWith(one)) || (start.startsWith('RIFF') && start.startsWith('WEBP', 8))

/** More pixels than any camera takes; a small file can claim any number. */
const mostPixels = 50_000_000

const pictureProblem = (key: ValidationKey, values?: ValidationValues): Problem =>
  invalidInput([fieldProblem('image', key, values)])

/**
 * The middle of a picture as a square of WebP. It is decoded and drawn anew, so nothing of the file itself is kept: no place it was taken
 * at, and no script behind the pixels.
 */
export const asAvatar = async (file: Uint8Array): Promise<Uint8Array> => {
  if (file.length > largestUpload) throw pictureProblem('pictureSize', { sizeKb: largestUpload / 1024 })
  const start = Buffer.from(file.subarray(0, 16)).toString('latin1')
  if (!isPicture(start)) throw pictureProblem('pictureType')
  const { default: sharp } = await import('sharp')
  // One picture at a time takes one core; nothing is drawn twice, so a cache would only hold memory.
  sharp.concurrency(1)
  sharp.cache(false)
  const square = sharp(file, { limitInputPixels: mostPixels })
    .timeout({ seconds: 10 })
    .rotate()
    .resize(avatarSide, avatarSide, { fit: 'cover' })
  for (const quality of [82, 60, 40]) {
    const drawn = await square
      .clone()
      .webp({ quality })
      .toBuffer()
      .catch((error: unknown) => {
        throw pictureProblem(/pixel limit/.test(String(error)) ? 'picturePixels' : 'pictureDamaged')
      })
    if (drawn.length <= largestAvatar) return drawn
  }
  throw pictureProblem('pictureDetail')
}
