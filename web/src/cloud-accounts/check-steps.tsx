import {
  CircleCheck,
  CircleDashed,
  CircleX,
  LoaderCircle,
  type LucideIcon,
  TriangleAlert,
} from 'lucide-react'
import type { CheckStep, LiveCheck } from '../../../contract/cloud-accounts.ts'
import { type PlainKey, t } from '../locales/cloud-accounts.ts'
import type { Check } from './use-check.ts'
import { checkSteps } from './words.ts'

type Shown = LiveCheck['steps'][number]['state'] | 'waiting'

const looks = {
  waiting: { name: 'check.waiting', look: 'text-soft', Icon: CircleDashed },
  running: { name: 'check.running', look: 'text-accent', Icon: LoaderCircle },
  passed: { name: 'check.passed', look: 'text-good', Icon: CircleCheck },
  warned: { name: 'check.warned', look: 'text-warn', Icon: TriangleAlert },
  failed: { name: 'check.failed', look: 'text-bad', Icon: CircleX },
} as const satisfies Record<Shown, { name: PlainKey; look: string; Icon: LucideIcon }>

/** The steps of a running check. The last live update may be older than the API's response, which decides. */
export function CheckSteps({ check: { outcome, steps } }: { check: Check }) {
  const order = Object.keys(checkSteps) as CheckStep[]
  const rows = order.map((step) => {
    const heard = steps.find((item) => item.step === step)
    // The first live update has not arrived yet.
    const isFirst = outcome === 'running' && steps.length === 0 && step === order[0]
    const state: Shown = heard?.state ?? (isFirst ? 'running' : 'waiting')
    const isOpen = state === 'waiting' || state === 'running'
    const settled: Shown =
      isOpen && outcome === 'passed' ? 'passed' : isOpen && outcome !== 'running' ? 'waiting' : state
    return { step, state: settled, detail: heard?.detail }
  })
  const latest = rows.findLast(({ state }) => state !== 'waiting')
  return (
    <>
      <p role="status" className="sr-only">
        {latest &&
          t('check.announcement', { step: t(checkSteps[latest.step]), state: t(looks[latest.state].name) })}
      </p>
      <ol aria-label={t('check.steps')} className="space-y-1">
        {rows.map(({ step, state, detail }) => {
          const { name, look, Icon } = looks[state]
          return (
            <li key={step} className="grid min-h-9 grid-cols-[1.25rem_1fr] items-start gap-x-3 py-1.5">
              <Icon
                size={20}
                aria-hidden
                className={`mt-0.5 ${look} ${state === 'running' ? 'animate-spin' : ''}`}
              />
              <div className="min-w-0">
                <span className={state === 'waiting' ? 'text-soft' : 'font-medium'}>
                  {t(checkSteps[step])}
                </span>{' '}
                <span className={`text-sm ${look}`}>{t(name)}</span>
                {detail && <p className="wrap-anywhere text-soft text-sm">{detail}</p>}
              </div>
            </li>
          )
        })}
      </ol>
    </>
  )
}
