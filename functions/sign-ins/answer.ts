import { type EntryRefusal, signInsAnswer } from '../../contract/sign-ins.ts'
import { interactionUrl } from '../../server/oidc/issuer.ts'
import { requireFreshEnough, saveAnswer } from '../../server/oidc/sign-ins.ts'
import { Problem } from '../../server/problem.ts'
import { endpoint } from '../endpoint.ts'
import { json } from '../reply.ts'
import { readSignIn } from './_entry.ts'

const refusals: Record<EntryRefusal, string> = {
  'no-seat': 'This is for people with a confirmed seat at the event. You have none.',
  'event-gone': 'The event of this page does not take place, so nobody may sign in there.',
  'client-gone': 'This page is not in use, so nobody may sign in there.',
}

/** The person's session at Firebase answers the interaction. Nothing about them is sent before the browser continues. */
export default endpoint(signInsAnswer, async ({ params, caller, now }) => {
  const { signInId } = params
  const { begun, refusal } = await readSignIn(signInId, caller)
  if (refusal) throw new Problem('no-access', refusals[refusal])
  requireFreshEnough(begun, caller, now)
  const continueUrl = interactionUrl(signInId)
  const code = await saveAnswer({
    signInId,
    accountId: caller.uid,
    signedInAt: caller.signedInAt,
    hasSecondFactor: caller.secondFactor !== undefined,
  })
  continueUrl.searchParams.set('answer', code)
  return json(200, { continueUrl: continueUrl.href })
})
