import { Check, Copy, Download } from 'lucide-react'
import { useId, useState } from 'react'
import { download } from '../lib/download.ts'
import { t } from '../locales/common.ts'
import { Button } from './button.tsx'

type Outcome = 'none' | 'copied' | 'failed'

const useCopy = (text: string) => {
  const [copied, setCopied] = useState<{ text: string; outcome: Outcome }>({ text, outcome: 'none' })
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => setCopied({ text, outcome: 'copied' }),
      () => setCopied({ text, outcome: 'failed' }),
    )
  return { copy, outcome: copied.text === text ? copied.outcome : 'none' }
}

function CopyButton({ name, text }: { name: string; text: string }) {
  const { copy, outcome } = useCopy(text)
  return (
    <>
      <Button look="quiet" className="text-sm" aria-label={t('copy.name', { name })} onClick={copy}>
        {outcome === 'copied' ? (
          <>
            <Check size={16} aria-hidden className="text-good" />
            {t('copy.done')}
          </>
        ) : (
          <>
            <Copy size={16} aria-hidden />
            {t('copy.do')}
          </>
        )}
      </Button>
      <span role="status" className={outcome === 'failed' ? 'text-sm text-warn' : 'sr-only'}>
        {outcome === 'copied' && t('copy.done')}
        {outcome === 'failed' && t('copy.failed')}
      </span>
    </>
  )
}

/** One line with a button that copies it. */
export function CopyLine({ name, value }: { name: string; value: string }) {
  return (
    <div className="py-2">
      <dt className="text-soft text-sm">{name}</dt>
      <dd className="flex items-center justify-between gap-4">
        <span className="wrap-anywhere min-w-0 font-mono text-sm">{value}</span>
        <span>
          <CopyButton name={name} text={value} />
        </span>
      </dd>
    </div>
  )
}

/** A text of several lines with a button that copies it. `file` adds a button that downloads it under that name. */
export function CopyText({ name, text, file }: { name: string; text: string; file?: string }) {
  const id = useId()
  return (
    <div>
      <div className="mb-1 flex flex-wrap items-center justify-between gap-2">
        <label htmlFor={id} className="font-medium text-sm">
          {name}
        </label>
        <div className="flex flex-wrap items-center gap-2">
          <CopyButton name={name} text={text} />
          {file && (
            <Button
              look="quiet"
              className="text-sm"
              aria-label={t('copy.downloadName', { name })}
              onClick={() => download(file, text)}
            >
              <Download size={16} aria-hidden />
              {t('copy.download')}
            </Button>
          )}
        </div>
      </div>
      <textarea
        id={id}
        readOnly
        spellCheck={false}
        rows={Math.min(10, text.trimEnd().split('\n').length)}
        value={text.trimEnd()}
        onFocus={({ target }) => target.select()}
        className="block w-full resize-y rounded-lg border border-line bg-sunken px-3 py-2 font-mono text-sm"
      />
    </div>
  )
}
