import { refusalOf } from '../../domain/clients.ts'
import type { Caller } from '../../server/caller.ts'
import { readEntryFacts } from '../../server/oidc/entry.ts'
import { findBegun } from '../../server/oidc/sign-ins.ts'

/** A sign-in that a client began, with the reason why the caller may not enter there. @throws Problem `not-found` */
export const readSignIn = async (signInId: string, caller: Caller) => {
  const begun = await findBegun(signInId)
  const facts = await readEntryFacts(begun.client, caller)
  return { begun, refusal: refusalOf(facts) }
}
