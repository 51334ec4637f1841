import { Link } from 'react-router'
import type { Cluster } from '../../../contract/clusters.ts'
import { spentOf } from '../../../domain/prices.ts'
import { domainNameOf } from '../../../domain/service-names.ts'
import { useSession } from '../lib/session.ts'
import { useNamed } from '../lib/use-named.ts'
import { t } from '../locales/clusters.ts'
import { Ago } from '../ui/ago.tsx'
import { Fact } from '../ui/fact.tsx'
import { price } from '../ui/numbers.ts'
import { Owner } from '../ui/owner.tsx'
import { Ends } from './ends.tsx'
import { supportText } from './version-field.tsx'
import { servicesText } from './words.ts'

/** The names of the cluster and its networks. */
function NetworkFacts({ cluster }: { cluster: Cluster }) {
  const { apiRanges, domain, name, platform, privateSubnets, publicSubnets, vpcCidr } = cluster
  const ranges = domain?.allowedRanges.join(', ')
  return (
    <>
      {domain && (
        <Fact name={t('fact.domain')} about={ranges ? t('fact.domainRanges', { ranges }) : undefined}>
          {`*.${domainNameOf({ name, domain })}`}
        </Fact>
      )}
      <Fact name={t('fact.vpc')}>{vpcCidr}</Fact>
      <Fact name={t('fact.public')}>{publicSubnets.join(', ')}</Fact>
      <Fact name={t('fact.private')}>{privateSubnets.join(', ')}</Fact>
      {platform !== 'sandbox' && (
        <Fact name={t('fact.apiRanges')}>{apiRanges?.join(', ') ?? t('fact.everywhere')}</Fact>
      )}
    </>
  )
}

export function ClusterFacts({ cluster }: { cluster: Cluster }) {
  const { accountId, cost, nodes, live, endsAt, budget, drift, ownerId, platform, createdAt } = cluster
  const isOwn = useSession().person?.uid === ownerId
  const account = useNamed(`cloudAccounts/${accountId}`)
  const until = live ? new Date().toISOString() : (cluster.inventory?.at ?? cluster.updatedAt)
  const spent = spentOf(cluster, until)
  return (
    <dl className="grid gap-x-8 gap-y-4 sm:grid-cols-2">
      <Fact name={t('fact.account')}>
        {account ? (
          <Link to={`/cloud-accounts/${accountId}`} className="underline underline-offset-4">
            <bdi>{account.name}</bdi>
          </Link>
        ) : account === undefined ? (
          '…'
        ) : (
          t('fact.accountGone')
        )}
      </Fact>
      <Fact name={t('fact.ends')}>{live ? <Ends at={endsAt} /> : t('fact.over')}</Fact>
      <Fact name={t('fact.cost')} about={cost.source}>
        {cost.hourly && cost.monthly
          ? t('fact.costs', { hourly: price(cost.hourly), monthly: price(cost.monthly) })
          : t('fact.unknown')}
      </Fact>
      <Fact name={t('fact.spent')} about={budget ? t('fact.budget', { price: price(budget) }) : undefined}>
        {cost.hourly
          ? t('fact.about', { price: price({ amount: spent, currency: 'USD' }) })
          : t('fact.unknown')}
      </Fact>
      <Fact name={t('fact.services')}>{servicesText(cluster.services)}</Fact>
      <Fact
        name={t('fact.version')}
        about={live ? supportText(platform, cluster.kubernetesVersion, new Date().toISOString()) : undefined}
      >
        {cluster.kubernetesVersion}
      </Fact>
      <Fact name={t('fact.nodes')} about={nodes.diskGb ? t('fact.disk', { size: nodes.diskGb }) : undefined}>
        {t('fact.nodesOf', { min: nodes.min, max: nodes.max, type: nodes.type })}
      </Fact>
      <NetworkFacts cluster={cluster} />
      {cluster.permissionsBoundary && (
        <Fact name={t('form.boundary')}>
          <span className="wrap-anywhere">{cluster.permissionsBoundary}</span>
        </Fact>
      )}
      {platform !== 'sandbox' && <Fact name={t('fact.bucket')}>{cluster.stateBucket}</Fact>}
      <Fact name={t('fact.approval')}>
        {t(cluster.approval === 'manual' ? 'approval.manual' : 'approval.automatic')}
      </Fact>
      <Fact name={t('fact.created')}>
        <Ago at={createdAt} />
      </Fact>
      {drift && (
        <Fact name={t('fact.checked')}>
          <Ago at={drift.at} />
        </Fact>
      )}
      {!isOwn && (
        <Fact name={t('fact.owner')}>
          <Owner uid={ownerId} />
        </Fact>
      )}
    </dl>
  )
}
