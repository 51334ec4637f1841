import { Component, type ErrorInfo, type ReactNode } from 'react'
import { t } from '../locales/common.ts'
import { Button, ButtonLink } from './button.tsx'

type Props = {
  children: ReactNode
  /** Replaces a part of a page. Without it, the text is about the whole page. */
  fallback?: ReactNode
}

/** Shows an error in place of its children, or a chunk that could not be loaded. The rest of the app stays. */
export class ErrorBoundary extends Component<Props, { error: Error | null }> {
  override state: { error: Error | null } = { error: null }

  static getDerivedStateFromError(error: Error) {
    return { error }
  }

  override componentDidCatch(error: Error, info: ErrorInfo) {
    console.error(error, info.componentStack)
  }

  override render() {
    const { error } = this.state
    if (!error) return this.props.children
    if (this.props.fallback !== undefined) return this.props.fallback
    const isFetch = /import|fetch|load/i.test(error.message)
    return (
      <div role="alert" className="page py-16">
        <title>{`${t('broken.tab')} · Labseat`}</title>
        <h1 className="font-semibold text-title tracking-tight">
          {t(isFetch ? 'unfetched.title' : 'broken.title')}
        </h1>
        <p className="mt-3 max-w-prose text-soft">{t(isFetch ? 'unfetched.about' : 'broken.about')}</p>
        <p className="mt-3 font-mono text-soft text-sm">{error.message}</p>
        <div className="mt-6 flex gap-2">
          <Button onClick={() => location.reload()}>{t('loadAgain')}</Button>
          <ButtonLink look="quiet" to="/">
            {t('seeEvents')}
          </ButtonLink>
        </div>
      </div>
    )
  }
}
