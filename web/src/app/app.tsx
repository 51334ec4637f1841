import { BrowserRouter, Navigate, Route, Routes } from 'react-router'
import { part } from '../lib/part.ts'
import { Shell } from './shell.tsx'
import { SignedIn } from './signed-in.tsx'

const HomePage = part(() => import('../events/home-page.tsx'))
const EventPage = part(() => import('./event-page.tsx'))
const MyEventsPage = part(() => import('../events/my-events-page.tsx'))
const EditorPage = part(() => import('../events/editor-page.tsx'))
const PeoplePage = part(() => import('../registrations/people-page.tsx'))
const SeatsPage = part(() => import('../registrations/seats-page.tsx'))
const SignInPage = part(() => import('../account/sign-in-page.tsx'))
const SignUpPage = part(() => import('../account/sign-up-page.tsx'))
const ForgottenPage = part(() => import('../account/forgotten-page.tsx'))
const ActionPage = part(() => import('../account/action-page.tsx'))
const SettingsPage = part(() => import('../account/settings-page.tsx'))
const NotificationsPage = part(() => import('../notifications/notifications-page.tsx'))
const UnsubscribePage = part(() => import('../account/unsubscribe-page.tsx'))
const GoodbyePage = part(() => import('../account/goodbye-page.tsx'))
const AdminArea = part(() => import('../admin/admin-area.tsx'))
const UsersPage = part(() => import('../admin/users-page.tsx'))
const ActivityPage = part(() => import('../admin/activity-page.tsx'))
const CloudArea = part(() => import('../cloud-accounts/cloud-area.tsx'))
const AccountsPage = part(() => import('../cloud-accounts/accounts-page.tsx'))
const ConnectPage = part(() => import('../cloud-accounts/connect-page.tsx'))
const AccountPage = part(() => import('../cloud-accounts/account-page.tsx'))
const ClustersPage = part(() => import('../clusters/clusters-page.tsx'))
const NewClusterPage = part(() => import('../clusters/new-cluster-page.tsx'))
const ClusterPage = part(() => import('../clusters/cluster-page.tsx'))
const NotFound = part(() => import('./not-found.tsx'))

/** Each page is its own chunk. */
export function App() {
  return (
    <BrowserRouter>
      <Routes>
        <Route element={<Shell />}>
          <Route index element={<HomePage />} />
          <Route path="events/:eventId" element={<EventPage />} />
          <Route path="sign-in" element={<SignInPage />} />
          <Route path="sign-up" element={<SignUpPage />} />
          <Route path="account/unsubscribe" element={<UnsubscribePage />} />
          <Route path="goodbye" element={<GoodbyePage />} />
          <Route path="account/forgotten" element={<ForgottenPage />} />
          <Route path="account/action" element={<ActionPage />} />
          <Route element={<SignedIn />}>
            <Route path="seats" element={<SeatsPage />} />
            <Route path="organise" element={<MyEventsPage />} />
            <Route path="organise/new" element={<EditorPage />} />
            <Route path="organise/:eventId" element={<PeoplePage />} />
            <Route path="organise/:eventId/edit" element={<EditorPage />} />
            <Route path="notifications" element={<NotificationsPage />} />
            <Route path="settings" element={<SettingsPage />} />
            <Route element={<CloudArea />}>
              <Route path="cloud-accounts" element={<AccountsPage />} />
              <Route path="cloud-accounts/new" element={<ConnectPage />} />
              <Route path="cloud-accounts/:accountId" element={<AccountPage />} />
              <Route path="clusters" element={<ClustersPage />} />
              <Route path="clusters/new" element={<NewClusterPage />} />
              <Route path="clusters/:clusterId" element={<ClusterPage />} />
            </Route>
            <Route path="admin" element={<AdminArea />}>
              <Route index element={<Navigate to="people" replace />} />
              <Route path="people" element={<UsersPage />} />
              <Route path="activity" element={<ActivityPage />} />
            </Route>
          </Route>
          <Route path="*" element={<NotFound />} />
        </Route>
      </Routes>
    </BrowserRouter>
  )
}
