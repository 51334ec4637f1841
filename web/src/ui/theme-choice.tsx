import { Monitor, Moon, Sun } from 'lucide-react'
import { useId } from 'react'
import { type PlainKey, t } from '../locales/common.ts'
import { chooseTheme, type Theme, themes, useTheme } from './theme.ts'

const looks: Record<Theme, { name: PlainKey; Icon: typeof Sun }> = {
  system: { name: 'theme.system', Icon: Monitor },
  light: { name: 'theme.light', Icon: Sun },
  dark: { name: 'theme.dark', Icon: Moon },
}

/** Radio buttons that look like one control. */
export function ThemeChoice({
  words = false,
  onChoose,
}: {
  words?: boolean
  onChoose?: (theme: Theme) => void
}) {
  const chosen = useTheme()
  const group = useId()
  return (
    <fieldset className="inline-flex rounded-lg border border-line p-0.5">
      <legend className="sr-only">{t('theme.label')}</legend>
      {themes.map((theme) => {
        const { name, Icon } = looks[theme]
        return (
          <label
            key={theme}
            title={words ? undefined : t(name)}
            className={`flex h-control min-w-11 cursor-pointer items-center justify-center gap-2 rounded-md px-3 text-sm text-soft leading-tight hover:text-ink has-checked:bg-sunken has-checked:text-ink has-focus-visible:outline-2 has-focus-visible:outline-accent`}
          >
            <input
              type="radio"
              className="sr-only"
              name={group}
              checked={chosen === theme}
              onChange={() => {
                chooseTheme(theme)
                onChoose?.(theme)
              }}
            />
            <Icon size={16} aria-hidden />
            <span className={words ? '' : 'sr-only'}>{t(name)}</span>
          </label>
        )
      })}
    </fieldset>
  )
}
