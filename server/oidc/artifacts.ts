import { createHash } from 'node:crypto'
import { type OidcArtifact, oidcArtifact } from '../../contract/oidc.ts'
import { changeAll } from '../change-all.ts'
import { documents, toFields } from '../documents.ts'
import { grpc, hasGrpcCode } from '../problem.ts'

/** A code, token, session, grant or interaction of the provider, as oidc-provider's models serialise themselves. */
export type Payload = {
  jti?: string
  uid?: string
  accountId?: string
  grantId?: string
  /** The person's answer to an interaction. */
  result?: { login?: { accountId?: string } }
  [key: string]: unknown
}

/** The identifier of a code or token is what its holder presents, so only its digest is stored. */
const refOf = (kind: string, id: string) =>
  documents.oidcArtifacts().doc(createHash('sha256').update(`${kind} ${id}`).digest('hex'))

/** The person that it is about, so that it goes when the person leaves. */
const personOf = ({ accountId, result }: Payload): string | undefined => accountId ?? result?.login?.accountId

const isOver = ({ expiresAt }: OidcArtifact): boolean => Date.parse(expiresAt) <= Date.now()

const toPayload = (id: string, artifact: OidcArtifact): Payload => ({
  ...(JSON.parse(artifact.payload) as Payload),
  jti: id,
  ...(artifact.consumedAt && { consumed: Math.floor(Date.parse(artifact.consumedAt) / 1000) }),
})

export const saveArtifact = async (
  kind: string,
  id: string,
  { jti: _jti, ...payload }: Payload,
  lifetimeSeconds: number,
): Promise<void> => {
  const personId = personOf(payload)
  await refOf(kind, id).set({
    kind,
    payload: JSON.stringify(payload),
    ...(personId && { personId }),
    ...(payload.grantId && { grantId: payload.grantId }),
    ...(kind === 'Session' && payload.uid && { sessionUid: payload.uid }),
    expiresAt: new Date(Date.now() + lifetimeSeconds * 1000).toISOString(),
  })
}

/** @returns undefined after its end, also where Firestore has not deleted it yet */
export const findArtifact = async (kind: string, id: string): Promise<Payload | undefined> => {
  const artifact = (await refOf(kind, id).get()).data()
  return artifact && !isOver(artifact) ? toPayload(id, artifact) : undefined
}

/**
 * Marks it as used.
 * @returns false if it was used before, also by a request at the same moment in another instance
 */
export const consumeArtifact = async (kind: string, id: string): Promise<boolean> => {
  const ref = refOf(kind, id)
  const snapshot = await ref.get()
  const artifact = snapshot.data()
  if (!artifact || isOver(artifact) || artifact.consumedAt) return false
  const change = toFields(oidcArtifact, { consumedAt: new Date().toISOString() })
  return ref.update(change, { lastUpdateTime: snapshot.updateTime! }).then(
    () => true,
    (error: unknown) => {
      if (hasGrpcCode(error, grpc.failedPrecondition, grpc.aborted, grpc.notFound)) return false
      throw error
    },
  )
}

export const deleteArtifact = async (kind: string, id: string): Promise<void> =>
  void (await refOf(kind, id).delete())

/** @returns undefined if there is no such session */
export const findSessionPayload = async (sessionUid: string): Promise<Payload | undefined> => {
  const sessions = await documents.oidcArtifacts().where('sessionUid', '==', sessionUid).limit(1).get()
  const artifact = sessions.docs[0]?.data()
  return artifact && !isOver(artifact) ? (JSON.parse(artifact.payload) as Payload) : undefined
}

/** Ends every code and token of one sign-in. */
export const deleteArtifactsOfGrant = (grantId: string): Promise<void> =>
  changeAll(documents.oidcArtifacts().where('grantId', '==', grantId), (batch, snapshot) =>
    batch.delete(snapshot.ref),
  )
