import { largestUpload } from '../../../contract/avatars.ts'
import { Failure } from '../lib/failure.ts'
import { t } from '../locales/settings.ts'

/** Twice the side of the stored picture, so that scaling it down stays sharp. */
const sidePx = 512
const maxFileBytes = 20 * 1024 * 1024

const toBlob = (canvas: HTMLCanvasElement, quality: number): Promise<Blob | null> =>
  new Promise((done) => canvas.toBlob(done, 'image/jpeg', quality))

const toBase64 = async (blob: Blob): Promise<string> => {
  const bytes = new Uint8Array(await blob.arrayBuffer())
  let binary = ''
  for (const byte of bytes) binary += String.fromCharCode(byte)
  return btoa(binary)
}

/**
 * Cuts a small square from the middle of a picture, so that a large photo need not be uploaded. Returns base64.
 * Throws a `Failure` if the file is too large or cannot be read.
 */
export const cropSquare = async (file: File): Promise<string> => {
  if (file.size > maxFileBytes) throw new Failure('too-large', t('picture.tooLarge'))
  const image = await createImageBitmap(file).catch(() => {
    throw new Failure('invalid-input', t('picture.unreadable'))
  })
  const sourcePx = Math.min(image.width, image.height)
  const canvas = document.createElement('canvas')
  canvas.width = canvas.height = sidePx
  const context = canvas.getContext('2d')
  if (context) {
    // JPEG has no transparency: transparent areas become white instead of black.
    context.fillStyle = 'white'
    context.fillRect(0, 0, sidePx, sidePx)
    context.imageSmoothingQuality = 'high'
    context.drawImage(
      image,
      (image.width - sourcePx) / 2,
      (image.height - sourcePx) / 2,
      sourcePx,
      sourcePx,
      0,
      0,
      sidePx,
      sidePx,
    )
  }
  image.close()
  for (const quality of [0.9, 0.7, 0.5]) {
    const blob = await toBlob(canvas, quality)
    if (blob && blob.size <= largestUpload) return toBase64(blob)
  }
  throw new Failure('invalid-input', t('picture.unreadable'))
}
