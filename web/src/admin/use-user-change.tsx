import { useState } from 'react'
import type { Role } from '../../../contract/people.ts'
import type { User } from '../../../contract/users.ts'
import { fullName } from '../../../domain/full-name.ts'
import { answer, api } from '../lib/api.ts'
import { Failure } from '../lib/failure.ts'
import { useAction } from '../lib/use-action.ts'
import { t } from '../locales/admin.ts'
import { Confirm } from '../ui/confirm.tsx'
import { FailureNotice } from '../ui/notice.tsx'
import { RunningClusters } from './running-clusters.tsx'
import { roleNames } from './words.ts'

/** `clusters`: the person's clusters need another owner; the text names them. */
type PendingChange = { user: User; role: Role; clusters?: string } | { user: User; role?: undefined }

/** Changes a person's role or suspension. Changes with a large effect ask for confirmation; the rest happen at once. */
export const useUserChange = (onChanged: (user: User, announcement: string) => void) => {
  const [pending, setPending] = useState<PendingChange | null>(null)
  const [busyWith, setBusyWith] = useState<string | null>(null)
  const [failed, setFailed] = useState<'role' | 'letIn'>('role')

  const putRole = async (user: User, role: Role, takesClusters = false) => {
    const params = { path: { uid: user.uid } }
    const body = { role, ...(takesClusters && { clusters: 'take-over' as const }) }
    const saved = await answer(api.PUT('/v1/users/{uid}/role', { params, body }))
    onChanged(saved, t('change.done', { name: fullName(user), role: t(roleNames[role]) }))
  }
  const putSuspended = async (user: User, suspended: boolean) => {
    const params = { path: { uid: user.uid } }
    const saved = await answer(api.PUT('/v1/users/{uid}/suspended', { params, body: { suspended } }))
    const name = fullName(user)
    onChanged(saved, suspended ? t('suspend.done', { name }) : t('letIn.done', { name }))
  }
  /** A person with clusters keeps the role until the admin has decided about the clusters. */
  const putRoleOrAsk = async (user: User, role: Role) => {
    try {
      await putRole(user, role)
    } catch (error) {
      if (!(error instanceof Failure) || error.code !== 'owns-clusters') throw error
      setPending({ user, role, clusters: error.message })
    }
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
      else void atOnce.run(user, () => putRoleOrAsk(user, role))
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
        key={pending.role && pending.clusters}
        change={pending}
        putRole={putRole}
        putRoleOrAsk={putRoleOrAsk}
        putSuspended={putSuspended}
        onClose={() => setPending((now) => (now === pending ? null : now))}
      />
    ),
  }
}

function Dialog({
  change,
  putRole,
  putRoleOrAsk,
  putSuspended,
  onClose,
}: {
  change: PendingChange
  putRole: (user: User, role: Role, takesClusters?: boolean) => Promise<void>
  putRoleOrAsk: (user: User, role: Role) => Promise<void>
  putSuspended: (user: User, suspended: boolean) => Promise<void>
  onClose: () => void
}) {
  const { user, role } = change
  const name = fullName(user)
  if (change.role && change.clusters)
    return (
      <Confirm
        title={t('takeOver.title', { name })}
        action={t('takeOver.do')}
        doing={t('change.doing')}
        keep={t('makeAdmin.keep')}
        failed={t('change.failed')}
        unsure={t('change.unsure')}
        onConfirm={() => putRole(user, change.role, true)}
        onClose={onClose}
      >
        <span className="wrap-anywhere block">{change.clusters}</span>
        <span className="mt-2 block">{t('takeOver.about')}</span>
      </Confirm>
    )
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
        <span className="block">{t('suspend.about')}</span>
        {user.role !== 'member' && <RunningClusters user={user} />}
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
      onConfirm={() => putRoleOrAsk(user, role)}
      onClose={onClose}
    >
      {gives ? t('makeAdmin.about') : t('unmakeAdmin.about')}
    </Confirm>
  )
}
