import { formerMember } from '../../contract/people.ts'
import { signInsGet } from '../../contract/sign-ins.ts'
import { fullName } from '../../domain/full-name.ts'
import { documents } from '../../server/documents.ts'
import { interactionUrl } from '../../server/oidc/issuer.ts'
import { readDocument } from '../../server/read-document.ts'
import { endpoint } from '../endpoint.ts'
import { json } from '../reply.ts'
import { readSignIn } from './_entry.ts'

export default endpoint(signInsGet, async ({ params, caller }) => {
  const { begun, refusal } = await readSignIn(params.signInId, caller)
  const { name, ownerId, clusterId, eventId } = begun.client
  const owner = (await readDocument(documents.person(ownerId))).data()
  return json(200, {
    client: {
      name,
      host: new URL(begun.params.redirect_uri).host,
      ownerName: owner ? fullName(owner) : formerMember.name,
      isOfCluster: clusterId !== null,
      eventId,
    },
    declineUrl: `${interactionUrl(params.signInId).href}?declined=yes`,
    refusal,
  })
})
