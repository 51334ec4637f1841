import { avatarSide, largestAvatar, largestUpload } from '../../contract/avatars.ts'
import { fieldProblem, type ValidationKey, type ValidationValues } from '../../contract/validation.ts'
import { invalidInput, type Problem } from '../../server/problem.ts'

/** The first bytes decide, not the file name. SVG is missing: it is a document that can load resources and run scripts. */
const signatures: readonly string[] = ['\xff\xd8\xff', '\x89PNG\r\n\x1a\n', 'GIF87a', 'GIF89a']
const isPicture = (start: string): boolean =>
  signatures.some((signature) => start.startsWith(signature)) ||
  (start.startsWith('RIFF') && start.startsWith('WEBP', 8))

/** More than a camera produces. A small file can declare any number of pixels. */
const maxPixels = 50_000_000

const pictureProblem = (key: ValidationKey, values?: ValidationValues): Problem =>
  invalidInput([fieldProblem('image', key, values)])

/**
 * Turns the middle of a picture into a square WebP. It decodes the picture and encodes a new one, so nothing else from the file remains:
 * no GPS position and no script after the pixels.
 */
export const asAvatar = async (file: Uint8Array): Promise<Uint8Array> => {
  if (file.length > largestUpload) throw pictureProblem('pictureSize', { sizeKb: largestUpload / 1024 })
  const start = Buffer.from(file.subarray(0, 16)).toString('latin1')
  if (!isPicture(start)) throw pictureProblem('pictureType')
  const { default: sharp } = await import('sharp')
  // One picture uses one core. No picture is drawn twice, so a cache would only use memory.
  sharp.concurrency(1)
  sharp.cache(false)
  const square = sharp(file, { limitInputPixels: maxPixels })
    .timeout({ seconds: 10 })
    .rotate()
    .resize(avatarSide, avatarSide, { fit: 'cover' })
  for (const quality of [82, 60, 40]) {
    const encoded = await square
      .clone()
      .webp({ quality })
      .toBuffer()
      .catch((error: unknown) => {
        throw pictureProblem(/pixel limit/.test(String(error)) ? 'picturePixels' : 'pictureDamaged')
      })
    if (encoded.length <= largestAvatar) return encoded
  }
  throw pictureProblem('pictureDetail')
}
