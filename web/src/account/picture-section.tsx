import { fullName } from '../../../domain/full-name.ts'
import { answer, api } from '../lib/api.ts'
import { adoptProfile } from '../lib/session.ts'
import { useAction } from '../lib/use-action.ts'
import { t } from '../locales/settings.ts'
import { Avatar } from '../ui/avatar.tsx'
import { Button } from '../ui/button.tsx'
import { FilePicker } from '../ui/file-picker.tsx'
import { FailureNotice } from '../ui/notice.tsx'
import type { SectionProps } from './sections.tsx'
import { cropSquare } from './square.ts'

export function PictureSection({ profile }: SectionProps) {
  const choose = useAction(async (file: File) => {
    const image = await cropSquare(file)
    adoptProfile(await answer(api.PUT('/v1/me/avatar', { body: { image } })))
  })
  const remove = useAction(async () => {
    await answer(api.DELETE('/v1/me/avatar'))
    adoptProfile({ ...profile, avatarVersion: null })
  })
  return (
    <>
      <div className="flex flex-wrap items-center gap-4">
        <Avatar
          uid={profile.uid}
          version={profile.avatarVersion}
          name={fullName(profile)}
          className="size-20 text-title"
        />
        <div className="flex flex-wrap gap-2">
          <FilePicker
            accept="image/jpeg,image/png,image/webp,image/gif"
            label={t('picture.choose')}
            busy={choose.busy && t('picture.saving')}
            disabled={remove.busy}
            onPick={(file) => {
              remove.forget()
              void choose.run(file)
            }}
          />
          {profile.avatarVersion !== null && (
            <Button
              look="plain"
              busy={remove.busy && t('picture.removing')}
              disabled={choose.busy}
              onClick={() => {
                choose.forget()
                void remove.run()
              }}
            >
              {t('picture.remove')}
            </Button>
          )}
        </div>
      </div>
      <FailureNotice
        failure={choose.failure ?? remove.failure}
        what={t('picture.failed')}
        unsure={t('picture.unsure')}
        className="mt-3"
      />
    </>
  )
}
