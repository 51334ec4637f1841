import { Copy, Download } from 'lucide-react'
import { useState } from 'react'
import { download } from '../lib/download.ts'
import { t } from '../locales/clusters.ts'
import { t as common } from '../locales/common.ts'
import { Button } from '../ui/button.tsx'

type Outcome = 'none' | 'copying' | 'copied' | 'notCopied' | 'downloading' | 'notDownloaded'

/** Copies and downloads the whole log, also the lines that are not shown. */
export function LogTools({ file, readAll }: { file: string; readAll: () => Promise<string> }) {
  const [outcome, setOutcome] = useState<Outcome>('none')
  const copy = () => {
    setOutcome('copying')
    // Safari accepts a text that is still loading only as a promise that begins with the click.
    const text = readAll().then((whole) => new Blob([whole], { type: 'text/plain' }))
    navigator.clipboard.write([new ClipboardItem({ 'text/plain': text })]).then(
      () => setOutcome('copied'),
      () => setOutcome('notCopied'),
    )
  }
  const save = () => {
    setOutcome('downloading')
    readAll().then(
      (whole) => {
        download(file, `${whole}\n`)
        setOutcome('none')
      },
      () => setOutcome('notDownloaded'),
    )
  }
  const name = t('log.title')
  const isWarning = outcome === 'notCopied' || outcome === 'notDownloaded'
  return (
    <>
      <span role="status" className={`text-sm ${isWarning ? 'text-warn' : 'text-soft'}`}>
        {outcome === 'copied' && t('log.copied')}
        {outcome === 'notCopied' && t('log.notCopied')}
        {outcome === 'notDownloaded' && t('log.notDownloaded')}
      </span>
      <Button
        look="plain"
        className="text-sm"
        aria-label={common('copy.name', { name })}
        busy={outcome === 'copying' && common('loading')}
        onClick={copy}
      >
        <Copy size={16} aria-hidden />
        {common('copy.do')}
      </Button>
      <Button
        look="plain"
        className="text-sm"
        aria-label={common('copy.downloadName', { name })}
        busy={outcome === 'downloading' && common('loading')}
        onClick={save}
      >
        <Download size={16} aria-hidden />
        {common('copy.download')}
      </Button>
    </>
  )
}
