import type { ComponentType } from 'react'
import type { Profile } from '../../../contract/people.ts'
import type { PlainKey } from '../locales/settings.ts'
import { CalendarSection } from './calendar-section.tsx'
import { DeleteSection } from './delete-section.tsx'
import { DisplaySection } from './display-section.tsx'
import { EmailSection } from './email-section.tsx'
import { ExportSection } from './export-section.tsx'
import { MailSection } from './mail-section.tsx'
import { PasswordSection } from './password-section.tsx'
import { PictureSection } from './picture-section.tsx'
import { ProfileSection } from './profile-section.tsx'
import { SecondFactorSection } from './second-factor.tsx'
import { SessionsSection } from './sessions-section.tsx'
import { UsernameSection } from './username-section.tsx'

export type SectionProps = { profile: Profile }

/** The settings from top to bottom. A section passes a saved profile to `adoptProfile`, so that all sections show it. */
export const sections = [
  { id: 'profile', title: 'profile.title', about: 'profile.about', Content: ProfileSection },
  { id: 'picture', title: 'picture.title', about: 'picture.about', Content: PictureSection },
  { id: 'username', title: 'username.title', about: 'username.about', Content: UsernameSection },
  { id: 'email', title: 'email.title', about: 'email.about', Content: EmailSection },
  { id: 'password', title: 'password.title', about: 'password.about', Content: PasswordSection },
  { id: 'factor', title: 'factor.title', about: 'factor.about', Content: SecondFactorSection },
  { id: 'sessions', title: 'sessions.title', about: 'sessions.about', Content: SessionsSection },
  { id: 'display', title: 'display.title', about: 'display.about', Content: DisplaySection },
  { id: 'mail', title: 'mail.title', about: 'mail.about', Content: MailSection },
  { id: 'calendar', title: 'calendar.title', about: 'calendar.about', Content: CalendarSection },
  { id: 'data', title: 'export.title', about: 'export.about', Content: ExportSection },
  { id: 'delete', title: 'delete.title', about: 'delete.about', Content: DeleteSection },
] satisfies readonly {
  id: string
  title: PlainKey
  about: PlainKey
  Content: ComponentType<SectionProps>
}[]
