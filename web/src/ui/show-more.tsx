import type { Failure } from '../lib/failure.ts'
import { t } from '../locales/common.ts'
import { Button } from './button.tsx'
import { FailureNotice } from './notice.tsx'

type Props = {
  /** Loads the next page. Undefined at the end of the list. */
  more: (() => void) | undefined
  busy: boolean
  /** Why loading failed, and the text that says what failed. */
  failure: Failure | null
  what: string
  /** Another name for the button. */
  name?: string
}

/** The button below a list that has more pages. */
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
