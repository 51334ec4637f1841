import { useEffect, useEffectEvent, useState } from 'react'
import { withIsoTimes } from '../../../domain/timestamps.ts'
import { connection } from './connection.ts'
import type { DocumentReference, Query } from './firebase.ts'
import { startSession, useSession } from './session.ts'

type Firebase = typeof import('./firebase.ts')

export type Live<T> =
  | { status: 'loading' }
  | { status: 'ready'; data: T }
  | { status: 'failed'; error: Error; retry: () => void }

export const readDocument = <T>(id: string, data: unknown): T =>
  ({ ...(withIsoTimes(data) as object), id }) as T

type Listen<T> = (
  firebase: Firebase,
  onData: (data: T, fromCache: boolean) => void,
  onError: (error: Error) => void,
) => () => void

const useListener = <T>(key: string | null, listen: Listen<T>): Live<T> => {
  const [state, setState] = useState<{ key: string | null; live: Live<T> }>({
    key,
    live: { status: 'loading' },
  })
  const [attempt, setAttempt] = useState(0)
  const open = useEffectEvent(listen)

  // biome-ignore lint/correctness/useExhaustiveDependencies: `attempt` opens the listener again after a failure
  useEffect(() => {
    if (key === null) return
    const view = {}
    let hasServerData = false
    let closed = false
    let close = () => {}
    const onError = (error: Error) => {
      if (closed) return
      connection.closeView(view)
      const retry = () => {
        setState({ key, live: { status: 'loading' } })
        setAttempt((count) => count + 1)
      }
      setState({ key, live: { status: 'failed', error, retry } })
    }
    const onData = (data: T, fromCache: boolean) => {
      // Before the server answers, an empty cache does not mean that there is no data.
      if (fromCache && !hasServerData) return
      hasServerData = true
      connection.reportView(view, !fromCache)
      setState({ key, live: { status: 'ready', data } })
    }
    startSession().then((firebase) => {
      if (!closed) close = open(firebase, onData, onError)
    }, onError)
    return () => {
      closed = true
      close()
      connection.closeView(view)
    }
  }, [key, attempt])

  // Firestore ends listeners when the rules begin to refuse them. They may open again: a new person's profile exists a moment after the
  // sign-in, and a person who ends all other sessions gets a new one here.
  const session = useSession()
  const retryIfRefused = useEffectEvent(() => {
    if (state.key !== key || state.live.status !== 'failed') return
    if ((state.live.error as { code?: string }).code === 'permission-denied') state.live.retry()
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs when the session changes
  useEffect(() => retryIfRefused(), [session])

  return state.key === key ? state.live : { status: 'loading' }
}

/** Follows one document; null if it does not exist. A null path waits. */
export const useLiveDocument = <T>(path: string | null): Live<T | null> =>
  useListener<T | null>(path, (firebase, onData, onError) => {
    const reference: DocumentReference = firebase.doc(firebase.db, path ?? '')
    return firebase.onSnapshot(
      reference,
      { includeMetadataChanges: true },
      (snapshot) =>
        onData(
          snapshot.exists() ? readDocument<T>(snapshot.id, snapshot.data()) : null,
          snapshot.metadata.fromCache,
        ),
      onError,
    )
  })

/** Follows a short list. The key names the query: a new key starts a new listener. */
export const useLiveList = <T>(key: string | null, query: (firebase: Firebase) => Query): Live<T[]> =>
  useListener<T[]>(key, (firebase, onData, onError) =>
    firebase.onSnapshot(
      query(firebase),
      { includeMetadataChanges: true },
      (snapshot) =>
        onData(
          snapshot.docs.map((doc) => readDocument<T>(doc.id, doc.data())),
          snapshot.metadata.fromCache,
        ),
      onError,
    ),
  )
