import type { Page } from 'playwright-core'

/**
 * The texts of a page in the pseudo-language that are plain English: visible texts, names for screen readers, placeholders
 * and the title. The pseudo-language is in brackets. Text outside the brackets bypassed the catalogue, unless people wrote
 * it (`written`), or it is a date, a time zone, a currency, an address or our name.
 */
export const findUntranslated = async (page: Page, written: string[]): Promise<string[]> => {
  const texts = await page.evaluate(() => {
    const apart = 'script, style, noscript, time, option, input, textarea'
    const texts = [document.title]
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    for (let node = walker.nextNode(); node; node = walker.nextNode())
      if (!node.parentElement?.closest(apart)) texts.push(node.textContent ?? '')
    for (const element of document.querySelectorAll('*')) {
      const names = element.tagName === 'TIME' ? [] : ['aria-label', 'placeholder', 'title', 'alt']
      for (const name of names) texts.push(element.getAttribute(name) ?? '')
    }
    for (const option of document.querySelectorAll('option'))
      if (!/^([A-Z]{3}|UTC|[A-Z]\w+\/.*)$/.test(option.value)) texts.push(option.text)
    return texts
  })
  const longestFirst = [...written, 'Labseat', 'https://'].sort((a, b) => b.length - a.length)
  const removeKnown = (text: string): string => {
    let left = text.replaceAll(/https?:\/\/\S+/g, '')
    for (const known of longestFirst) left = left.replaceAll(known, '')
    // A text may contain another text: "[Ýóú áré [2ñd] íñ líñé …]".
    for (let previous = ''; previous !== left; ) {
      previous = left
      left = left.replaceAll(/\[[^[\]]*\]/g, '')
    }
    return left
  }
  return texts.filter((text) => /\p{L}{2}/u.test(removeKnown(text)))
}
