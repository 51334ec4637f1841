import { useParams } from 'react-router'
import type { Cluster } from '../../../contract/clusters.ts'
import type { Run } from '../../../contract/runs.ts'
import { isOver } from '../../../domain/runs.ts'
import { platformName } from '../cloud-accounts/words.ts'
import { t } from '../locales/clusters.ts'
import { BackLink } from '../ui/back-link.tsx'
import { Failed } from '../ui/failed.tsx'
import { FailureNotice, Notice } from '../ui/notice.tsx'
import { PageTitle } from '../ui/page-title.tsx'
import { Part } from '../ui/part.tsx'
import { PageWaiting, Skeleton } from '../ui/skeleton.tsx'
import { ClusterFacts } from './cluster-facts.tsx'
import { ClusterTools } from './cluster-tools.tsx'
import { EarlierRuns } from './earlier-runs.tsx'
import { Inventory } from './inventory.tsx'
import { Log } from './log.tsx'
import { ClusterMark } from './mark.tsx'
import { describeNextStep } from './next-words.ts'
import { Plan } from './plan.tsx'
import { Progress } from './progress.tsx'
import { ServiceLinks } from './service-links.tsx'
import { Timeline } from './timeline.tsx'
import { Trouble } from './trouble.tsx'
import { useCluster, useRun } from './use-cluster.ts'
import { commands } from './words.ts'

export default function ClusterPage() {
  const { clusterId = '' } = useParams()
  return <Whole key={clusterId} clusterId={clusterId} />
}

function Whole({ clusterId }: { clusterId: string }) {
  const followed = useCluster(clusterId)
  if (followed.status === 'loading')
    return (
      <div className="page max-w-4xl! space-y-4 py-8 md:py-12" aria-busy>
        <PageWaiting>{t('cluster.loading')}</PageWaiting>
        <Skeleton className="h-11 w-36" />
        <Skeleton className="h-10 w-1/2" />
        <Skeleton className="h-6 w-64" />
        <Skeleton className="mt-8! h-72 w-full" />
      </div>
    )
  if (followed.status === 'failed')
    return <Failed failure={followed.failure} title={t('cluster.failed')} onRetry={followed.retry} />
  return <Followed cluster={followed.data} retry={followed.retry} />
}

function Followed({ cluster, retry }: { cluster: Cluster; retry: (() => void) | undefined }) {
  const run = useRun(cluster.id, cluster.runId)
  const { name, platform, region, state } = cluster
  const retryFollowing = retry ?? (run.status === 'ready' ? run.retry : undefined)
  return (
    <div className="page max-w-4xl! py-8 md:py-12">
      <BackLink to="/clusters">{t('back')}</BackLink>
      <PageTitle title={name} className="wrap-anywhere" />
      <p className="mt-2 flex flex-wrap items-center gap-x-3 gap-y-1 text-soft">
        <ClusterMark cluster={cluster} />
        <span>
          {platformName(platform)} · {region}
        </span>
      </p>
      <p role="status" className="mt-3 min-h-6 max-w-prose">
        {run.status === 'ready' && describeNextStep(cluster, run.data)}
      </p>
      {retryFollowing && (
        <Notice tone="warn" className="mt-4" onRetry={retryFollowing}>
          {t('cluster.notLive')}
        </Notice>
      )}
      {cluster.destroyWanted && (
        <Notice tone="warn" className="mt-4">
          {t('cluster.destroyPending')}
        </Notice>
      )}
      {run.status === 'loading' && <Skeleton className="mt-6 h-40 w-full" />}
      {run.status === 'failed' && (
        <FailureNotice
          failure={run.failure}
          what={t('run.unreadable')}
          onRetry={run.retry}
          className="mt-4"
        />
      )}
      {run.status === 'ready' && <Now cluster={cluster} run={run.data} />}
      {(cluster.inventory || cluster.closed) && <Inventory cluster={cluster} />}
      {state !== 'destroyed' && cluster.links.length > 0 && <ServiceLinks cluster={cluster} />}
      <Part title={t('facts.title')}>
        <ClusterFacts cluster={cluster} />
      </Part>
      <EarlierRuns cluster={cluster} />
    </div>
  )
}

/** The progress of the last run, with its actions. */
function Now({ cluster, run }: { cluster: Cluster; run: Run }) {
  const waits = run.state === 'awaiting-approval'
  const isWatched = !isOver(run.state)
  return (
    <>
      <Trouble cluster={cluster} run={run} />
      <ClusterTools key={run.id} cluster={cluster} run={run} />
      {waits && (
        <div className="mt-6">
          <Plan cluster={cluster} run={run} />
        </div>
      )}
      {isWatched && (
        <div className="mt-6 space-y-6">
          {!waits && (
            <>
              <h2 className="font-semibold">{t(commands[run.command])}</h2>
              <Progress cluster={cluster} run={run} />
              <Timeline run={run} />
            </>
          )}
          <Log key={run.id} run={run} />
        </div>
      )}
      {!isWatched && cluster.state === 'failed' && (
        <div className="mt-6 space-y-6">
          <h2 className="font-semibold">{t(commands[run.command])}</h2>
          <Timeline run={run} />
          <Log key={run.id} run={run} />
        </div>
      )}
    </>
  )
}
