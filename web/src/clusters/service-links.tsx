import { CircleAlert, CircleCheck, ExternalLink } from 'lucide-react'
import type { Cluster } from '../../../contract/clusters.ts'
import { t } from '../locales/clusters.ts'
import { Notice } from '../ui/notice.tsx'
import { Part } from '../ui/part.tsx'
import { StateMark } from '../ui/state-mark.tsx'
import { services } from './words.ts'

/** The links to the services, and whether they respond. */
export function ServiceLinks({ cluster: { links, withoutServices } }: { cluster: Cluster }) {
  return (
    <Part title={t('services.title')}>
      {withoutServices !== undefined && (
        <Notice tone="warn" className="mb-3">
          {t('services.skipped')} {withoutServices}
        </Notice>
      )}
      <ul className="divide-y divide-line border-line border-y">
        {links.map(({ service, url, healthy }) => (
          <li key={service} className="flex min-h-11 flex-wrap items-center gap-x-4 gap-y-1 py-2">
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
                <span className="text-soft">
                  {t(withoutServices === undefined ? 'services.noLink' : 'services.notInstalled')}
                </span>
              )}
            </span>
            {healthy !== undefined && (
              <StateMark tone={healthy ? 'good' : 'warn'} Icon={healthy ? CircleCheck : CircleAlert}>
                {t(healthy ? 'services.responding' : 'services.notResponding')}
              </StateMark>
            )}
          </li>
        ))}
      </ul>
    </Part>
  )
}
