import { useInsertionEffect } from 'react'

/**
 * Replaces `styleSingleton` of react-style-singleton (https://github.com/theKashey/react-style-singleton), which Radix's dialogs use to stop
 * the page from scrolling. The styles go into an adopted style sheet, which a content security policy without 'unsafe-inline' allows.
 * The first mounted component gives the styles; the last one takes them away.
 */
export const styleSingleton = () => {
  const sheet = new CSSStyleSheet()
  let mounted = 0
  return function Style({ styles }: { styles: string }): null {
    useInsertionEffect(() => {
      if (mounted++ === 0) {
        sheet.replaceSync(styles)
        document.adoptedStyleSheets.push(sheet)
      }
      return () => {
        if (--mounted === 0)
          document.adoptedStyleSheets = document.adoptedStyleSheets.filter((adopted) => adopted !== sheet)
      }
    }, [styles])
    return null
  }
}
