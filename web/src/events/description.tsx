import { Suspense } from 'react'
import { lazyPart } from '../lib/part.ts'
import { ErrorBoundary } from '../ui/error-boundary.tsx'
import { hasMarkup } from './has-markup.ts'

const MarkedText = lazyPart(() => import('./marked-text.tsx'))

/** A description. A text without Markdown is shown as it is; so is one whose code does not load. */
export function Description({ text }: { text: string }) {
  const plain = <p className="whitespace-pre-line [unicode-bidi:plaintext]">{text}</p>
  if (!hasMarkup(text)) return plain
  return (
    <ErrorBoundary fallback={plain}>
      <Suspense fallback={plain}>
        <MarkedText text={text} />
      </Suspense>
    </ErrorBoundary>
  )
}
