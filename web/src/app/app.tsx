import { BrowserRouter, Navigate, Route, Routes } from 'react-router'
import { lazyPart } from '../lib/part.ts'
import { Shell } from './shell.tsx'
import { SignedIn } from './signed-in.tsx'

const HomePage = lazyPart(() => import('../events/home-page.tsx'))
const EventPage = lazyPart(() => import('./event-page.tsx'))
const MyEventsPage = lazyPart(() => import('../events/my-events-page.tsx'))
const EditorPage = lazyPart(() => import('./editor-page.tsx'))
const PeoplePage = lazyPart(() => import('../registrations/people-page.tsx'))
const LabPage = lazyPart(() => import('../labs/lab-page.tsx'))
const CockpitPage = lazyPart(() => import('../cockpit/cockpit-page.tsx'))
const CostsPage = lazyPart(() => import('../labs/costs-page.tsx'))
const SeatsPage = lazyPart(() => import('../registrations/seats-page.tsx'))
const SignInPage = lazyPart(() => import('../account/sign-in-page.tsx'))
const SignUpPage = lazyPart(() => import('../account/sign-up-page.tsx'))
const ForgottenPage = lazyPart(() => import('../account/forgotten-page.tsx'))
const ActionPage = lazyPart(() => import('../account/action-page.tsx'))
const SettingsPage = lazyPart(() => import('../account/settings-page.tsx'))
const NotificationsPage = lazyPart(() => import('../notifications/notifications-page.tsx'))
const UnsubscribePage = lazyPart(() => import('../account/unsubscribe-page.tsx'))
const GoodbyePage = lazyPart(() => import('../account/goodbye-page.tsx'))
const AdminArea = lazyPart(() => import('../admin/admin-area.tsx'))
const UsersPage = lazyPart(() => import('../admin/users-page.tsx'))
const ActivityPage = lazyPart(() => import('../admin/activity-page.tsx'))
const ReportsPage = lazyPart(() => import('../admin/reports-page.tsx'))
const SystemPage = lazyPart(() => import('../admin/system-page.tsx'))
const CloudArea = lazyPart(() => import('../cloud-accounts/cloud-area.tsx'))
const AccountsPage = lazyPart(() => import('../cloud-accounts/accounts-page.tsx'))
const ConnectPage = lazyPart(() => import('../cloud-accounts/connect-page.tsx'))
const AccountPage = lazyPart(() => import('../cloud-accounts/account-page.tsx'))
const ClustersPage = lazyPart(() => import('../clusters/clusters-page.tsx'))
const NewClusterPage = lazyPart(() => import('../clusters/new-cluster-page.tsx'))
const ClusterPage = lazyPart(() => import('../clusters/cluster-page.tsx'))
const SignInElsewherePage = lazyPart(() => import('../account/sign-in-elsewhere-page.tsx'))
const ClientsPage = lazyPart(() => import('../clients/clients-page.tsx'))
const NotFound = lazyPart(() => import('./not-found.tsx'))

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
            <Route path="organise/:eventId/lab" element={<LabPage />} />
            <Route path="organise/:eventId/cockpit" element={<CockpitPage />} />
            <Route path="sign-ins/:signInId" element={<SignInElsewherePage />} />
            <Route path="notifications" element={<NotificationsPage />} />
            <Route path="settings" element={<SettingsPage />} />
            <Route element={<CloudArea />}>
              <Route path="cloud-accounts" element={<AccountsPage />} />
              <Route path="cloud-accounts/new" element={<ConnectPage />} />
              <Route path="cloud-accounts/:accountId" element={<AccountPage />} />
              <Route path="labs/costs" element={<CostsPage />} />
              <Route path="clients" element={<ClientsPage />} />
              <Route path="clusters" element={<ClustersPage />} />
              <Route path="clusters/new" element={<NewClusterPage />} />
              <Route path="clusters/:clusterId" element={<ClusterPage />} />
            </Route>
            <Route path="admin" element={<AdminArea />}>
              <Route index element={<Navigate to="people" replace />} />
              <Route path="people" element={<UsersPage />} />
              <Route path="activity" element={<ActivityPage />} />
              <Route path="reports" element={<ReportsPage />} />
              <Route path="system" element={<SystemPage />} />
            </Route>
          </Route>
          <Route path="*" element={<NotFound />} />
        </Route>
      </Routes>
    </BrowserRouter>
  )
}
