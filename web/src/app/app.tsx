import { lazy } from 'react'
import { BrowserRouter, Route, Routes } from 'react-router'
import { Shell } from './shell.tsx'
import { SignedIn } from './signed-in.tsx'

const HomePage = lazy(() => import('../events/home-page.tsx'))
const EventPage = lazy(() => import('../events/event-page.tsx'))
const MyEventsPage = lazy(() => import('../events/my-events-page.tsx'))
const EditorPage = lazy(() => import('../events/editor-page.tsx'))
const PeoplePage = lazy(() => import('../registrations/people-page.tsx'))
const SeatsPage = lazy(() => import('../registrations/seats-page.tsx'))
const SignInPage = lazy(() => import('../account/sign-in-page.tsx'))
const SignUpPage = lazy(() => import('../account/sign-up-page.tsx'))
const SettingsPage = lazy(() => import('../account/settings-page.tsx'))
const NotFound = lazy(() => import('./not-found.tsx'))

/** Every page is a chunk of its own. */
export function App() {
  return (
    <BrowserRouter>
      <Routes>
        <Route element={<Shell />}>
          <Route index element={<HomePage />} />
          <Route path="events/:eventId" element={<EventPage />} />
          <Route path="sign-in" element={<SignInPage />} />
          <Route path="sign-up" element={<SignUpPage />} />
          <Route element={<SignedIn />}>
            <Route path="seats" element={<SeatsPage />} />
            <Route path="organise" element={<MyEventsPage />} />
            <Route path="organise/new" element={<EditorPage />} />
            <Route path="organise/:eventId" element={<PeoplePage />} />
            <Route path="organise/:eventId/edit" element={<EditorPage />} />
            <Route path="settings" element={<SettingsPage />} />
          </Route>
          <Route path="*" element={<NotFound />} />
        </Route>
      </Routes>
    </BrowserRouter>
  )
}
