import { useState } from 'react'
import { type Platform, platform } from '../../../contract/cloud-credentials.ts'
import { t } from '../locales/cloud-accounts.ts'
import { Button, ButtonLink } from '../ui/button.tsx'
import { Choice, Choices } from '../ui/choices.tsx'
import { type About, AboutFields, useAbout } from './about-fields.tsx'
import { type Heading, StepHeading } from './step-heading.tsx'
import { platforms } from './words.ts'

export function PlatformStep({
  heading,
  chosen,
  onNext,
}: {
  heading: Heading
  chosen: Platform
  onNext: (platform: Platform) => void
}) {
  const [picked, setPicked] = useState(chosen)
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        onNext(picked)
      }}
    >
      <StepHeading heading={heading}>{t('platform.ask')}</StepHeading>
      <Choices legend={t('platform.ask')} className="sm:grid-cols-2">
        {platform.options.map((option) => (
          <Choice
            key={option}
            name="platform"
            value={option}
            checked={picked === option}
            onChoose={() => setPicked(option)}
            title={t(platforms[option].name)}
          >
            {t(platforms[option].about)}
          </Choice>
        ))}
      </Choices>
      <Button type="submit" className="mt-6">
        {t('connect.continue')}
      </Button>
    </form>
  )
}

export function AboutStep({
  heading,
  initial,
  back,
  onNext,
}: {
  heading: Heading
  initial: About
  back: string
  onNext: (next: About) => void
}) {
  const form = useAbout(initial)
  return (
    <form noValidate onSubmit={form.handleSubmit(onNext)}>
      <StepHeading heading={heading}>{t('about.ask')}</StepHeading>
      <AboutFields form={form} />
      <div className="mt-6 flex gap-2">
        <Button type="submit">{t('connect.continue')}</Button>
        <ButtonLink look="plain" to={back}>
          {t('connect.back')}
        </ButtonLink>
      </div>
    </form>
  )
}
