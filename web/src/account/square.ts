import { largestUpload } from '../../../contract/avatars.ts'
import { Failure } from '../lib/failure.ts'
import { t } from '../locales/settings.ts'

/** Twice what is kept, so that the server has something to choose from. */
const side = 512
const largestFile = 20 * 1024 * 1024

const blobOf = (canvas: HTMLCanvasElement, quality: number): Promise<Blob | null> =>
  new Promise((done) => canvas.toBlob(done, 'image/jpeg', quality))

const base64 = async (blob: Blob): Promise<string> => {
  const bytes = new Uint8Array(await blob.arrayBuffer())
  let text = ''
  for (const byte of bytes) text += String.fromCharCode(byte)
  return btoa(text)
}

/** The middle of a picture as a small square, as the API takes it: cut here, so that a large photo need not be sent. */
export const squareOf = async (file: File): Promise<string> => {
  if (file.size > largestFile) throw new Failure('too-large', t('picture.tooLarge'))
  const image = await createImageBitmap(file).catch(() => {
    throw new Failure('invalid-input', t('picture.unreadable'))
  })
  const shortest = Math.min(image.width, image.height)
  const canvas = document.createElement('canvas')
  canvas.width = canvas.height = side
  const context = canvas.getContext('2d')
  if (context) {
    // JPEG has no transparency: what was clear becomes white, not black.
    context.fillStyle = 'white'
    context.fillRect(0, 0, side, side)
    context.imageSmoothingQuality = 'high'
    context.drawImage(
      image,
      (image.width - shortest) / 2,
      (image.height - shortest) / 2,
      shortest,
      shortest,
      0,
      0,
      side,
      side,
    )
  }
  image.close()
  for (const quality of [0.9, 0.7, 0.5]) {
    const blob = await blobOf(canvas, quality)
    if (blob && blob.size <= largestUpload) return base64(blob)
  }
  throw new Failure('invalid-input', t('picture.unreadable'))
}
