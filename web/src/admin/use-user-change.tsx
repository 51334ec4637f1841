import { useState } from 'react'
import type { Role } from '../../../contract/people.ts'
import type { User } from '../../../contract/users.ts'
import { answer, api } from '../lib/api.ts'
import { fullName } from '../lib/full-name.ts'
import { useAction } from '../lib/use-action.ts'
import { t } from '../locales/admin.ts'
import { Confirm } from '../ui/confirm.tsx'
import { FailureNotice } from '../ui/notice.tsx'
import { roleNames } from './words.ts'

type PendingChange = { user: User; role: Role } | { user: User; role?: undefined }

/** Changes a person's role or suspension. Changes with a large effect ask for confirmation; the rest happen at once. */
export const useUserChange = (onChanged: (user: User, announcement: string) => void) => {
  const [pending, setPending] = useState<PendingChange | null>(null)
  const [busyWith, setBusyWith] = useState<string | null>(null)
  const [failed, setFailed] = useState<'role' | 'letIn'>('role')

  const putRole = async (user: User, role: Role) => {
    const params = { path: { uid: user.uid } }
    const saved = await answer(api.PUT('/v1/users/{uid}/role', { params, body: { role } }))
    onChanged(saved, t('change.done', { name: fullName(user), role: t(roleNames[role]) }))
  }
  const putSuspended = async (user: User, suspended: boolean) => {
    const params = { path: { uid: user.uid } }
    const saved = await answer(api.PUT('/v1/users/{uid}/suspended', { params, body: { suspended } }))
    const name = fullName(user)
    onChanged(saved, suspended ? t('suspend.done', { name }) : t('letIn.done', { name }))
  }
  const atOnce = useAction(async (user: User, work: () => Promise<void>) => {
    setBusyWith(user.uid)
    await work().finally(() => setBusyWith(null))
  })

  return {
    busyWith,
    setRole: (user: User, role: Role) => {
      atOnce.forget()
      setFailed('role')
      if (role === 'admin' || user.role === 'admin') setPending({ user, role })
      else void atOnce.run(user, () => putRole(user, role))
    },
    suspend: (user: User, suspended: boolean) => {
      atOnce.forget()
      setFailed('letIn')
      if (suspended) setPending({ user })
      else void atOnce.run(user, () => putSuspended(user, false))
    },
    notice: (
      <FailureNotice
        failure={atOnce.failure}
        what={failed === 'role' ? t('change.failed') : t('letIn.failed')}
        unsure={t('change.unsure')}
        className="mb-4"
      />
    ),
    dialog: pending && (
      <Dialog
        change={pending}
        putRole={putRole}
        putSuspended={putSuspended}
        onClose={() => setPending(null)}
      />
    ),
  }
}

function Dialog({
  change: { user, role },
  putRole,
  putSuspended,
  onClose,
}: {
  change: PendingChange
  putRole: (user: User, role: Role) => Promise<void>
  putSuspended: (user: User, suspended: boolean) => Promise<void>
  onClose: () => void
}) {
  const name = fullName(user)
  if (role === undefined)
    return (
      <Confirm
        title={t('suspend.title', { name })}
        action={t('suspend.do')}
        doing={t('suspend.doing')}
        keep={t('suspend.keep')}
        failed={t('suspend.failed')}
        unsure={t('suspend.unsure')}
        onConfirm={() => putSuspended(user, true)}
        onClose={onClose}
      >
        {t('suspend.about')}
      </Confirm>
    )
  const gives = role === 'admin'
  return (
    <Confirm
      title={gives ? t('makeAdmin.title', { name }) : t('unmakeAdmin.title', { name })}
      action={gives ? t('makeAdmin.do') : t('unmakeAdmin.do')}
      doing={t('change.doing')}
      keep={t('makeAdmin.keep')}
      failed={t('change.failed')}
      unsure={t('change.unsure')}
      onConfirm={() => putRole(user, role)}
      onClose={onClose}
    >
      {gives ? t('makeAdmin.about') : t('unmakeAdmin.about')}
    </Confirm>
  )
}
