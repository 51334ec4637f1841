import { useEffect, useState } from 'react'
import { fullName } from '../../../domain/full-name.ts'
import { startSession } from './session.ts'

/** The name of an event, a person, a cloud account or a cluster. A person also has a username. */
export type Named = { name: string; username?: string }

const readings = new Map<string, Promise<Named | null>>()

const read = async (path: string): Promise<Named | null> => {
  const { db, doc, getDoc } = await startSession()
  const data = (await getDoc(doc(db, path))).data()
  if (!data) return null
  const name = data.title ?? data.name
  return name ? { name } : { name: fullName(data as never), username: data.username }
}

/** Reads each document once. A document that may not be read, such as a deleted event, counts as gone. */
const readOnce = (path: string): Promise<Named | null> => {
  const reading =
    readings.get(path) ??
    read(path).catch(() => {
      // The connection may have failed: the next caller tries again.
      readings.delete(path)
      return null
    })
  readings.set(path, reading)
  return reading
}

/** The name of the document at `path`; undefined while it loads, null if it is gone. */
export const useNamed = (path: string | null): Named | null | undefined => {
  const [state, setState] = useState<{ path: string | null; named: Named | null }>()
  useEffect(() => {
    if (path === null) return
    let isGone = false
    void readOnce(path).then((named) => isGone || setState({ path, named }))
    return () => {
      isGone = true
    }
  }, [path])
  return state?.path === path ? state.named : undefined
}
