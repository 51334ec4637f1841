import type { Failure } from '../lib/failure.ts'
import { t } from '../locales/common.ts'
import { Button } from './button.tsx'
import { FailureNotice } from './notice.tsx'

type Props = {
  /** Reads on; undefined where the list ends. */
  more: (() => void) | undefined
  busy: boolean
  /** Why reading on failed, and what is missing then. */
  failure: Failure | null
  what: string
  /** Where it is called something else. */
  name?: string
}

/** Below a list that goes on. */
export function ShowMore({ more, busy, failure, what, name = t('showMore') }: Props) {
  if (!more) return null
  return (
    <div className="mt-4 text-center">
      <FailureNotice failure={failure} what={what} className="mb-3 text-left" />
      <Button look="quiet" busy={busy && t('loading')} onClick={more}>
        {name}
      </Button>
    </div>
  )
}
