import { useEffect } from 'react'

/** Has the browser ask before the page is closed, as long as `isUnsaved`. */
export const useLeaveWarning = (isUnsaved: boolean): void =>
  useEffect(() => {
    if (!isUnsaved) return
    const warn = (leaving: BeforeUnloadEvent) => leaving.preventDefault()
    addEventListener('beforeunload', warn)
    return () => removeEventListener('beforeunload', warn)
  }, [isUnsaved])
