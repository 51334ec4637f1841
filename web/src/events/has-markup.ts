/** Whether a text may have Markdown or an address in it. Most descriptions have neither, so their pages do not load a parser. */
export const hasMarkup = (text: string): boolean =>
  /[*_`[~\\]|https?:|www\.|@|^\s{0,3}(?:[-+>#]|\d+[.)])\s/m.test(text)
