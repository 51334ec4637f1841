import {
  Armchair,
  CalendarDays,
  ClipboardList,
  Cloud,
  LogOut,
  type LucideIcon,
  Settings,
  ShieldCheck,
  UserRound,
} from 'lucide-react'
import { useEffect } from 'react'
import { Link, useNavigate } from 'react-router'
import { fullName } from '../../../domain/full-name.ts'
import { type Session, signOut } from '../lib/session.ts'
import { t } from '../locales/app.ts'
import { Bell } from '../notifications/bell.tsx'
import { Avatar } from '../ui/avatar.tsx'
import { Popover } from '../ui/popover.tsx'
import { followTheme } from '../ui/theme.ts'
import { followZone } from '../ui/time.ts'
import { type PlaceName, placesOf } from './signed-in-places.ts'

const row = 'flex h-11 w-full items-center gap-3 rounded-lg px-3 text-left hover:bg-sunken'

const icons: Readonly<Record<PlaceName, LucideIcon>> = {
  'nav.events': CalendarDays,
  'nav.seats': Armchair,
  'nav.organise': ClipboardList,
  'nav.cloud': Cloud,
  'nav.admin': ShieldCheck,
}

/** The bell and the person's own menu. */
export default function SignedInTools({ session }: { session: Extract<Session, { status: 'in' }> }) {
  const { theme, timeZone } = session.profile?.preferences ?? {}
  useEffect(() => theme && followTheme(theme), [theme])
  useEffect(() => {
    if (timeZone !== undefined) followZone(timeZone)
  }, [timeZone])
  // The next person who signs in has another time zone.
  useEffect(() => () => followZone(null), [])
  return (
    <>
      <Bell key={session.person.uid} uid={session.person.uid} />
      <PersonMenu session={session} />
    </>
  )
}

function PersonMenu({ session }: { session: Extract<Session, { status: 'in' }> }) {
  const { person, profile } = session
  const navigate = useNavigate()
  const leave = async () => {
    navigate('/')
    await signOut()
  }
  const name = profile ? fullName(profile) : person.email
  return (
    <Popover
      label={t('account.label')}
      name={t('account.of', { name })}
      look="grid size-control place-items-center rounded-lg hover:bg-sunken"
      button={
        profile ? (
          <Avatar uid={profile.uid} version={profile.avatarVersion} name={name} />
        ) : (
          <span className="grid size-8 place-items-center rounded-full bg-accent-soft text-accent">
            <UserRound size={18} />
          </span>
        )
      }
    >
      {(close) => (
        <>
          <div className="border-line border-b px-5 py-3">
            <p className="truncate font-semibold">{name}</p>
            <p className="truncate text-soft text-sm">{profile ? `@${profile.username}` : person.email}</p>
          </div>
          <nav aria-label={t('account.label')} className="p-2">
            {placesOf(session).map(({ to, name: place }) => {
              const Icon = icons[place]
              return (
                <Link key={to} to={to} className={`${row} md:hidden`} onClick={close}>
                  <Icon size={18} aria-hidden className="text-soft" />
                  {t(place)}
                </Link>
              )
            })}
            <Link to="/settings" className={row} onClick={close}>
              <Settings size={18} aria-hidden className="text-soft" />
              {t('nav.settings')}
            </Link>
            <button
              type="button"
              className={row}
              onClick={() => {
                close()
                void leave()
              }}
            >
              <LogOut size={18} aria-hidden className="text-soft" />
              {t('nav.signOut')}
            </button>
          </nav>
        </>
      )}
    </Popover>
  )
}
