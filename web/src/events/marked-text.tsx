import Markdown, { type Components } from 'react-markdown'
import remarkGfm from 'remark-gfm'

/** The subset of Markdown that a description may use. Of a table or a picture only its text stays. */
const allowed = [
  'p',
  'br',
  'strong',
  'em',
  'del',
  'a',
  'ul',
  'ol',
  'li',
  'blockquote',
  'code',
  'pre',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
]

const heading = ({ children }: { children?: React.ReactNode }) => (
  <h2 dir="auto" className="font-semibold">
    {children}
  </h2>
)

const components: Components = {
  // The page has one title, so headings of a description are below it.
  h1: heading,
  h2: heading,
  h3: heading,
  h4: heading,
  h5: heading,
  h6: heading,
  // A single line break of the organiser stays one.
  p: ({ children }) => (
    <p dir="auto" className="whitespace-pre-line [unicode-bidi:plaintext]">
      {children}
    </p>
  ),
  // The organiser chose the address: the new page cannot reach this one, and learns nothing about it.
  a: ({ href, children }) =>
    href ? (
      <a
        href={href}
        target="_blank"
        rel="noopener noreferrer nofollow ugc"
        className="wrap-anywhere text-accent underline underline-offset-4"
      >
        {children}
      </a>
    ) : (
      children
    ),
  ul: ({ children }) => (
    <ul dir="auto" className="list-disc space-y-1 ps-6">
      {children}
    </ul>
  ),
  ol: ({ children, start }) => (
    <ol dir="auto" start={start} className="list-decimal space-y-1 ps-6">
      {children}
    </ol>
  ),
  blockquote: ({ children }) => (
    <blockquote dir="auto" className="border-line border-s-2 ps-4 text-soft">
      {children}
    </blockquote>
  ),
  pre: ({ children }) => (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a keyboard must be able to scroll long lines
    <pre tabIndex={0} className="overflow-x-auto rounded-lg bg-sunken p-3 text-sm">
      {children}
    </pre>
  ),
  code: ({ children }) => <code className="rounded bg-sunken px-1 font-mono text-sm">{children}</code>,
}

/** Only addresses that lead to a page or a mail program. The others stay text. */
const safeUrl = (url: string): string => (/^(?:https?:|mailto:)/i.test(url) ? url : '')

/** A text in Markdown. HTML in it is shown as text. */
export default function MarkedText({ text }: { text: string }) {
  return (
    <div className="space-y-4">
      <Markdown
        remarkPlugins={[remarkGfm]}
        allowedElements={allowed}
        unwrapDisallowed
        urlTransform={safeUrl}
        components={components}
      >
        {text}
      </Markdown>
    </div>
  )
}
