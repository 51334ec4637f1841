import type { ReactNode } from 'react'
import { useSession } from '../lib/session.ts'
import { t } from '../locales/common.ts'
import { ButtonLink } from './button.tsx'
import { PageTitle } from './page-title.tsx'
import { PageWaiting } from './skeleton.tsx'

type AreaGuardProps = { isOpen: boolean; refused: { title: string; about: string }; children: ReactNode }

/** Shows pages only to people with the right role. A role change opens or closes them at once. */
export function AreaGuard({ isOpen, refused, children }: AreaGuardProps) {
  const { standing } = useSession()
  if (!standing)
    return (
      <div className="min-h-dvh">
        <PageWaiting>{t('findingStanding')}</PageWaiting>
      </div>
    )
  if (isOpen) return children
  return (
    <div className="page py-16">
      <PageTitle title={refused.title} />
      <p className="mt-3 max-w-prose text-soft">{refused.about}</p>
      <ButtonLink to="/" className="mt-6">
        {t('seeEvents')}
      </ButtonLink>
    </div>
  )
}
