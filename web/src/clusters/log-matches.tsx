import { t } from '../locales/clusters.ts'
import type { Match } from './find-lines.ts'

/** More lines would make the page slow. */
const maxShown = 1000

/** The lines of a log that contain a query, with their numbers. */
export function LogMatches({ matches, query }: { matches: readonly Match[]; query: string }) {
  if (matches.length === 0) return <p className="font-sans text-soft">{t('log.noMatch', { query })}</p>
  return (
    <>
      {matches.length > maxShown && (
        <p className="mb-2 font-sans text-soft">{t('log.lastMatches', { shown: maxShown })}</p>
      )}
      <ol>
        {matches.slice(-maxShown).map(({ number, text }) => (
          <li
            key={number}
            value={number}
            className="wrap-anywhere ml-[6ch] list-decimal whitespace-pre-wrap pl-2"
          >
            {text.map((part, index) =>
              index % 2 === 1 ? (
                // biome-ignore lint/suspicious/noArrayIndexKey: a line never changes
                <mark key={index} className="rounded-sm bg-accent/25 text-inherit">
                  {part}
                </mark>
              ) : (
                part
              ),
            )}
          </li>
        ))}
      </ol>
    </>
  )
}
