import type { PreferencesChange } from '../../../contract/people.ts'
import { currentZone, listTimeZones } from '../../../contract/time-zones.ts'
import { answer, api } from '../lib/api.ts'
import { adoptProfile } from '../lib/session.ts'
import { useAction } from '../lib/use-action.ts'
import { t } from '../locales/settings.ts'
import { Select } from '../ui/field.tsx'
import { FailureNotice } from '../ui/notice.tsx'
import { ThemeChoice } from '../ui/theme-choice.tsx'
import { deviceZone, zoneName } from '../ui/time.ts'
import type { SectionProps } from './sections.tsx'

export function DisplaySection({ profile: { preferences } }: SectionProps) {
  const save = useAction(async (change: PreferencesChange) =>
    adoptProfile(await answer(api.PATCH('/v1/me', { body: { preferences: change } }))),
  )
  return (
    <div className="max-w-sm space-y-2">
      <Select
        label={t('language.label')}
        value={preferences.language}
        onChange={() => void save.run({ language: 'en' })}
      >
        <option value="en">{t('language.english')}</option>
      </Select>
      <Select
        label={t('zone.label')}
        hint={t('zone.hint')}
        value={preferences.timeZone ? currentZone(preferences.timeZone) : ''}
        onChange={({ target }) => void save.run({ timeZone: target.value || null })}
      >
        <option value="">{t('zone.device', { zone: zoneName(currentZone(deviceZone())) })}</option>
        {listTimeZones().map((zone) => (
          <option key={zone} value={zone}>
            {zone.replaceAll('_', ' ')}
          </option>
        ))}
      </Select>
      <p className="mb-1 font-medium text-sm">{t('theme.label')}</p>
      <ThemeChoice words onChoose={(theme) => void save.run({ theme })} />
      <FailureNotice failure={save.failure} what={t('display.failed')} className="mt-3" />
    </div>
  )
}
