import { CircleAlert, CircleCheck, ExternalLink } from 'lucide-react'
import type { Cluster } from '../../../contract/clusters.ts'
import { forwardCommand, localUrl } from '../../../domain/service-access.ts'
import { t } from '../locales/clusters.ts'
import { CopyLine } from '../ui/copy.tsx'
import { Notice } from '../ui/notice.tsx'
import { Part } from '../ui/part.tsx'
import { StateMark } from '../ui/state-mark.tsx'
import { services } from './words.ts'

/** How to reach the services: a command for each service inside the cluster, or its URL and whether it responds. */
export function ServiceLinks({ cluster: { platform, links, withoutServices } }: { cluster: Cluster }) {
  return (
    <Part title={t('services.title')}>
      {withoutServices !== undefined && (
        <Notice tone="warn" className="mb-3">
          {t('services.skipped')} {withoutServices}
        </Notice>
      )}
      {links.some(({ forward, url }) => forward && !url) && (
        <p className="mb-3 max-w-prose text-soft text-sm">
          {t(platform === 'sandbox' ? 'services.sandbox' : 'services.inside')}
        </p>
      )}
      <ul className="divide-y divide-line border-line border-y">
        {links.map((link) => (
          <li key={link.service}>
            {link.forward && !link.url ? (
              <dl>
                <CopyLine
                  name={`${t(services[link.service].name)} · ${localUrl(link.service)}`}
                  value={forwardCommand(link.service, link.forward)}
                />
              </dl>
            ) : (
              <Address link={link} isInstalled={withoutServices === undefined} />
            )}
          </li>
        ))}
      </ul>
    </Part>
  )
}

function Address({ link, isInstalled }: { link: Cluster['links'][number]; isInstalled: boolean }) {
  const { service, url, healthy } = link
  return (
    <div className="flex min-h-11 flex-wrap items-center gap-x-4 gap-y-1 py-2">
      <span className="w-32 font-medium">{t(services[service].name)}</span>
      <span className="min-w-0 flex-1 basis-48 text-sm">
        {url ? (
          <a
            href={url}
            target="_blank"
            rel="noreferrer"
            className="wrap-anywhere inline-flex min-h-11 items-center gap-1.5 text-accent underline md:min-h-0"
          >
            {url}
            <ExternalLink size={14} aria-hidden className="shrink-0" />
          </a>
        ) : (
          <span className="text-soft">{t(isInstalled ? 'services.noLink' : 'services.notInstalled')}</span>
        )}
      </span>
      {healthy !== undefined && (
        <StateMark tone={healthy ? 'good' : 'warn'} Icon={healthy ? CircleCheck : CircleAlert}>
          {t(healthy ? 'services.responding' : 'services.notResponding')}
        </StateMark>
      )}
    </div>
  )
}
