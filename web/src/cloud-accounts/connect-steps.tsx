import { Check } from 'lucide-react'
import { Link } from 'react-router'
import { type PlainKey, t } from '../locales/cloud-accounts.ts'

export const connectSteps = {
  platform: 'step.platform',
  about: 'step.about',
  credentials: 'step.credentials',
  check: 'step.check',
  done: 'step.done',
} as const satisfies Record<string, PlainKey>
export type ConnectStep = keyof typeof connectSteps
export const order = Object.keys(connectSteps) as ConnectStep[]

/** The progress through the steps, with links to the completed ones. */
export function ConnectSteps({
  current,
  linkTo,
}: {
  current: ConnectStep
  linkTo: (step: ConnectStep) => string | null
}) {
  const at = order.indexOf(current)
  return (
    <nav aria-label={t('connect.steps')} className="mt-4">
      <p className="text-soft text-sm sm:hidden">
        {t('connect.of', { number: at + 1, total: order.length, name: t(connectSteps[current]) })}
      </p>
      <ol className="mt-2 flex gap-1 sm:mt-0 sm:gap-6 sm:border-line sm:border-b">
        {order.map((step, index) => {
          const to = index < at ? linkTo(step) : null
          const isDone = index < at || current === 'done'
          const words = (
            <>
              <span aria-hidden className="grid size-5 place-items-center text-sm tabular-nums max-sm:hidden">
                {isDone ? <Check size={16} className="text-good" /> : index + 1}
              </span>
              <span className="max-sm:sr-only">{t(connectSteps[step])}</span>
            </>
          )
          const bar = index <= at ? 'max-sm:bg-accent' : 'max-sm:bg-line'
          return (
            <li
              key={step}
              aria-current={step === current ? 'step' : undefined}
              className={`max-sm:h-1.5 max-sm:flex-1 max-sm:rounded-full ${bar} -mb-px border-transparent text-soft aria-[current=step]:border-accent aria-[current=step]:font-medium aria-[current=step]:text-ink sm:border-b-2`}
            >
              {to ? (
                <Link to={to} className="flex h-full items-center gap-1.5 hover:text-ink sm:h-11">
                  {words}
                </Link>
              ) : (
                <span className="flex h-full items-center gap-1.5 sm:h-11">{words}</span>
              )}
            </li>
          )
        })}
      </ol>
    </nav>
  )
}
