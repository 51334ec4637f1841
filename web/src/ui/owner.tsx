import { useNamed } from '../lib/use-named.ts'
import { t } from '../locales/common.ts'

/** The name of the person who owns something. */
export function Owner({ uid }: { uid: string }) {
  const owner = useNamed(`people/${uid}`)
  return <bdi>{owner === undefined ? '…' : (owner?.name ?? t('owner.former'))}</bdi>
}

/** The same as a line of a list row: "Of Ada Lovelace". */
export function OwnerLine({ uid }: { uid: string }) {
  const owner = useNamed(`people/${uid}`)
  if (owner === undefined) return <span className="block text-sm">…</span>
  return (
    <span className="block truncate text-soft text-sm">
      {t('owner.of', { name: owner?.name ?? t('owner.former') })}
    </span>
  )
}
