import * as z from 'zod'
import { id, time } from './common.ts'
import { operation } from './operation.ts'
import { profile } from './people.ts'
import { message } from './validation.ts'

/** The side of the square that a picture becomes, in pixels. */
export const avatarSide = 256
/** The largest accepted and the largest stored picture, in bytes. */
export const largestUpload = 300 * 1024
export const largestAvatar = 64 * 1024

/** avatars/{uid}: WebP as this server wrote it. people/{uid} has the same version, from which the web app builds the URL. */
export const avatarDocument = z.object({
  image: z.instanceof(Uint8Array),
  version: z.int(),
  updatedAt: time,
})

export const meSetAvatar = operation({
  id: 'me-set-avatar',
  method: 'put',
  path: '/v1/me/avatar',
  summary: `Stores the middle of a JPEG, PNG, WebP or GIF as ${avatarSide} × ${avatarSide} pixels, without its metadata. The file may have up to 300 KB.`,
  access: 'user',
  limit: 'expensive',
  body: z.strictObject({
    image: z
      .string()
      .min(1)
      .max(Math.ceil(largestUpload / 3) * 4, message('pictureSize', { sizeKb: largestUpload / 1024 }))
      .regex(/^[A-Za-z0-9+/]*={0,2}$/, message('base64'))
      .meta({ description: 'base64' }),
  }),
  responses: { 200: profile },
})

export const meDeleteAvatar = operation({
  id: 'me-delete-avatar',
  method: 'delete',
  path: '/v1/me/avatar',
  summary: "Removes the caller's picture.",
  access: 'user',
  limit: 'write',
  responses: { 204: null },
})

export const avatarsGet = operation({
  id: 'avatars-get',
  method: 'get',
  path: '/v1/avatars/{uid}',
  summary: "A person's picture. With its `avatarVersion` as `v` it may be cached for a year.",
  access: 'public',
  limit: 'read',
  params: z.strictObject({ uid: id }),
  query: z.strictObject({ v: z.string().max(20).optional() }),
  responses: { 200: z.instanceof(Uint8Array) },
  problems: ['not-found'],
  image: true,
})
