import { useState } from 'react'
import type { Notification } from '../../../contract/notifications.ts'
import { answer, api } from '../lib/api.ts'
import { useAction } from '../lib/use-action.ts'

const path = (notificationId: string) => ({ params: { path: { notificationId } } })

/** Marks and deletes notifications. `onDone` receives each change after the API confirmed it. */
export const useChanges = (
  onDone: (id: string, change: Partial<Notification> | 'deleted') => void = () => {},
) => {
  const [busyWith, setBusyWith] = useState<string | null>(null)
  const { run, failure } = useAction(async (id: string, call: () => Promise<unknown>) => {
    setBusyWith(id)
    try {
      await call()
    } finally {
      setBusyWith(null)
    }
  })
  return {
    busyWith,
    failure,
    mark: (id: string, read: boolean) =>
      run(id, async () => {
        await answer(api.PATCH('/v1/me/notifications/{notificationId}', { ...path(id), body: { read } }))
        onDone(id, { read })
      }),
    remove: (id: string) =>
      run(id, async () => {
        await answer(api.DELETE('/v1/me/notifications/{notificationId}', path(id)))
        onDone(id, 'deleted')
      }),
    markAll: () =>
      run('all', async () => {
        await answer(api.POST('/v1/me/notifications/read-all'))
        onDone('all', { read: true })
      }),
  }
}
export type Changes = ReturnType<typeof useChanges>
