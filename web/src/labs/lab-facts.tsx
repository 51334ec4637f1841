import { CircleCheck } from 'lucide-react'
import { useState } from 'react'
import { Link } from 'react-router'
import type { Event } from '../../../contract/events.ts'
import type { Lab, LabReceipt } from '../../../contract/labs.ts'
import { answer, api } from '../lib/api.ts'
import { useSession } from '../lib/session.ts'
import { sessionMay } from '../lib/session-may.ts'
import { useAction } from '../lib/use-action.ts'
import { t } from '../locales/labs.ts'
import { Button } from '../ui/button.tsx'
import { Confirm } from '../ui/confirm.tsx'
import { Fact } from '../ui/fact.tsx'
import { FailureNotice, Notice } from '../ui/notice.tsx'
import { price } from '../ui/numbers.ts'
import { Part } from '../ui/part.tsx'
import { StateMark } from '../ui/state-mark.tsx'
import { formatClock, formatDay, formatExact, ownZone } from '../ui/time.ts'
import { Budget } from './budget.tsx'
import { Rehearsal } from './rehearsal.tsx'
import { labStates, templateNames } from './words.ts'

const whenOf = (at: string) => `${formatDay(at, ownZone())}, ${formatClock(at, ownZone())}`

function When({ at }: { at: string }) {
  return (
    <time dateTime={at} title={formatExact(at, ownZone())}>
      {whenOf(at)}
    </time>
  )
}

/** The state of a lab with its times and cost, what an organiser can do now, and the receipt. */
export function LabFacts({ event, lab, onChange }: { event: Event; lab: Lab; onChange: () => void }) {
  const { setup } = lab
  if (!setup) return null
  const { name, tone, Icon } = labStates[lab.state]
  const { failure } = setup
  return (
    <>
      <div className="mt-6" role="status">
        <StateMark tone={tone} Icon={Icon}>
          {t(name)}
        </StateMark>
      </div>
      {failure && (
        <Notice tone="bad" className="mt-3 max-w-3xl">
          <strong className="font-semibold">{t('failed.what')}</strong> {failure.detail}{' '}
          {t(setup.clusterId ? 'failed.cluster' : 'failed.again')}
        </Notice>
      )}
      {setup.overBudgetAt && lab.state !== 'ended' && (
        <Notice tone="bad" className="mt-3 max-w-3xl">
          {t('budget.spent', { when: whenOf(lab.endsAt) })}
        </Notice>
      )}
      <dl className="mt-4 grid max-w-3xl gap-x-8 gap-y-3 sm:grid-cols-2">
        <Fact name={t('fact.builds')}>
          <When at={setup.buildsAt} />
        </Fact>
        <Fact name={t('fact.opens')}>
          <When at={lab.opensAt} />
        </Fact>
        <Fact name={t('fact.ends')}>
          <When at={lab.endsAt} />
        </Fact>
        <Fact name={t('fact.gets')}>{t(templateNames[lab.template])}</Fact>
        <Fact name={t('fact.size')}>{t('fact.sizeIs', { memory: setup.memoryGb, cores: setup.cores })}</Fact>
        <Fact name={t('fact.cost')} about={setup.cost.source}>
          {setup.cost.total && setup.cost.perPerson
            ? t('fact.costIs', { total: price(setup.cost.total), person: price(setup.cost.perPerson) })
            : t('cost.unknown')}
        </Fact>
        {setup.offer && <Fact name={t('offer.fact')}>{setup.offer}</Fact>}
        <MoneyFacts setup={setup} />
        <ClusterFact setup={setup} />
        {lab.materials && (
          <Fact name={t('fact.materials')}>
            <a href={lab.materials} target="_blank" rel="noreferrer" className="text-accent underline">
              {lab.materials}
            </a>
          </Fact>
        )}
      </dl>
      {lab.state !== 'ended' && <Budget key={setup.budget?.amount} lab={lab} onChange={onChange} />}
      <Rehearsal lab={lab} onChange={onChange} />
      <Steps event={event} lab={lab} onChange={onChange} />
      {setup.receipt && <Receipt receipt={setup.receipt} />}
    </>
  )
}

