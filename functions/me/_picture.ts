import { avatarSide, largestAvatar, largestUpload } from '../../contract/avatars.ts'
import { fieldProblem, type ValidationKey, type ValidationValues } from '../../contract/validation.ts'
import { inTurn } from '../../server/concurrency.ts'
import { invalidInput, Problem } from '../../server/problem.ts'

/** The first bytes decide, not the file name. SVG is missing: it is a document that can load resources and run scripts. */
const signatures: readonly string[] = ['\xff\xd8\xff', '\x89PNG\r\n\x1a\n', 'GIF87a', 'GIF89a']
const isPicture = (start: string): boolean =>
  signatures.some((signature) => start.startsWith(signature)) ||
  (start.startsWith('RIFF') && start.startsWith('WEBP', 8))

/** The web app sends a small square. A small file can declare any number of pixels. */
const maxPixels = 12_000_000
/** A decoder holds all coefficients of a progressive picture in memory, about 6 bytes a pixel, and can't shrink it while it reads. */
const maxProgressivePixels = 4_000_000
/** Requests beyond these are refused, so that a crowd of pictures does not fill the memory. */
const maxWaiting = 8

const pictureProblem = (key: ValidationKey, values?: ValidationValues): Problem =>
  invalidInput([fieldProblem('image', key, values)])

const loadSharp = async () => {
  const { default: sharp } = await import('sharp')
  // One picture uses one core. No picture is drawn twice, so a cache would only use memory.
  sharp.concurrency(1)
  sharp.cache(false)
  return sharp
}
type Sharp = Awaited<ReturnType<typeof loadSharp>>

/** Reads only the header. */
const requireFewPixels = async (sharp: Sharp, file: Uint8Array): Promise<void> => {
  const { width, height, isProgressive } = await sharp(file, { limitInputPixels: false })
    .metadata()
    .catch(() => {
      throw pictureProblem('pictureDamaged')
    })
  if (width * height > (isProgressive ? maxProgressivePixels : maxPixels))
    throw pictureProblem('picturePixels')
}

const toSquare = async (sharp: Sharp, file: Uint8Array): Promise<Uint8Array> => {
  const square = sharp(file, { limitInputPixels: maxPixels })
    .timeout({ seconds: 10 })
    .rotate()
    .resize(avatarSide, avatarSide, { fit: 'cover' })
  for (const quality of [82, 60, 40]) {
    const encoded = await square
      .clone()
      .webp({ quality })
      .toBuffer()
      .catch(() => {
        throw pictureProblem('pictureDamaged')
      })
    if (encoded.length <= largestAvatar) return encoded
  }
  throw pictureProblem('pictureDetail')
}

let waiting = 0

/**
 * Turns the middle of a picture into a square WebP. It decodes the picture and encodes a new one, so nothing else from the file remains:
 * no GPS position and no script after the pixels. An instance decodes one picture at a time.
 *
 * @throws Problem `invalid-input` | `unavailable` when too many pictures wait
 */
export const encodeAvatar = async (file: Uint8Array): Promise<Uint8Array> => {
  if (file.length > largestUpload) throw pictureProblem('pictureSize', { sizeKb: largestUpload / 1024 })
  const start = Buffer.from(file.subarray(0, 16)).toString('latin1')
  if (!isPicture(start)) throw pictureProblem('pictureType')
  const sharp = await loadSharp()
  await requireFewPixels(sharp, file)
  if (waiting >= maxWaiting)
    throw new Problem('unavailable', 'Many people change their picture now. Try again in a few seconds.', {
      retryAfter: 5,
    })
  waiting++
  try {
    return await inTurn('pictures', () => toSquare(sharp, file))
  } finally {
    waiting--
  }
}
