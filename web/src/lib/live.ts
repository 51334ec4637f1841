import { useEffect, useEffectEvent, useState } from 'react'
import { withIsoTimes } from '../../../domain/timestamps.ts'
import { connection } from './connection.ts'
import type { DocumentReference, Query } from './firebase.ts'
import { startSession } from './session.ts'

type Firebase = typeof import('./firebase.ts')

export type Live<T> =
  | { status: 'loading' }
  | { status: 'ready'; data: T }
  | { status: 'failed'; error: Error; retry: () => void }

export const readDocument = <T>(id: string, data: unknown): T =>
  ({ ...(withIsoTimes(data) as object), id }) as T

type Listen<T> = (
  firebase: Firebase,
  heard: (data: T, fromCache: boolean) => void,
  failed: (error: Error) => void,
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
    let known = false
    let closed = false
    let close = () => {}
    const failed = (error: Error) => {
      if (closed) return
      connection.closed(view)
      const retry = () => {
        setState({ key, live: { status: 'loading' } })
        setAttempt((count) => count + 1)
      }
      setState({ key, live: { status: 'failed', error, retry } })
    }
    const heard = (data: T, fromCache: boolean) => {
      // Without a word from the server, the empty cache would read as "there is nothing".
      if (fromCache && !known) return
      known = true
      connection.heard(view, !fromCache)
      setState({ key, live: { status: 'ready', data } })
    }
    startSession().then((firebase) => {
      if (!closed) close = open(firebase, heard, failed)
    }, failed)
    return () => {
      closed = true
      close()
      connection.closed(view)
    }
  }, [key, attempt])

  return state.key === key ? state.live : { status: 'loading' }
}

/** One document as it changes; null where there is none. A null path listens to nothing yet. */
export const useLiveDocument = <T>(path: string | null): Live<T | null> =>
  useListener<T | null>(path, (firebase, heard, failed) => {
    const reference: DocumentReference = firebase.doc(firebase.db, path ?? '')
    return firebase.onSnapshot(
      reference,
      { includeMetadataChanges: true },
      (found) =>
        heard(found.exists() ? readDocument<T>(found.id, found.data()) : null, found.metadata.fromCache),
      failed,
    )
  })

/** A short list as it changes. The key names the query: the same key, the same query. */
export const useLiveList = <T>(key: string | null, query: (firebase: Firebase) => Query): Live<T[]> =>
  useListener<T[]>(key, (firebase, heard, failed) =>
    firebase.onSnapshot(
      query(firebase),
      { includeMetadataChanges: true },
      (found) =>
        heard(
          found.docs.map((one) => readDocument<T>(one.id, one.data())),
          found.metadata.fromCache,
        ),
      failed,
    ),
  )
