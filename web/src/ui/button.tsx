import { LoaderCircle } from 'lucide-react'
import { type ComponentProps, useEffect, useRef } from 'react'
import { Link } from 'react-router'

const base =
  'inline-flex h-control items-center justify-center gap-2 whitespace-nowrap rounded-lg px-4 font-medium transition-colors duration-100 disabled:cursor-not-allowed'
const looks = {
  primary: 'bg-accent text-on-accent hover:bg-accent-strong disabled:bg-sunken disabled:text-soft',
  quiet: 'border border-edge/60 bg-surface text-ink hover:border-edge hover:bg-sunken disabled:text-soft',
  plain: 'text-ink hover:bg-sunken disabled:text-soft',
  danger: 'bg-bad text-on-bad hover:opacity-90 disabled:bg-sunken disabled:text-soft',
}
export type Look = keyof typeof looks

export const buttonLook = (look: Look = 'primary', extra = '') => `${base} ${looks[look]} ${extra}`

type Props = ComponentProps<'button'> & {
  look?: Look
  /** Text while the action runs. The button is disabled then. */
  busy?: string | false | undefined
}

/** A browser takes the focus from a button that is disabled. It gets the focus back after its action, unless the person has moved on. */
const useFocusAfter = (isBusy: boolean) => {
  const clicked = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (isBusy) return
    if (document.activeElement === document.body) clicked.current?.focus({ preventScroll: true })
    clicked.current = null
  }, [isBusy])
  return clicked
}

export function Button({
  look,
  busy,
  className,
  children,
  disabled,
  type = 'button',
  onClick,
  ...attributes
}: Props) {
  const clicked = useFocusAfter(Boolean(busy))
  return (
    <button
      type={type}
      className={buttonLook(look, className)}
      disabled={disabled || Boolean(busy)}
      aria-busy={Boolean(busy)}
      onClick={(event) => {
        clicked.current = event.currentTarget
        onClick?.(event)
      }}
      {...attributes}
    >
      {busy ? (
        <>
          <LoaderCircle size={18} className="animate-spin" aria-hidden />
          {busy}
        </>
      ) : (
        children
      )}
    </button>
  )
}

export function ButtonLink({
  look,
  className,
  ...attributes
}: ComponentProps<typeof Link> & { look?: Look }) {
  return <Link className={buttonLook(look, className)} {...attributes} />
}