/** What the lab has cost until now, and the budget. */
function MoneyFacts({ setup: { spent, budget } }: { setup: NonNullable<Lab['setup']> }) {
  return (
    <>
      {spent && (
        <Fact name={t('fact.spent')}>
          {spent.total
            ? spent.perPerson
              ? t('fact.spentIs', { total: price(spent.total), person: price(spent.perPerson) })
              : price(spent.total)
            : t('cost.unknown')}
        </Fact>
      )}
      {budget && <Fact name={t('fact.budget')}>{price(budget)}</Fact>}
    </>
  )
}

/** Only people who may see the cluster get the link. */
function ClusterFact({ setup }: { setup: NonNullable<Lab['setup']> }) {
  const session = useSession()
  const isOwn = setup.ownerId === session.person?.uid || sessionMay(session, 'cluster-manage')
  if (!setup.clusterId || !isOwn) return null
  return (
    <Fact name={t('fact.cluster')}>
      <Link to={`/clusters/${setup.clusterId}`} className="text-accent underline">
        {t('fact.clusterLink')}
      </Link>
    </Fact>
  )
}

const hourMs = 3600_000

function Steps({ event, lab, onChange }: { event: Event; lab: Lab; onChange: () => void }) {
  const [asks, setAsks] = useState(false)
  const [extended, setExtended] = useState<string | null>(null)
  const params = { path: { eventId: event.id } }
  const extend = useAction(async () => {
    const endsAt = new Date(Date.parse(lab.endsAt) + hourMs).toISOString()
    const longer = await answer(api.POST('/v1/events/{eventId}/lab/extend', { params, body: { endsAt } }))
    setExtended(longer.endsAt)
    onChange()
  })
  const remove = async () => {
    await answer(api.DELETE('/v1/events/{eventId}/lab', { params }))
    onChange()
  }
  if (lab.state === 'ended' || lab.state === 'ending') return null
  return (
    <>
      <div className="mt-5 flex flex-wrap gap-2">
        <Button look="quiet" busy={extend.busy && t('extend.doing')} onClick={() => void extend.run()}>
          {t('extend')}
        </Button>
        <Button look="quiet" onClick={() => setAsks(true)}>
          {t('remove')}
        </Button>
      </div>
      <p role="status" className="mt-2 min-h-5 text-sm text-soft">
        {extended && t('extend.done', { when: whenOf(extended) })}
      </p>
      <FailureNotice failure={extend.failure} what={t('extend.failed')} className="mt-2 max-w-3xl" />
      {asks && (
        <Confirm
          title={t('remove.ask')}
          action={t('remove')}
          doing={t('remove.doing')}
          keep={t('remove.keep')}
          failed={t('remove.failed')}
          unsure={t('remove.unsure')}
          onConfirm={remove}
          onClose={() => setAsks(false)}
        >
          {t('remove.about')}
        </Confirm>
      )}
    </>
  )
}

function Receipt({ receipt: { name, nodes, from, to, cost, left } }: { receipt: LabReceipt }) {
  return (
    <Part title={t('receipt.title')}>
      {left === 0 ? (
        <p className="flex items-center gap-2 font-medium text-good">
          <CircleCheck size={18} aria-hidden />
          {t('receipt.nothing')}
        </p>
      ) : (
        <Notice tone="warn" className="max-w-3xl">
          {left === null ? t('receipt.unknown') : t('receipt.left', { count: left })}
        </Notice>
      )}
      <dl className="mt-3 grid max-w-3xl gap-x-8 gap-y-3 sm:grid-cols-2">
        <Fact name={t('receipt.cluster')}>{name}</Fact>
        <Fact name={t('receipt.ran')}>{t('receipt.span', { from: whenOf(from), to: whenOf(to) })}</Fact>
        <Fact name={t('receipt.nodes')}>{`${nodes.min} × ${nodes.type}`}</Fact>
        <Fact name={t('receipt.cost')}>{cost ? price(cost) : t('cost.unknown')}</Fact>
      </dl>
    </Part>
  )
}
