// Written by `npm run contract` from contract/*.ts. Do not edit.

export interface paths {
    "/v1/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Reports that the service responds.
         * @description For everybody. Problems: `rate-limited`, `internal`, `unavailable`.
         */
        get: operations["health-get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/auth/register": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Creates an account with a unique username, and sends an e-mail to confirm the address.
         * @description For everybody. At most 100 in 600 seconds from one address. Problems: `invalid-input`, `password-too-short`, `password-too-common`, `conflict`, `username-taken`, `email-taken`, `too-large`, `unsupported-media-type`, `rate-limited`, `internal`, `unavailable`.
         */
        post: operations["auth-register"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The caller's profile. The first call creates the profile of a person who signed up at Firebase directly.
         * @description For people who are signed in. Problems: `invalid-input`, `unauthenticated`, `forbidden`, `rate-limited`, `internal`, `unavailable`.
         */
        get: operations["me-get"];
        put?: never;
        post?: never;
        /**
         * Deletes the caller. Their seats go to the next people in line; their reviews stay without a name. Requires a sign-in within the last 5 minutes.
         * @description For people who are signed in. Problems: `invalid-input`, `unauthenticated`, `forbidden`, `recent-sign-in-required`, `conflict`, `last-admin`, `has-events`, `has-clusters`, `too-large`, `unsupported-media-type`, `rate-limited`, `internal`, `unavailable`.
         */
        delete: operations["me-delete"];
        options?: never;
        head?: never;
        /**
         * Changes the caller's profile. Missing `preferences` stay unchanged.
         * @description For people who are signed in. Problems: `invalid-input`, `unauthenticated`, `forbidden`, `profile-required`, `conflict`, `too-large`, `unsupported-media-type`, `rate-limited`, `internal`, `unavailable`.
         */
        patch: operations["me-update"];
        trace?: never;
    };
    "/v1/me/username": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Changes the caller's username. The old name is free at once.
         * @description For people who are signed in. Problems: `invalid-input`, `unauthenticated`, `forbidden`, `profile-required`, `conflict`, `username-taken`, `too-large`, `unsupported-media-type`, `rate-limited`, `internal`, `unavailable`.
         */
        put: operations["me-change-username"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Changes the caller's password and ends every session. `customToken` starts a new session.
         * @description For people who are signed in. Problems: `invalid-input`, `password-too-short`, `password-too-common`, `password-reused`, `unauthenticated`, `forbidden`, `wrong-password`, `profile-required`, `conflict`, `too-large`, `unsupported-media-type`, `rate-limited`, `internal`, `unavailable`.
         */
        put: operations["me-change-password"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * All stored data about the caller, in one JSON document.
         * @description For people who are signed in. Problems: `invalid-input`, `unauthenticated`, `forbidden`, `profile-required`, `rate-limited`, `internal`, `unavailable`.
         */
        get: operations["me-export"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/usernames/{username}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Reports whether a username is free.
         * @description For everybody. At most 300 in 60 seconds from one address. Problems: `invalid-input`, `rate-limited`, `internal`, `unavailable`.
         */
        get: operations["usernames-get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/sign-ins": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Records the token's sign-in. Repeated calls record it once.
         * @description For people who are signed in. Problems: `invalid-input`, `unauthenticated`, `forbidden`, `conflict`, `too-large`, `unsupported-media-type`, `rate-limited`, `internal`, `unavailable`.
         */
        post: operations["auth-record-sign-in"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/revoke-sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ends every session of the caller. The calling session continues with the returned token.
         * @description For people who are signed in. Problems: `invalid-input`, `unauthenticated`, `forbidden`, `profile-required`, `conflict`, `too-large`, `unsupported-media-type`, `rate-limited`, `internal`, `unavailable`.
         */
        post: operations["me-revoke-sessions"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/auth/resend-verification": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sends the e-mail to confirm the caller's address again, at most once a minute. A confirmed address gets no e-mail.
         * @description For people who are signed in. Problems: `invalid-input`, `unauthenticated`, `forbidden`, `profile-required`, `conflict`, `too-large`, `unsupported-media-type`, `rate-limited`, `internal`, `unavailable`.
         */
        post: operations["auth-resend-verification"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/auth/password-reset": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sends a link for a new password. The response never reveals whether an account has the address.
         * @description For everybody. At most 20 in 600 seconds from one address. Problems: `invalid-input`, `conflict`, `too-large`, `unsupported-media-type`, `rate-limited`, `internal`, `unavailable`.
         */
        post: operations["auth-request-password-reset"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/email": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Sends a link to the new address, which makes the change, and a notice to the old one. Requires the password, or without a password a sign-in within the last 5 minutes.
         * @description For people who are signed in. Problems: `invalid-input`, `unauthenticated`, `forbidden`, `wrong-password`, `recent-sign-in-required`, `profile-required`, `conflict`, `email-taken`, `too-large`, `unsupported-media-type`, `rate-limited`, `internal`, `unavailable`.
         */
        put: operations["me-change-email"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/avatar": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Takes a JPEG, PNG, WebP or GIF of up to 300 KB and stores its middle as 256 × 256 pixels, without its metadata.
         * @description For people who are signed in. Problems: `invalid-input`, `unauthenticated`, `forbidden`, `profile-required`, `conflict`, `too-large`, `unsupported-media-type`, `rate-limited`, `internal`, `unavailable`.
         */
        put: operations["me-set-avatar"];
        post?: never;
        /**
         * Removes the caller's picture.
         * @description For people who are signed in. Problems: `invalid-input`, `unauthenticated`, `forbidden`, `profile-required`, `conflict`, `too-large`, `unsupported-media-type`, `rate-limited`, `internal`, `unavailable`.
         */
        delete: operations["me-delete-avatar"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/avatars/{uid}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A person's picture. With its `avatarVersion` as `v` it may be cached for a year.
         * @description For everybody. Problems: `invalid-input`, `not-found`, `rate-limited`, `internal`, `unavailable`.
         */
        get: operations["avatars-get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Published events, soonest first, by default from now on.
         * @description For everybody. Problems: `invalid-input`, `rate-limited`, `internal`, `unavailable`.
         */
        get: operations["events-list"];
        put?: never;
        /**
         * Creates an event. The default state is `draft`.
         * @description For people who are signed in and have confirmed their e-mail address. Problems: `invalid-input`, `unauthenticated`, `forbidden`, `email-not-verified`, `profile-required`, `conflict`, `idempotency-mismatch`, `too-large`, `unsupported-media-type`, `rate-limited`, `internal`, `unavailable`.
         */
        post: operations["events-create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/events/{eventId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One event. Only its organisers see a draft.
         * @description For everybody. A caller with `Authorization: Bearer` is recognised. Problems: `invalid-input`, `unauthenticated`, `not-found`, `rate-limited`, `internal`, `unavailable`.
         */
        get: operations["events-get"];
        put?: never;
        post?: never;
        /**
         * Deletes an event without registrations.
         * @description For people who are signed in and have confirmed their e-mail address. Problems: `invalid-input`, `unauthenticated`, `forbidden`, `email-not-verified`, `profile-required`, `not-found`, `conflict`, `has-registrations`, `too-large`, `unsupported-media-type`, `rate-limited`, `internal`, `unavailable`.
         */
        delete: operations["events-delete"];
        options?: never;
        head?: never;
        /**
         * Changes an event.
         * @description For people who are signed in and have confirmed their e-mail address. Problems: `invalid-input`, `unauthenticated`, `forbidden`, `email-not-verified`, `profile-required`, `not-found`, `conflict`, `capacity-below-seats-taken`, `too-large`, `unsupported-media-type`, `rate-limited`, `internal`, `unavailable`.
         */
        patch: operations["events-update"];
        trace?: never;
    };
    "/v1/events/{eventId}/publish": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Publishes a draft. Publishing a published event changes nothing.
         * @description For people who are signed in and have confirmed their e-mail address. Problems: `invalid-input`, `unauthenticated`, `forbidden`, `email-not-verified`, `profile-required`, `not-found`, `conflict`, `too-large`, `unsupported-media-type`, `rate-limited`, `internal`, `unavailable`.
         */
        post: operations["events-publish"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/events/{eventId}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Cancels an event. Everybody who registered gets a notice, and every seat is freed.
         * @description For people who are signed in and have confirmed their e-mail address. Problems: `invalid-input`, `unauthenticated`, `forbidden`, `email-not-verified`, `profile-required`, `not-found`, `conflict`, `too-large`, `unsupported-media-type`, `rate-limited`, `internal`, `unavailable`.
         */
        post: operations["events-cancel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The caller's own events including drafts, latest start first.
         * @description For people who are signed in. Problems: `invalid-input`, `unauthenticated`, `forbidden`, `profile-required`, `rate-limited`, `internal`, `unavailable`.
         */
        get: operations["events-mine"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/events/{eventId}/registrations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Registrations in order of arrival. `Accept: text/csv` gives the page as CSV.
         * @description For people who are signed in. Problems: `invalid-input`, `unauthenticated`, `forbidden`, `profile-required`, `not-found`, `rate-limited`, `internal`, `unavailable`.
         */
        get: operations["registrations-list"];
        put?: never;
        /**
         * Requests a seat. A repeated request returns the same registration; after a cancellation it joins the end of the line.
         * @description For people who are signed in and have confirmed their e-mail address. At most 30 in 60 seconds from one person. Problems: `invalid-input`, `unauthenticated`, `forbidden`, `email-not-verified`, `profile-required`, `not-found`, `conflict`, `event-not-open`, `too-large`, `unsupported-media-type`, `rate-limited`, `internal`, `unavailable`.
         */
        post: operations["registrations-request"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/events/{eventId}/registrations/{userId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One person's registration; `me` is the caller's.
         * @description For people who are signed in. Problems: `invalid-input`, `unauthenticated`, `forbidden`, `profile-required`, `not-found`, `rate-limited`, `internal`, `unavailable`.
         */
        get: operations["registrations-get"];
        put?: never;
        post?: never;
        /**
         * Cancels a registration. Its seat goes to the first person on the waiting list.
         * @description For people who are signed in. Problems: `invalid-input`, `unauthenticated`, `forbidden`, `profile-required`, `not-found`, `conflict`, `too-large`, `unsupported-media-type`, `rate-limited`, `internal`, `unavailable`.
         */
        delete: operations["registrations-cancel"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/registrations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The caller's registrations with their events, latest first.
         * @description For people who are signed in. Problems: `invalid-input`, `unauthenticated`, `forbidden`, `profile-required`, `rate-limited`, `internal`, `unavailable`.
         */
        get: operations["registrations-mine"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/events/{eventId}/reviews": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Reviews by people who had a seat, newest first.
         * @description For everybody. Problems: `invalid-input`, `not-found`, `rate-limited`, `internal`, `unavailable`.
         */
        get: operations["reviews-list"];
        put?: never;
        /**
         * Reviews an event that has begun, for people who had a seat. A second review replaces the first.
         * @description For people who are signed in and have confirmed their e-mail address. Problems: `invalid-input`, `unauthenticated`, `forbidden`, `email-not-verified`, `profile-required`, `no-seat`, `not-found`, `conflict`, `event-not-begun`, `too-large`, `unsupported-media-type`, `rate-limited`, `internal`, `unavailable`.
         */
        post: operations["reviews-create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/events/{eventId}/reviews/{reviewId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Removes a review; `me` is the caller's. Admins may remove anybody's.
         * @description For people who are signed in. Problems: `invalid-input`, `unauthenticated`, `forbidden`, `profile-required`, `not-found`, `conflict`, `too-large`, `unsupported-media-type`, `rate-limited`, `internal`, `unavailable`.
         */
        delete: operations["reviews-delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/notifications": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The caller's notifications, newest first; with `unread=true` only unread ones.
         * @description For people who are signed in. Problems: `invalid-input`, `unauthenticated`, `forbidden`, `profile-required`, `rate-limited`, `internal`, `unavailable`.
         */
        get: operations["notifications-list"];
        put?: never;
        post?: never;
        /**
         * Deletes every notification.
         * @description For people who are signed in. Problems: `invalid-input`, `unauthenticated`, `forbidden`, `profile-required`, `conflict`, `too-large`, `unsupported-media-type`, `rate-limited`, `internal`, `unavailable`.
         */
        delete: operations["notifications-clear"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/notifications/{notificationId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Deletes a notification.
         * @description For people who are signed in. Problems: `invalid-input`, `unauthenticated`, `forbidden`, `profile-required`, `not-found`, `conflict`, `too-large`, `unsupported-media-type`, `rate-limited`, `internal`, `unavailable`.
         */
        delete: operations["notifications-delete"];
        options?: never;
        head?: never;
        /**
         * Marks a notification as read or unread.
         * @description For people who are signed in. Problems: `invalid-input`, `unauthenticated`, `forbidden`, `profile-required`, `not-found`, `conflict`, `too-large`, `unsupported-media-type`, `rate-limited`, `internal`, `unavailable`.
         */
        patch: operations["notifications-update"];
        trace?: never;
    };
    "/v1/me/notifications/read-all": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Marks every notification as read.
         * @description For people who are signed in. Problems: `invalid-input`, `unauthenticated`, `forbidden`, `profile-required`, `conflict`, `too-large`, `unsupported-media-type`, `rate-limited`, `internal`, `unavailable`.
         */
        post: operations["notifications-read-all"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/users": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Finds people by the beginnings of their names or by their full e-mail address. Newest first; with only a role or a suspension, by id.
         * @description For people whose role is `admin`. Problems: `invalid-input`, `unauthenticated`, `forbidden`, `profile-required`, `rate-limited`, `internal`, `unavailable`.
         */
        get: operations["users-list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/users/{uid}/role": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Changes a person's role, from their next request on. The person gets a notice.
         * @description For people whose role is `admin`. Problems: `invalid-input`, `unauthenticated`, `forbidden`, `profile-required`, `not-found`, `conflict`, `last-admin`, `too-large`, `unsupported-media-type`, `rate-limited`, `internal`, `unavailable`.
         */
        put: operations["users-set-role"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/users/{uid}/suspended": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Suspends a person, which ends their sessions, or ends the suspension. The person gets a notice.
         * @description For people whose role is `admin`. Problems: `invalid-input`, `unauthenticated`, `forbidden`, `profile-required`, `not-found`, `conflict`, `last-admin`, `too-large`, `unsupported-media-type`, `rate-limited`, `internal`, `unavailable`.
         */
        put: operations["users-suspend"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/activity": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who did what to what, newest first. The filters combine; `thing` also finds documents below it: `events/ID` includes its registrations.
         * @description For people whose role is `admin`. Problems: `invalid-input`, `unauthenticated`, `forbidden`, `profile-required`, `rate-limited`, `internal`, `unavailable`.
         */
        get: operations["activity-list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/mail/unsubscribe": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Turns off one group of e-mail, by the token in each e-mail of the group. Needs no sign-in and no body. Accepts the form that mail programs send (RFC 8058).
         * @description For everybody. Problems: `invalid-input`, `conflict`, `too-large`, `unsupported-media-type`, `rate-limited`, `internal`, `unavailable`.
         */
        post: operations["mail-unsubscribe"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/cloud-trust": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Whom a role, an application or a service account has to trust to be used without a secret.
         * @description For people whose role is `operator` or `admin`. Problems: `invalid-input`, `unauthenticated`, `forbidden`, `profile-required`, `keyless-not-configured`, `rate-limited`, `internal`, `unavailable`.
         */
        get: operations["cloud-trust-get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/cloud-accounts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The caller's cloud accounts, newest first; for an admin everybody's.
         * @description For people whose role is `operator` or `admin`. Problems: `invalid-input`, `unauthenticated`, `forbidden`, `profile-required`, `rate-limited`, `internal`, `unavailable`.
         */
        get: operations["cloud-accounts-list"];
        put?: never;
        /**
         * Connects a cloud account: tries the credentials there, and keeps them encrypted when they work. They are never answered.
         * @description For people whose role is `operator` or `admin`. At most 20 in 600 seconds from one person. Problems: `invalid-input`, `unauthenticated`, `forbidden`, `profile-required`, `conflict`, `idempotency-mismatch`, `too-large`, `unsupported-media-type`, `credentials-rejected`, `rate-limited`, `internal`, `unavailable`.
         */
        post: operations["cloud-accounts-create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/cloud-accounts/{accountId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One cloud account.
         * @description For people whose role is `operator` or `admin`. Problems: `invalid-input`, `unauthenticated`, `forbidden`, `profile-required`, `not-found`, `rate-limited`, `internal`, `unavailable`.
         */
        get: operations["cloud-accounts-get"];
        put?: never;
        post?: never;
        /**
         * Disconnects an account: its credentials and their key are wiped. Nothing changes in the cloud.
         * @description For people whose role is `operator` or `admin`. Problems: `invalid-input`, `unauthenticated`, `forbidden`, `profile-required`, `not-found`, `conflict`, `has-clusters`, `too-large`, `unsupported-media-type`, `rate-limited`, `internal`, `unavailable`.
         */
        delete: operations["cloud-accounts-delete"];
        options?: never;
        head?: never;
        /**
         * Renames an account, says what it is for, disables it or enables it again.
         * @description For people whose role is `operator` or `admin`. Problems: `invalid-input`, `unauthenticated`, `forbidden`, `profile-required`, `not-found`, `conflict`, `too-large`, `unsupported-media-type`, `rate-limited`, `internal`, `unavailable`.
         */
        patch: operations["cloud-accounts-update"];
        trace?: never;
    };
    "/v1/cloud-accounts/{accountId}/verify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Tries the kept credentials again. The answer says whether they work, and why not.
         * @description For people whose role is `operator` or `admin`. At most 20 in 600 seconds from one person. Problems: `invalid-input`, `unauthenticated`, `forbidden`, `profile-required`, `not-found`, `conflict`, `too-large`, `unsupported-media-type`, `rate-limited`, `internal`, `unavailable`.
         */
        post: operations["cloud-accounts-verify"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/cloud-accounts/{accountId}/credentials": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Replaces the credentials, once the new ones work for the same account. Until then the old ones stay.
         * @description For people whose role is `operator` or `admin`. At most 20 in 600 seconds from one person. Problems: `invalid-input`, `unauthenticated`, `forbidden`, `profile-required`, `not-found`, `conflict`, `too-large`, `unsupported-media-type`, `credentials-rejected`, `rate-limited`, `internal`, `unavailable`.
         */
        put: operations["cloud-accounts-rotate"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/cloud-accounts/{accountId}/buckets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * S3 buckets, Azure storage accounts or GCS buckets, as the platform orders them.
         * @description For people whose role is `operator` or `admin`. Problems: `invalid-input`, `unauthenticated`, `forbidden`, `profile-required`, `not-found`, `account-not-usable`, `no-storage`, `provider-refused`, `rate-limited`, `internal`, `unavailable`.
         */
        get: operations["cloud-accounts-buckets"];
        put?: never;
        /**
         * Creates a bucket for state: private, encrypted, and with versions.
         * @description For people whose role is `operator` or `admin`. Problems: `invalid-input`, `unauthenticated`, `forbidden`, `profile-required`, `not-found`, `conflict`, `account-not-usable`, `no-storage`, `bucket-taken`, `too-large`, `unsupported-media-type`, `provider-refused`, `rate-limited`, `internal`, `unavailable`.
         */
        post: operations["cloud-accounts-create-bucket"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/cloud-accounts/{accountId}/buckets/{bucket}/objects": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What lies in a bucket, a folder and a page at a time.
         * @description For people whose role is `operator` or `admin`. Problems: `invalid-input`, `unauthenticated`, `forbidden`, `profile-required`, `not-found`, `account-not-usable`, `no-storage`, `provider-refused`, `rate-limited`, `internal`, `unavailable`.
         */
        get: operations["cloud-accounts-objects"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/clusters": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The caller's clusters, newest first. Admins see all clusters.
         * @description For people whose role is `operator` or `admin`. Problems: `invalid-input`, `unauthenticated`, `forbidden`, `profile-required`, `rate-limited`, `internal`, `unavailable`.
         */
        get: operations["clusters-list"];
        put?: never;
        /**
         * Plans a cluster in an account of the caller, and builds the cluster when the plan is approved.
         * @description For people whose role is `operator` or `admin`. At most 60 in 600 seconds from one person. Problems: `invalid-input`, `unauthenticated`, `forbidden`, `profile-required`, `not-found`, `conflict`, `account-not-usable`, `permissions-missing`, `too-many-clusters`, `quota-exceeded`, `over-budget`, `idempotency-mismatch`, `too-large`, `unsupported-media-type`, `rate-limited`, `internal`, `unavailable`.
         */
        post: operations["clusters-create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/clusters/{clusterId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One cluster.
         * @description For people whose role is `operator` or `admin`. Problems: `invalid-input`, `unauthenticated`, `forbidden`, `profile-required`, `not-found`, `rate-limited`, `internal`, `unavailable`.
         */
        get: operations["clusters-get"];
        put?: never;
        post?: never;
        /**
         * Destroys a cluster and lists the resources that are left. A run at work is canceled first. Repeated calls change nothing.
         * @description For people whose role is `operator` or `admin`. Problems: `invalid-input`, `unauthenticated`, `forbidden`, `profile-required`, `not-found`, `conflict`, `too-large`, `unsupported-media-type`, `rate-limited`, `internal`, `unavailable`.
         */
        delete: operations["clusters-delete"];
        options?: never;
        head?: never;
        /**
         * Plans a change of services, nodes or the Kubernetes version. The cluster stays as it is until the plan is applied.
         * @description For people whose role is `operator` or `admin`. Problems: `invalid-input`, `unauthenticated`, `forbidden`, `profile-required`, `not-found`, `conflict`, `account-not-usable`, `cluster-busy`, `too-large`, `unsupported-media-type`, `rate-limited`, `internal`, `unavailable`.
         */
        patch: operations["clusters-update"];
        trace?: never;
    };
    "/v1/clusters/{clusterId}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Cancels the run at work. Terraform stops as soon as it can and saves its state.
         * @description For people whose role is `operator` or `admin`. Problems: `invalid-input`, `unauthenticated`, `forbidden`, `profile-required`, `not-found`, `conflict`, `nothing-to-cancel`, `too-large`, `unsupported-media-type`, `rate-limited`, `internal`, `unavailable`.
         */
        post: operations["clusters-cancel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/clusters/{clusterId}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Retries the failed command from where it stopped.
         * @description For people whose role is `operator` or `admin`. Problems: `invalid-input`, `unauthenticated`, `forbidden`, `profile-required`, `not-found`, `conflict`, `account-not-usable`, `cluster-busy`, `nothing-to-retry`, `too-large`, `unsupported-media-type`, `rate-limited`, `internal`, `unavailable`.
         */
        post: operations["clusters-retry"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/clusters/{clusterId}/extend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Changes the time at which a cluster is destroyed; null removes it.
         * @description For people whose role is `operator` or `admin`. Problems: `invalid-input`, `unauthenticated`, `forbidden`, `profile-required`, `not-found`, `conflict`, `too-large`, `unsupported-media-type`, `rate-limited`, `internal`, `unavailable`.
         */
        post: operations["clusters-extend"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/clusters/{clusterId}/check-drift": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Finds resources that were changed outside Labseat. Changes nothing.
         * @description For people whose role is `operator` or `admin`. Problems: `invalid-input`, `unauthenticated`, `forbidden`, `profile-required`, `not-found`, `conflict`, `account-not-usable`, `cluster-busy`, `too-large`, `unsupported-media-type`, `rate-limited`, `internal`, `unavailable`.
         */
        post: operations["clusters-check-drift"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/clusters/estimate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Estimates the cost of a cluster before it is created.
         * @description For people whose role is `operator` or `admin`. Problems: `invalid-input`, `unauthenticated`, `forbidden`, `profile-required`, `conflict`, `too-large`, `unsupported-media-type`, `rate-limited`, `internal`, `unavailable`.
         */
        post: operations["clusters-estimate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/clusters/{clusterId}/kubeconfig": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A kubeconfig without secrets: kubectl gets a short-lived token from the platform’s own tool.
         * @description For people whose role is `operator` or `admin`. Problems: `invalid-input`, `unauthenticated`, `forbidden`, `profile-required`, `not-found`, `no-endpoint`, `rate-limited`, `internal`, `unavailable`.
         */
        get: operations["clusters-kubeconfig"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/clusters/{clusterId}/runs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The runs of a cluster, newest first.
         * @description For people whose role is `operator` or `admin`. Problems: `invalid-input`, `unauthenticated`, `forbidden`, `profile-required`, `not-found`, `rate-limited`, `internal`, `unavailable`.
         */
        get: operations["runs-list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/clusters/{clusterId}/runs/{runId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One run with its resources.
         * @description For people whose role is `operator` or `admin`. Problems: `invalid-input`, `unauthenticated`, `forbidden`, `profile-required`, `not-found`, `rate-limited`, `internal`, `unavailable`.
         */
        get: operations["runs-get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/clusters/{clusterId}/runs/{runId}/log": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The log of a run from its beginning. Each item has up to a few hundred lines.
         * @description For people whose role is `operator` or `admin`. Problems: `invalid-input`, `unauthenticated`, `forbidden`, `profile-required`, `not-found`, `rate-limited`, `internal`, `unavailable`.
         */
        get: operations["runs-log"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/clusters/{clusterId}/runs/{runId}/approve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Approves the plan that waits, and applies exactly this plan.
         * @description For people whose role is `operator` or `admin`. Problems: `invalid-input`, `unauthenticated`, `forbidden`, `profile-required`, `not-found`, `conflict`, `account-not-usable`, `nothing-to-approve`, `too-large`, `unsupported-media-type`, `rate-limited`, `internal`, `unavailable`.
         */
        post: operations["runs-approve"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/clusters/{clusterId}/runs/{runId}/discard": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Discards the plan that waits. The cluster stays as it is.
         * @description For people whose role is `operator` or `admin`. Problems: `invalid-input`, `unauthenticated`, `forbidden`, `profile-required`, `not-found`, `conflict`, `nothing-to-approve`, `too-large`, `unsupported-media-type`, `rate-limited`, `internal`, `unavailable`.
         */
        post: operations["runs-discard"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/runner/claim": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Begins an attempt of a run. The claim works once; a retry with the same nonce within a minute gets the same reply.
         * @description For Labseat’s own jobs, by their Google identity and the secret of their run. Problems: `invalid-input`, `unauthenticated`, `conflict`, `run-claimed`, `run-over`, `too-large`, `unsupported-media-type`, `rate-limited`, `internal`, `unavailable`.
         */
        post: operations["runner-claim"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/runner/credentials": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Short-lived credentials of the run’s account, while the attempt is at work.
         * @description For Labseat’s own jobs, by their Google identity and the secret of their run. Problems: `invalid-input`, `unauthenticated`, `conflict`, `run-over`, `too-large`, `unsupported-media-type`, `credentials-rejected`, `rate-limited`, `internal`, `unavailable`.
         */
        post: operations["runner-credentials"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/runner/progress": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Reports progress since the last report; an empty report shows that the runner is alive. The reply says whether to stop.
         * @description For Labseat’s own jobs, by their Google identity and the secret of their run. Problems: `invalid-input`, `unauthenticated`, `conflict`, `run-over`, `too-large`, `unsupported-media-type`, `rate-limited`, `internal`, `unavailable`.
         */
        post: operations["runner-progress"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @example ada_l */
        Username: string;
        ProfileChange: {
            firstName?: string;
            lastName?: string;
            interests?: string[];
            preferences?: {
                /** @enum {string} */
                language?: "en";
                timeZone?: string | null;
                /** @enum {string} */
                theme?: "system" | "light" | "dark";
                mail?: {
                    registrations?: boolean;
                    events?: boolean;
                    organising?: boolean;
                    account?: boolean;
                    clusters?: boolean;
                };
            };
        };
        /** @description Opaque. */
        Id: string;
        EventInput: {
            title: string;
            description: string;
            startsAt: components["schemas"]["Time"];
            /**
             * Format: date-time
             * @description RFC 3339. Responses are in UTC.
             * @example 2027-05-01T09:00:00.000Z
             */
            endsAt?: string | null;
            timeZone?: string;
            location: components["schemas"]["Location"];
            capacity: number;
            /** @description Minor units and an ISO 4217 code. */
            price?: {
                amount: number;
                currency: string;
            } | null;
            tags?: string[];
            /** @enum {string} */
            state?: "draft" | "published";
        };
        /**
         * Format: date-time
         * @description RFC 3339. Responses are in UTC.
         * @example 2027-05-01T09:00:00.000Z
         */
        Time: string;
        Location: {
            /** @enum {string} */
            kind: "in-person" | "online" | "hybrid";
            name?: string;
            address?: string;
            /** Format: uri */
            url?: string;
        };
        /** @description Minor units and an ISO 4217 code. */
        Money: {
            amount: number;
            currency: string;
        };
        EventChange: {
            title?: string;
            description?: string;
            startsAt?: components["schemas"]["Time"];
            /**
             * Format: date-time
             * @description RFC 3339. Responses are in UTC.
             * @example 2027-05-01T09:00:00.000Z
             */
            endsAt?: string | null;
            timeZone?: string;
            location?: components["schemas"]["Location"];
            capacity?: number;
            /** @description Minor units and an ISO 4217 code. */
            price?: {
                amount: number;
                currency: string;
            } | null;
            tags?: string[];
        };
        /** @enum {string} */
        RegistrationState: "requested" | "confirmed" | "waitlisted" | "offered" | "payment-due" | "declined" | "expired" | "cancelled" | "attended" | "no-show";
        ReviewInput: {
            rating: number;
            /** @default  */
            comment?: string;
        };
        /** @enum {string} */
        Role: "member" | "operator" | "admin";
        /** @description Never answered. */
        CloudCredentials: {
            /** @enum {string} */
            kind: "access-key";
            accessKeyId: string;
            secretAccessKey: string;
            sessionToken?: string;
        } | {
            /** @enum {string} */
            kind: "assume-role";
            roleArn: string;
        } | {
            /** @enum {string} */
            kind: "client-secret";
            subscriptionId: string;
            tenantId: string;
            clientId: string;
            clientSecret: string;
        } | {
            /** @enum {string} */
            kind: "federated";
            subscriptionId: string;
            tenantId: string;
            clientId: string;
        } | {
            /** @enum {string} */
            kind: "service-account";
            key: {
                /** @enum {string} */
                type: "service_account";
                project_id: string;
                private_key_id: string;
                private_key: string;
                client_email: string;
                /** @enum {string} */
                universe_domain?: "googleapis.com";
            };
        } | {
            /** @enum {string} */
            kind: "impersonation";
            projectId: string;
            serviceAccount: string;
        } | {
            /** @enum {string} */
            kind: "none";
        };
        /** @description RFC 9457 problem details. */
        Problem: {
            /** @description `urn:labseat:problem:` and the code. It is a name, not a web address. */
            type: string;
            title: string;
            status: number;
            /** @enum {string} */
            code: "invalid-input" | "password-too-short" | "password-too-common" | "password-reused" | "unauthenticated" | "forbidden" | "wrong-password" | "recent-sign-in-required" | "email-not-verified" | "profile-required" | "no-seat" | "not-found" | "method-not-allowed" | "conflict" | "username-taken" | "email-taken" | "event-not-open" | "event-not-begun" | "capacity-below-seats-taken" | "last-admin" | "has-registrations" | "has-events" | "has-clusters" | "account-not-usable" | "keyless-not-configured" | "cluster-busy" | "nothing-to-cancel" | "nothing-to-retry" | "nothing-to-approve" | "no-endpoint" | "permissions-missing" | "too-many-clusters" | "quota-exceeded" | "over-budget" | "run-claimed" | "run-over" | "no-storage" | "bucket-taken" | "idempotency-mismatch" | "too-large" | "unsupported-media-type" | "credentials-rejected" | "provider-refused" | "rate-limited" | "internal" | "unavailable";
            detail: string;
            requestId: string;
            fields?: {
                path: string;
                /** @description In English. */
                message: string;
                /** @description Names the message, for clients that show another language. */
                key?: string;
                values?: {
                    [key: string]: string | number;
                };
            }[];
        };
        Profile: {
            uid: components["schemas"]["Id"];
            email: string | null;
            emailVerified: boolean;
            username: components["schemas"]["Username"];
            firstName: string;
            lastName: string;
            role: components["schemas"]["Role"];
            interests: string[];
            preferences: components["schemas"]["Preferences"];
            /** @description Version of the picture at /v1/avatars/{uid}, or null without a picture. */
            avatarVersion: number | null;
            createdAt: components["schemas"]["Time"];
            updatedAt: components["schemas"]["Time"];
        };
        Preferences: {
            /** @enum {string} */
            language: "en";
            timeZone: string | null;
            /** @enum {string} */
            theme: "system" | "light" | "dark";
            mail: {
                registrations: boolean;
                events: boolean;
                organising: boolean;
                account: boolean;
                clusters: boolean;
            };
        };
        Export: {
            exportedAt: components["schemas"]["Time"];
            account: {
                email: string | null;
                phoneNumbers: string[];
                signsInWith: string[];
                createdAt: components["schemas"]["Time"];
                /**
                 * Format: date-time
                 * @description RFC 3339. Responses are in UTC.
                 * @example 2027-05-01T09:00:00.000Z
                 */
                lastSignInAt: string | null;
            } | null;
            profile: components["schemas"]["Profile"];
            access: {
                role: components["schemas"]["Role"];
                suspended: boolean;
                validAfter?: components["schemas"]["Time"];
                deletingSince?: components["schemas"]["Time"];
            };
            /** @description A data: URL. */
            avatar: string | null;
            registrations: ({
                path: string;
            } & {
                [key: string]: unknown;
            })[];
            events: ({
                path: string;
            } & {
                [key: string]: unknown;
            })[];
            reviews: ({
                path: string;
            } & {
                [key: string]: unknown;
            })[];
            notifications: ({
                path: string;
            } & {
                [key: string]: unknown;
            })[];
            activity: ({
                path: string;
            } & {
                [key: string]: unknown;
            })[];
            cloudAccounts: ({
                path: string;
            } & {
                [key: string]: unknown;
            })[];
        };
        FreshSession: {
            customToken: string;
        };
        Event: {
            id: components["schemas"]["Id"];
            title: string;
            description: string;
            startsAt: components["schemas"]["Time"];
            /**
             * Format: date-time
             * @description RFC 3339. Responses are in UTC.
             * @example 2027-05-01T09:00:00.000Z
             */
            endsAt: string | null;
            timeZone: string;
            location: {
                /** @enum {string} */
                kind: "in-person" | "online" | "hybrid";
                name?: string;
                address?: string;
                /** Format: uri */
                url?: string;
            };
            capacity: number;
            /** @description Minor units and an ISO 4217 code. */
            price: {
                amount: number;
                currency: string;
            } | null;
            tags: string[];
            /** @enum {string} */
            state: "draft" | "published" | "cancelled";
            ownerId: components["schemas"]["Id"];
            ownerName: string;
            seatsTaken: number;
            waitlisted: number;
            rating: {
                count: number;
                average: number | null;
            };
            stars: components["schemas"]["Stars"];
            createdAt: components["schemas"]["Time"];
            updatedAt: components["schemas"]["Time"];
        };
        /** @description Number of reviews with 1, 2, 3, 4 and 5 stars. */
        Stars: {
            1: number;
            2: number;
            3: number;
            4: number;
            5: number;
        };
        Registration: {
            eventId: components["schemas"]["Id"];
            userId: components["schemas"]["Id"];
            state: components["schemas"]["RegistrationState"];
            holdsSeat: boolean;
            attempt: number;
            requestedAt: components["schemas"]["Time"];
            /**
             * Format: date-time
             * @description RFC 3339. Responses are in UTC.
             * @example 2027-05-01T09:00:00.000Z
             */
            settledAt: string | null;
            /** @description Place on the waiting list; 1 is next. */
            waitingPlace?: number;
        };
        RegistrationWithPerson: {
            eventId: components["schemas"]["Id"];
            userId: components["schemas"]["Id"];
            state: components["schemas"]["RegistrationState"];
            holdsSeat: boolean;
            attempt: number;
            requestedAt: components["schemas"]["Time"];
            /**
             * Format: date-time
             * @description RFC 3339. Responses are in UTC.
             * @example 2027-05-01T09:00:00.000Z
             */
            settledAt: string | null;
            /** @description Place on the waiting list; 1 is next. */
            waitingPlace?: number;
            person: {
                username: string;
                name: string;
                avatarVersion: number | null;
            };
        };
        RegistrationWithEvent: {
            eventId: components["schemas"]["Id"];
            userId: components["schemas"]["Id"];
            state: components["schemas"]["RegistrationState"];
            holdsSeat: boolean;
            attempt: number;
            requestedAt: components["schemas"]["Time"];
            /**
             * Format: date-time
             * @description RFC 3339. Responses are in UTC.
             * @example 2027-05-01T09:00:00.000Z
             */
            settledAt: string | null;
            /** @description Place on the waiting list; 1 is next. */
            waitingPlace?: number;
            event: components["schemas"]["Event"];
        };
        Review: {
            id: components["schemas"]["Id"];
            /** @description null when the author is no longer a member. */
            userId: string | null;
            authorName: string;
            rating: number;
            comment: string;
            createdAt: components["schemas"]["Time"];
            updatedAt: components["schemas"]["Time"];
        };
        Notification: {
            id: components["schemas"]["Id"];
            /** @enum {string} */
            kind: "welcome" | "seat-confirmed" | "waiting-list" | "promoted" | "registration-cancelled" | "event-changed" | "event-cancelled" | "reminder" | "new-registrations" | "new-review" | "role-changed" | "account-connected" | "account-failing" | "cluster-ready" | "cluster-failed" | "cluster-expiring" | "cluster-destroyed";
            title: string;
            body: string;
            values?: {
                [key: string]: string | number;
            };
            link: string;
            read: boolean;
            createdAt: components["schemas"]["Time"];
        };
        User: {
            uid: components["schemas"]["Id"];
            username: components["schemas"]["Username"];
            firstName: string;
            lastName: string;
            email?: string;
            role: components["schemas"]["Role"];
            suspended: boolean;
            createdAt: components["schemas"]["Time"];
            lastSignInAt?: components["schemas"]["Time"];
        };
        Activity: {
            actorId: components["schemas"]["Id"];
            action: string;
            thing: string;
            at: components["schemas"]["Time"];
            requestId: string;
            counts?: {
                [key: string]: number;
            };
            details?: {
                [key: string]: string;
            };
            id: components["schemas"]["Id"];
        };
        CloudTrust: {
            principal?: string;
            externalId?: string;
            issuer?: string;
            subject?: string;
            audience?: string;
        };
        CloudAccount: {
            ownerId: components["schemas"]["Id"];
            name: string;
            /** @enum {string} */
            platform: "aws" | "azure" | "gcp" | "sandbox";
            /** @enum {string} */
            environment: "prod" | "dev" | "uat" | "sandbox" | "other";
            /** @enum {string} */
            credentialsKind: "access-key" | "assume-role" | "client-secret" | "federated" | "service-account" | "impersonation" | "none";
            failure?: {
                /** @enum {string} */
                step: "format" | "identity" | "permissions" | "regions";
                /** @enum {string} */
                reason: "malformed" | "unknown-identity" | "wrong-secret" | "expired" | "disabled-identity" | "role-not-trusting" | "other-partition" | "account-not-visible" | "other-account" | "refused" | "unreachable";
                detail: string;
                at: components["schemas"]["Time"];
            };
            identity: string;
            scope: {
                id: string;
                name?: string;
            };
            fingerprint: string;
            externalId?: string;
            missingPermissions: string[];
            permissionsKnown: boolean;
            regions: string[];
            verifiedAt: components["schemas"]["Time"];
            checkedAt: components["schemas"]["Time"];
            lastUsedAt?: components["schemas"]["Time"];
            createdAt: components["schemas"]["Time"];
            updatedAt: components["schemas"]["Time"];
            id: components["schemas"]["Id"];
            /** @enum {string} */
            state: "verified" | "failing" | "disabled";
        };
        /** @description An S3 bucket, an Azure storage account or a GCS bucket. */
        Bucket: {
            name: string;
            region?: string;
            createdAt?: components["schemas"]["Time"];
            versioning?: boolean;
            encryption?: string;
            publicAccessBlocked?: boolean;
        };
        BucketObject: {
            name: string;
            /** @enum {string} */
            kind: "folder" | "object";
            size?: number;
            updatedAt?: components["schemas"]["Time"];
        };
        Cluster: {
            ownerId: components["schemas"]["Id"];
            accountId: components["schemas"]["Id"];
            /** @enum {string} */
            platform: "aws" | "azure" | "gcp" | "sandbox";
            name: string;
            region: string;
            stateBucket: string;
            services: ("vscode" | "jupyterhub" | "mlflow" | "airflow" | "superset")[];
            kubernetesVersion: string;
            vpcCidr: string;
            publicSubnets: string[];
            privateSubnets: string[];
            /** @enum {string} */
            approval: "manual" | "automatic";
            nodes: {
                type: string;
                min: number;
                max: number;
            };
            /** @enum {string} */
            state: "provisioning" | "ready" | "updating" | "destroying" | "destroyed" | "failed";
            live: boolean;
            runId: components["schemas"]["Id"];
            busy: boolean;
            awaitsApproval: boolean;
            links: {
                /** @enum {string} */
                service: "vscode" | "jupyterhub" | "mlflow" | "airflow" | "superset";
                url?: string;
                healthy?: boolean;
            }[];
            withoutServices?: string;
            endpoint?: string;
            certificateAuthority?: string;
            cost: {
                hourly: {
                    amount: number;
                    /** @enum {string} */
                    currency: "USD";
                };
                monthly: {
                    amount: number;
                    /** @enum {string} */
                    currency: "USD";
                };
                source: string;
            };
            spent?: {
                amount: number;
                at: string;
            };
            /**
             * Format: date-time
             * @description RFC 3339. Responses are in UTC.
             * @example 2027-05-01T09:00:00.000Z
             */
            expiresAt: string | null;
            /**
             * Format: date-time
             * @description RFC 3339. Responses are in UTC.
             * @example 2027-05-01T09:00:00.000Z
             */
            endsAt: string | null;
            /** @description Minor units and an ISO 4217 code. */
            budget: {
                amount: number;
                currency: string;
            } | null;
            destroyWanted: boolean;
            /** @description Opaque. */
            eventId: string | null;
            drift?: {
                changed: string[];
                at: components["schemas"]["Time"];
            };
            inventory?: {
                left: {
                    id: string;
                    kind: string;
                    region: string;
                    link?: string;
                }[];
                regions: string[];
                at: components["schemas"]["Time"];
            };
            createdAt: components["schemas"]["Time"];
            updatedAt: components["schemas"]["Time"];
            id: components["schemas"]["Id"];
        };
        /** @description List prices, without traffic and taxes. */
        Estimate: {
            hourly: {
                amount: number;
                /** @enum {string} */
                currency: "USD";
            };
            monthly: {
                amount: number;
                /** @enum {string} */
                currency: "USD";
            };
            items: {
                what: string;
                hourly: {
                    amount: number;
                    /** @enum {string} */
                    currency: "USD";
                };
            }[];
            source: string;
        };
        Run: {
            clusterId: components["schemas"]["Id"];
            /** @enum {string} */
            command: "create" | "update" | "destroy" | "check-drift";
            /** @enum {string} */
            state: "queued" | "planning" | "awaiting-approval" | "applying" | "canceling" | "succeeded" | "failed" | "canceled" | "discarded" | "lost";
            attempt: number;
            /** @enum {string} */
            approval: "manual" | "automatic";
            approved: boolean;
            change?: {
                services?: ("vscode" | "jupyterhub" | "mlflow" | "airflow" | "superset")[];
                nodes?: {
                    type: string;
                    min: number;
                    max: number;
                };
                kubernetesVersion?: string;
            };
            stages: {
                /** @enum {string} */
                name: "cluster" | "apps";
                /** @enum {string} */
                state: "waiting" | "running" | "done" | "skipped" | "failed";
                reason?: string;
            }[];
            resources: {
                address: string;
                /** @enum {string} */
                stage: "cluster" | "apps";
                /** @enum {string} */
                action: "create" | "update" | "replace" | "delete" | "read" | "no-op";
                /** @enum {string} */
                state: "planned" | "running" | "done" | "failed";
                seconds?: number;
                error?: string;
            }[];
            total: number;
            done: number;
            tail: string[];
            failure?: {
                /** @enum {string} */
                reason: "credentials" | "terraform" | "state-locked" | "not-started" | "timeout" | "lost" | "stale-plan" | "leftovers" | "runner";
                detail: string;
            };
            requestedBy: components["schemas"]["Id"];
            /**
             * Format: date-time
             * @description RFC 3339. Responses are in UTC.
             * @example 2027-05-01T09:00:00.000Z
             */
            startedAt: string | null;
            /**
             * Format: date-time
             * @description RFC 3339. Responses are in UTC.
             * @example 2027-05-01T09:00:00.000Z
             */
            endedAt: string | null;
            createdAt: components["schemas"]["Time"];
            id: components["schemas"]["Id"];
        };
    };
    responses: {
        /** @description `rate-limited`: Too many requests. */
        Problem429: {
            headers: {
                /** @description Seconds to wait. */
                "Retry-After": number;
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `internal`: Something went wrong on our side. */
        Problem500: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `unavailable`: A service that Labseat needs does not respond. */
        Problem503: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `invalid-input`: Some of the input is not valid. `password-too-short`: The password is too short. `password-too-common`: The password is too common. `password-reused`: The new password is the old one. */
        Problem400: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `conflict`: Somebody else changed this at the same time. `username-taken`: This username is taken. `email-taken`: This e-mail address has an account. `event-not-open`: This event takes no registrations. `event-not-begun`: This event has not begun yet. `capacity-below-seats-taken`: The capacity is below the number of taken seats. `last-admin`: An admin must remain. `has-registrations`: People have registered. `has-events`: You still have coming events. `has-clusters`: This account still has clusters. `account-not-usable`: This cloud account can’t be used now. `keyless-not-configured`: Labseat has no identity at this cloud. `cluster-busy`: A run of this cluster is in progress. `nothing-to-cancel`: No run is in progress. `nothing-to-retry`: Nothing has failed. `nothing-to-approve`: No plan waits for approval. `no-endpoint`: This cluster has no address yet. `permissions-missing`: The account lacks permissions. `too-many-clusters`: The limit of clusters is reached. `quota-exceeded`: The platform allows no more. `over-budget`: This would cost more than the budget. `run-claimed`: This run already has a runner. `run-over`: This attempt is over. `no-storage`: This platform has no storage. `bucket-taken`: This name is taken. `idempotency-mismatch`: This Idempotency-Key was used with another body. */
        Problem409: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `too-large`: The request is too large. */
        Problem413: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `unsupported-media-type`: Send application/json. */
        Problem415: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `unauthenticated`: Sign in first. */
        Problem401: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `forbidden`: You don’t have permission for this. `wrong-password`: The current password is not right. `recent-sign-in-required`: Sign in again first. `email-not-verified`: Confirm your e-mail address first. `profile-required`: Finish signing up first. `no-seat`: This is for people who had a seat. */
        Problem403: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `not-found`: There is nothing here. */
        Problem404: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `credentials-rejected`: The credentials don’t work. `provider-refused`: The cloud refused. */
        Problem422: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
    };
    parameters: {
        /** @description For 24 hours, the same key with the same body returns the first response. With another body the request is refused. */
        IdempotencyKey: string;
    };
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    "health-get": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        status: "ok";
                    };
                };
            };
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    "auth-register": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** Format: email */
                    email: string;
                    password: string;
                    username: components["schemas"]["Username"];
                    firstName: string;
                    lastName: string;
                };
            };
        };
        responses: {
            /** @description Created. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Profile"];
                };
            };
            400: components["responses"]["Problem400"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    "me-get": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Profile"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    "me-delete": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. There is no body. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    "me-update": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ProfileChange"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Profile"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    "me-change-username": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    username: components["schemas"]["Username"];
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Profile"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    "me-change-password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    currentPassword: string;
                    newPassword: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        customToken: string;
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    "me-export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Export"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    "usernames-get": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                username: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        username: string;
                        available: boolean;
                        /** @enum {string} */
                        reason?: "invalid" | "reserved" | "taken";
                    };
                };
            };
            400: components["responses"]["Problem400"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    "auth-record-sign-in": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. There is no body. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    "me-revoke-sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FreshSession"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    "auth-resend-verification": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Accepted. It is processed a moment later. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        email: string;
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    "auth-request-password-reset": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** Format: email */
                    email: string;
                };
            };
        };
        responses: {
            /** @description Accepted. It is processed a moment later. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        email: string;
                    };
                };
            };
            400: components["responses"]["Problem400"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    "me-change-email": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** Format: email */
                    email: string;
                    currentPassword?: string;
                };
            };
        };
        responses: {
            /** @description Accepted. It is processed a moment later. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        email: string;
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    "me-set-avatar": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description base64 */
                    image: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Profile"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    "me-delete-avatar": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. There is no body. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    "avatars-get": {
        parameters: {
            query?: {
                v?: string;
            };
            header?: never;
            path: {
                /** @description Opaque. */
                uid: components["schemas"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "image/webp": string;
                };
            };
            400: components["responses"]["Problem400"];
            404: components["responses"]["Problem404"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    "events-list": {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                query?: string;
                tag?: string;
                from?: components["schemas"]["Time"];
                to?: components["schemas"]["Time"];
                owner?: components["schemas"]["Id"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Event"][];
                        nextCursor?: string;
                    };
                };
            };
            400: components["responses"]["Problem400"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    "events-create": {
        parameters: {
            query?: never;
            header?: {
                /** @description For 24 hours, the same key with the same body returns the first response. With another body the request is refused. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EventInput"];
            };
        };
        responses: {
            /** @description Created. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Event"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    "events-get": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Opaque. */
                eventId: components["schemas"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Event"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            404: components["responses"]["Problem404"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    "events-delete": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Opaque. */
                eventId: components["schemas"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. There is no body. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    "events-update": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Opaque. */
                eventId: components["schemas"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EventChange"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Event"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    "events-publish": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Opaque. */
                eventId: components["schemas"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Event"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    "events-cancel": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Opaque. */
                eventId: components["schemas"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Event"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    "events-mine": {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Event"][];
                        nextCursor?: string;
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    "registrations-list": {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                state?: components["schemas"]["RegistrationState"];
            };
            header?: never;
            path: {
                /** @description Opaque. */
                eventId: components["schemas"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["RegistrationWithPerson"][];
                        nextCursor?: string;
                    };
                    "text/csv": string;
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    "registrations-request": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Opaque. */
                eventId: components["schemas"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Registration"];
                };
            };
            /** @description Accepted. It is processed a moment later. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Registration"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    "registrations-get": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Opaque. */
                eventId: components["schemas"]["Id"];
                /** @description Opaque. */
                userId: components["schemas"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Registration"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    "registrations-cancel": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Opaque. */
                eventId: components["schemas"]["Id"];
                /** @description Opaque. */
                userId: components["schemas"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Registration"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    "registrations-mine": {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["RegistrationWithEvent"][];
                        nextCursor?: string;
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    "reviews-list": {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                rating?: number;
            };
            header?: never;
            path: {
                /** @description Opaque. */
                eventId: components["schemas"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Review"][];
                        nextCursor?: string;
                    };
                };
            };
            400: components["responses"]["Problem400"];
            404: components["responses"]["Problem404"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    "reviews-create": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Opaque. */
                eventId: components["schemas"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReviewInput"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Review"];
                };
            };
            /** @description Created. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Review"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    "reviews-delete": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Opaque. */
                eventId: components["schemas"]["Id"];
                /** @description Opaque. */
                reviewId: components["schemas"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. There is no body. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    "notifications-list": {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                unread?: "true";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Notification"][];
                        nextCursor?: string;
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    "notifications-clear": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. There is no body. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    "notifications-delete": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Opaque. */
                notificationId: components["schemas"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. There is no body. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    "notifications-update": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Opaque. */
                notificationId: components["schemas"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    read: boolean;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Notification"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    "notifications-read-all": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. There is no body. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    "users-list": {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                query?: string;
                role?: components["schemas"]["Role"];
                suspended?: "true" | "false";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["User"][];
                        nextCursor?: string;
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    "users-set-role": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Opaque. */
                uid: components["schemas"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    role: components["schemas"]["Role"];
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    "users-suspend": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Opaque. */
                uid: components["schemas"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    suspended: boolean;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    "activity-list": {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                actor?: components["schemas"]["Id"];
                thing?: string;
                action?: string;
                from?: components["schemas"]["Time"];
                to?: components["schemas"]["Time"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Activity"][];
                        nextCursor?: string;
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    "mail-unsubscribe": {
        parameters: {
            query: {
                token: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        group: "account" | "registrations" | "events" | "organising" | "clusters";
                    };
                };
            };
            400: components["responses"]["Problem400"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    "cloud-trust-get": {
        parameters: {
            query: {
                platform: "aws" | "azure" | "gcp";
                roleArn?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CloudTrust"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            409: components["responses"]["Problem409"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    "cloud-accounts-list": {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["CloudAccount"][];
                        nextCursor?: string;
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    "cloud-accounts-create": {
        parameters: {
            query?: never;
            header?: {
                /** @description For 24 hours, the same key with the same body returns the first response. With another body the request is refused. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name: string;
                    /** @enum {string} */
                    platform: "aws" | "azure" | "gcp" | "sandbox";
                    /** @enum {string} */
                    environment: "prod" | "dev" | "uat" | "sandbox" | "other";
                    credentials: components["schemas"]["CloudCredentials"];
                    /**
                     * Format: uuid
                     * @description The steps of this check are shown in people/{uid}/live/check under it.
                     */
                    checkId?: string;
                };
            };
        };
        responses: {
            /** @description Created. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CloudAccount"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    "cloud-accounts-get": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Opaque. */
                accountId: components["schemas"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CloudAccount"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    "cloud-accounts-delete": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Opaque. */
                accountId: components["schemas"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. There is no body. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    "cloud-accounts-update": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Opaque. */
                accountId: components["schemas"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name?: string;
                    /** @enum {string} */
                    environment?: "prod" | "dev" | "uat" | "sandbox" | "other";
                    disabled?: boolean;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CloudAccount"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    "cloud-accounts-verify": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Opaque. */
                accountId: components["schemas"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * Format: uuid
                     * @description The steps of this check are shown in people/{uid}/live/check under it.
                     */
                    checkId?: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CloudAccount"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    "cloud-accounts-rotate": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Opaque. */
                accountId: components["schemas"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    credentials: components["schemas"]["CloudCredentials"];
                    /**
                     * Format: uuid
                     * @description The steps of this check are shown in people/{uid}/live/check under it.
                     */
                    checkId?: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CloudAccount"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    "cloud-accounts-buckets": {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path: {
                /** @description Opaque. */
                accountId: components["schemas"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Bucket"][];
                        nextCursor?: string;
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    "cloud-accounts-create-bucket": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Opaque. */
                accountId: components["schemas"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name: string;
                    region: string;
                };
            };
        };
        responses: {
            /** @description Created. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Bucket"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    "cloud-accounts-objects": {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                prefix?: string;
            };
            header?: never;
            path: {
                /** @description Opaque. */
                accountId: components["schemas"]["Id"];
                bucket: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["BucketObject"][];
                        nextCursor?: string;
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    "clusters-list": {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Cluster"][];
                        nextCursor?: string;
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    "clusters-create": {
        parameters: {
            query?: never;
            header?: {
                /** @description For 24 hours, the same key with the same body returns the first response. With another body the request is refused. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    accountId: components["schemas"]["Id"];
                    name: string & (string);
                    region: string;
                    stateBucket?: string;
                    services: ("vscode" | "jupyterhub" | "mlflow" | "airflow" | "superset")[];
                    kubernetesVersion?: string;
                    /** Format: cidrv4 */
                    vpcCidr?: string;
                    publicSubnets?: string[];
                    privateSubnets?: string[];
                    /** @enum {string} */
                    approval?: "manual" | "automatic";
                    nodes?: {
                        type: string;
                        min: number;
                        max: number;
                    };
                    expiresAt?: components["schemas"]["Time"];
                    budget?: components["schemas"]["Money"];
                    eventId?: components["schemas"]["Id"];
                };
            };
        };
        responses: {
            /** @description Accepted. It is processed a moment later. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Cluster"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    "clusters-get": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Opaque. */
                clusterId: components["schemas"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Cluster"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    "clusters-delete": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Opaque. */
                clusterId: components["schemas"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Accepted. It is processed a moment later. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Cluster"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    "clusters-update": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Opaque. */
                clusterId: components["schemas"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    services?: ("vscode" | "jupyterhub" | "mlflow" | "airflow" | "superset")[];
                    nodes?: {
                        type: string;
                        min: number;
                        max: number;
                    };
                    kubernetesVersion?: string;
                };
            };
        };
        responses: {
            /** @description Accepted. It is processed a moment later. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Cluster"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    "clusters-cancel": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Opaque. */
                clusterId: components["schemas"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Accepted. It is processed a moment later. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Cluster"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    "clusters-retry": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Opaque. */
                clusterId: components["schemas"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Accepted. It is processed a moment later. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Cluster"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    "clusters-extend": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Opaque. */
                clusterId: components["schemas"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * Format: date-time
                     * @description RFC 3339. Responses are in UTC.
                     * @example 2027-05-01T09:00:00.000Z
                     */
                    expiresAt: string | null;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Cluster"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    "clusters-check-drift": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Opaque. */
                clusterId: components["schemas"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Accepted. It is processed a moment later. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Cluster"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    "clusters-estimate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    platform: "aws" | "azure" | "gcp" | "sandbox";
                    region: string;
                    nodes?: {
                        type: string;
                        min: number;
                        max: number;
                    };
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Estimate"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    "clusters-kubeconfig": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Opaque. */
                clusterId: components["schemas"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        kubeconfig: string;
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    "runs-list": {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path: {
                /** @description Opaque. */
                clusterId: components["schemas"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Run"][];
                        nextCursor?: string;
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    "runs-get": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Opaque. */
                clusterId: components["schemas"]["Id"];
                /** @description Opaque. */
                runId: components["schemas"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Run"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    "runs-log": {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path: {
                /** @description Opaque. */
                clusterId: components["schemas"]["Id"];
                /** @description Opaque. */
                runId: components["schemas"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            lines: string[];
                        }[];
                        nextCursor?: string;
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    "runs-approve": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Opaque. */
                clusterId: components["schemas"]["Id"];
                /** @description Opaque. */
                runId: components["schemas"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Accepted. It is processed a moment later. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Run"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    "runs-discard": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Opaque. */
                clusterId: components["schemas"]["Id"];
                /** @description Opaque. */
                runId: components["schemas"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Run"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    "runner-claim": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    clusterId: components["schemas"]["Id"];
                    runId: components["schemas"]["Id"];
                    attempt: number;
                    claim: string;
                    nonce: string;
                    execution: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        session: string;
                        inputs: {
                            /** @enum {string} */
                            command: "create" | "update" | "destroy" | "check-drift";
                            /** @enum {string} */
                            mode: "plan" | "apply" | "plan-and-apply";
                            /** @enum {string} */
                            platform: "aws" | "azure" | "gcp" | "sandbox";
                            stages: ("cluster" | "apps")[];
                            cluster: {
                                name: string;
                                region: string;
                                stateBucket: string;
                                services: ("vscode" | "jupyterhub" | "mlflow" | "airflow" | "superset")[];
                                kubernetesVersion: string;
                                vpcCidr: string;
                                publicSubnets: string[];
                                privateSubnets: string[];
                                nodes: {
                                    type: string;
                                    min: number;
                                    max: number;
                                };
                            };
                            tags: {
                                [key: string]: string;
                            };
                            prefix: string;
                            planKey: string;
                            regions: string[];
                            simulated: boolean;
                            deadline: components["schemas"]["Time"];
                        };
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    "runner-credentials": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    clusterId: components["schemas"]["Id"];
                    runId: components["schemas"]["Id"];
                    attempt: number;
                    session: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        values: {
                            [key: string]: string;
                        };
                        expiresAt?: components["schemas"]["Time"];
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    "runner-progress": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    clusterId: components["schemas"]["Id"];
                    runId: components["schemas"]["Id"];
                    attempt: number;
                    session: string;
                    sequence: number;
                    /** @default [] */
                    lines?: string[];
                    /** @default [] */
                    resources?: {
                        address: string;
                        /** @enum {string} */
                        stage: "cluster" | "apps";
                        /** @enum {string} */
                        action: "create" | "update" | "replace" | "delete" | "read" | "no-op";
                        /** @enum {string} */
                        state: "planned" | "running" | "done" | "failed";
                        seconds?: number;
                        error?: string;
                    }[];
                    /** @default [] */
                    stages?: {
                        /** @enum {string} */
                        name: "cluster" | "apps";
                        /** @enum {string} */
                        state: "waiting" | "running" | "done" | "skipped" | "failed";
                        reason?: string;
                    }[];
                    planned?: {
                        changes: number;
                    };
                    /** @enum {boolean} */
                    stale?: true;
                    finished?: {
                        /** @enum {string} */
                        outcome: "succeeded" | "failed" | "canceled";
                        failure?: {
                            /** @enum {string} */
                            reason: "credentials" | "terraform" | "state-locked" | "not-started" | "timeout" | "lost" | "stale-plan" | "leftovers" | "runner";
                            detail: string;
                        };
                        /** @default {} */
                        outputs?: {
                            [key: string]: unknown;
                        };
                        drift?: string[];
                        left?: {
                            id: string;
                            kind: string;
                            region: string;
                            link?: string;
                        }[];
                        regions?: string[];
                    };
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        cancel: boolean;
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
}
