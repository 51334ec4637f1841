import { randomBytes } from 'node:crypto'
import * as z from 'zod'
import type { ClientDocument } from '../../contract/clients.ts'
import { id } from '../../contract/common.ts'
import { oidcLifetimeSeconds } from '../../contract/oidc.ts'
import type { Caller } from '../caller.ts'
import { documents } from '../documents.ts'
import { notFound, Problem } from '../problem.ts'
import { consumeArtifact, findArtifact, saveArtifact } from './artifacts.ts'

/** What a client sent with its person. The provider has checked it. */
const begun = z.object({
  iat: z.number().optional(),
  params: z.looseObject({
    client_id: id,
    redirect_uri: z.url(),
    max_age: z.coerce.number().optional(),
    prompt: z.string().optional(),
  }),
  result: z.unknown().optional(),
})

/** A sign-in that a client began and nobody has answered. @throws Problem `not-found` */
export const findBegun = async (
  signInId: string,
): Promise<{ params: z.infer<typeof begun>['params']; begunAtSeconds: number; client: ClientDocument }> => {
  const parsed = begun.safeParse(await findArtifact('Interaction', signInId))
  const client = parsed.success
    ? (await documents.client(parsed.data.params.client_id).get()).data()
    : undefined
  if (!parsed.success || parsed.data.result || !client) throw notFound('sign-in')
  return { params: parsed.data.params, begunAtSeconds: parsed.data.iat ?? 0, client }
}

/** A client may ask for a person who signed in lately. @throws Problem `recent-sign-in-required` */
export const requireFreshEnough = (
  { params, begunAtSeconds }: Pick<Awaited<ReturnType<typeof findBegun>>, 'params' | 'begunAtSeconds'>,
  { signedInAt }: Caller,
  now: string,
): void => {
  const { max_age: maxAgeSeconds, prompt } = params
  const isTooOld =
    maxAgeSeconds !== undefined &&
    signedInAt < Math.floor(Date.parse(now) / 1000) - Math.max(maxAgeSeconds, 60)
  if (isTooOld || (prompt?.split(' ').includes('login') && signedInAt < begunAtSeconds))
    throw new Problem(
      'recent-sign-in-required',
      'This page asks you to sign in again first. Nothing was sent to it.',
    )
}

const answer = z.object({
  signInId: z.string(),
  accountId: id,
  signedInAt: z.number(),
  hasSecondFactor: z.boolean(),
})
export type Answer = z.infer<typeof answer>

/**
 * Saves a person's answer under a code for one use. The code goes to the provider in the browser that began the sign-in: a person who was
 * led to another person's sign-in lacks its cookie, so the answer signs nobody in there.
 */
export const saveAnswer = async (input: Answer): Promise<string> => {
  const code = randomBytes(32).toString('base64url')
  await saveArtifact('Answer', code, input, oidcLifetimeSeconds.answer)
  return code
}

/** @returns undefined for a code that is unknown, used, too old, or of another sign-in */
export const takeAnswer = async (code: string, signInId: string): Promise<Answer | undefined> => {
  const stored = answer.safeParse(await findArtifact('Answer', code))
  if (!stored.success || stored.data.signInId !== signInId) return undefined
  return (await consumeArtifact('Answer', code)) ? stored.data : undefined
}
