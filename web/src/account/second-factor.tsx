import { useSession } from '../lib/session.ts'
import { recordSignIn } from '../lib/sign-in.ts'
import { useAction } from '../lib/use-action.ts'
import { useLoad } from '../lib/use-load.ts'
import { t } from '../locales/sign-in.ts'
import { Button } from '../ui/button.tsx'
import { FailureNotice, Notice } from '../ui/notice.tsx'
import { Skeleton } from '../ui/skeleton.tsx'
import { AddApp } from './add-app.tsx'
import { AddPhone } from './add-phone.tsx'
import { describeFactor, offeredFactors, readFactors, withRecentSignIn } from './factors.ts'
import type { MultiFactorInfo } from './ways.ts'

/** The apps and phones whose codes each sign-in asks for. Only Firebase stores numbers and secrets. */
export function SecondFactorSection() {
  const { person } = useSession()
  const enrolled = useLoad(
    person && `factors ${person.uid}`,
    async () => (await readFactors()).factors.enrolledFactors,
  )
  if (enrolled.status === 'failed')
    return <FailureNotice failure={enrolled.failure} what={t('factor.listFailed')} />
  if (enrolled.status === 'loading') return <Skeleton className="h-11 w-60" />
  const add = () => {
    void recordSignIn()
    enrolled.reload()
  }
  return (
    <div className="space-y-6">
      {enrolled.data.length === 0 ? (
        <p className="text-soft text-sm">{t('factor.none')}</p>
      ) : (
        <FactorList factors={enrolled.data} onRemoved={enrolled.reload} />
      )}
      {person?.verified ? (
        <>
          {offeredFactors.includes('totp') && <AddApp onAdded={add} />}
          {offeredFactors.includes('phone') && <AddPhone onAdded={add} />}
        </>
      ) : (
        <Notice>{t('factor.verifyFirst')}</Notice>
      )}
    </div>
  )
}

function FactorList({ factors, onRemoved }: { factors: readonly MultiFactorInfo[]; onRemoved: () => void }) {
  const remove = useAction(async (factor: MultiFactorInfo) => {
    const { factors } = await readFactors()
    await withRecentSignIn(() => factors.unenroll(factor))
    void recordSignIn()
    onRemoved()
  })
  return (
    <div>
      <ul className="divide-y divide-line">
        {factors.map((factor) => {
          const name = describeFactor(factor)
          return (
            <li key={factor.uid} className="flex items-center justify-between gap-4 py-2">
              {name}
              <Button
                look="quiet"
                aria-label={t('factor.removeNamed', { factor: name })}
                busy={remove.busy && t('factor.removing')}
                onClick={() => remove.run(factor)}
              >
                {t('factor.remove')}
              </Button>
            </li>
          )
        })}
      </ul>
      <FailureNotice className="mt-3" failure={remove.failure} what={t('factor.removeFailed')} />
    </div>
  )
}
