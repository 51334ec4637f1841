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
    "/v1/status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Reports that Labseat works: the gateway, a function and the database answer. For uptime checks.
         * @description For everybody. At most 300 in 60 seconds from one person. At most 6000 in 60 seconds from one address. Problems: `invalid-input`, `rate-limited`, `internal`, `unavailable`.
         */
        get: operations["status-get"];
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
         * @description For everybody. At most 600 in 3600 seconds from one address. Problems: `invalid-input`, `password-too-short`, `password-too-common`, `unauthenticated`, `conflict`, `username-taken`, `email-taken`, `too-large`, `unsupported-media-type`, `rate-limited`, `internal`, `unavailable`.
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
         * @description For people who are signed in. At most 300 in 60 seconds from one person. At most 6000 in 60 seconds from one address. Problems: `invalid-input`, `unauthenticated`, `forbidden`, `rate-limited`, `internal`, `unavailable`.
         */
        get: operations["me-get"];
        put?: never;
        post?: never;
        /**
         * Deletes the caller. Their seats go to the next people in line; their reviews stay without a name.
         * @description For people who are signed in. Needs a sign-in of the last 15 minutes. At most 60 in 60 seconds from one person. At most 3000 in 60 seconds from one address. Problems: `invalid-input`, `unauthenticated`, `forbidden`, `recent-sign-in-required`, `conflict`, `last-admin`, `has-events`, `has-clusters`, `too-large`, `unsupported-media-type`, `rate-limited`, `internal`, `unavailable`.
         */
        delete: operations["me-delete"];
        options?: never;
        head?: never;
        /**
         * Changes the caller's profile. Missing `preferences` stay unchanged.
         * @description For people who are signed in. At most 60 in 60 seconds from one person. At most 3000 in 60 seconds from one address. Problems: `invalid-input`, `unauthenticated`, `forbidden`, `profile-required`, `conflict`, `too-large`, `unsupported-media-type`, `rate-limited`, `internal`, `unavailable`.
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
         * @description For people who are signed in. At most 60 in 60 seconds from one person. At most 3000 in 60 seconds from one address. Problems: `invalid-input`, `unauthenticated`, `forbidden`, `profile-required`, `conflict`, `username-taken`, `too-large`, `unsupported-media-type`, `rate-limited`, `internal`, `unavailable`.
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
         * @description For people who are signed in. At most 10 in 600 seconds from one person. At most 600 in 600 seconds from one address. Problems: `invalid-input`, `password-too-short`, `password-too-common`, `password-reused`, `unauthenticated`, `forbidden`, `wrong-password`, `profile-required`, `conflict`, `too-large`, `unsupported-media-type`, `rate-limited`, `internal`, `unavailable`.
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
         * The caller's data in one JSON document.
         * @description For people who are signed in. At most 30 in 600 seconds from one person. At most 600 in 600 seconds from one address. Problems: `invalid-input`, `unauthenticated`, `forbidden`, `profile-required`, `rate-limited`, `internal`, `unavailable`.
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
         * @description For everybody. At most 1500 in 300 seconds from one address. Problems: `invalid-input`, `rate-limited`, `internal`, `unavailable`.
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
         * Records the token's sign-in. Repeated calls record it once. The person gets a notice of a sign-in from a new device, and of a changed password, address or second factor.
         * @description For people who are signed in. At most 60 in 60 seconds from one person. At most 3000 in 60 seconds from one address. Problems: `invalid-input`, `unauthenticated`, `forbidden`, `conflict`, `too-large`, `unsupported-media-type`, `rate-limited`, `internal`, `unavailable`.
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
         * @description For people who are signed in. At most 60 in 60 seconds from one person. At most 3000 in 60 seconds from one address. Problems: `invalid-input`, `unauthenticated`, `forbidden`, `profile-required`, `conflict`, `too-large`, `unsupported-media-type`, `rate-limited`, `internal`, `unavailable`.
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
         * @description For people who are signed in. At most 5 in 3600 seconds from one person. At most 600 in 3600 seconds from one address. Problems: `invalid-input`, `unauthenticated`, `forbidden`, `profile-required`, `conflict`, `too-large`, `unsupported-media-type`, `rate-limited`, `internal`, `unavailable`.
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
         * @description For everybody. At most 60 in 600 seconds from one address. Problems: `invalid-input`, `unauthenticated`, `conflict`, `too-large`, `unsupported-media-type`, `rate-limited`, `internal`, `unavailable`.
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
         * Sends a link to the new address and a notice to the old one. The address changes when the link is opened. Requires the password, or without a password a sign-in of the last 15 minutes.
         * @description For people who are signed in. At most 5 in 3600 seconds from one person. At most 600 in 3600 seconds from one address. Problems: `invalid-input`, `unauthenticated`, `forbidden`, `wrong-password`, `recent-sign-in-required`, `profile-required`, `conflict`, `email-taken`, `too-large`, `unsupported-media-type`, `rate-limited`, `internal`, `unavailable`.
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
         * Stores the middle of a JPEG, PNG, WebP or GIF as 256 × 256 pixels, without its metadata. The file may have up to 300 KB.
         * @description For people who are signed in. At most 30 in 600 seconds from one person. At most 600 in 600 seconds from one address. Problems: `invalid-input`, `unauthenticated`, `forbidden`, `profile-required`, `conflict`, `too-large`, `unsupported-media-type`, `rate-limited`, `internal`, `unavailable`.
         */
        put: operations["me-set-avatar"];
        post?: never;
        /**
         * Removes the caller's picture.
         * @description For people who are signed in. At most 60 in 60 seconds from one person. At most 3000 in 60 seconds from one address. Problems: `invalid-input`, `unauthenticated`, `forbidden`, `profile-required`, `conflict`, `too-large`, `unsupported-media-type`, `rate-limited`, `internal`, `unavailable`.
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
         * @description For everybody. At most 300 in 60 seconds from one person. At most 6000 in 60 seconds from one address. Problems: `invalid-input`, `not-found`, `rate-limited`, `internal`, `unavailable`.
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
         * Published events, soonest first, by default those that run or come. A running event is listed for its first 31 days. With `from`, events that start from then on.
         * @description For everybody. At most 300 in 60 seconds from one person. At most 6000 in 60 seconds from one address. Problems: `invalid-input`, `rate-limited`, `internal`, `unavailable`.
         */
        get: operations["events-list"];
        put?: never;
        /**
         * Creates an event. The default state is `draft`.
         * @description For people who are signed in and have confirmed their e-mail address. At most 60 in 600 seconds from one person. At most 3000 in 600 seconds from one address. Problems: `invalid-input`, `unauthenticated`, `forbidden`, `email-not-verified`, `profile-required`, `conflict`, `too-many-events`, `idempotency-mismatch`, `too-large`, `unsupported-media-type`, `rate-limited`, `internal`, `unavailable`.
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
         * @description For everybody. A caller with `Authorization: Bearer` is recognised. At most 300 in 60 seconds from one person. At most 6000 in 60 seconds from one address. Problems: `invalid-input`, `unauthenticated`, `not-found`, `rate-limited`, `internal`, `unavailable`.
         */
        get: operations["events-get"];
        put?: never;
        post?: never;
        /**
         * Deletes an event without registrations that has not begun.
         * @description For people who are signed in and have confirmed their e-mail address. At most 60 in 60 seconds from one person. At most 3000 in 60 seconds from one address. Problems: `invalid-input`, `unauthenticated`, `forbidden`, `email-not-verified`, `profile-required`, `not-found`, `conflict`, `event-begun`, `has-registrations`, `too-large`, `unsupported-media-type`, `rate-limited`, `internal`, `unavailable`.
         */
        delete: operations["events-delete"];
        options?: never;
        head?: never;
        /**
         * Changes an event.
         * @description For people who are signed in and have confirmed their e-mail address. At most 60 in 600 seconds from one person. At most 3000 in 600 seconds from one address. Problems: `invalid-input`, `unauthenticated`, `forbidden`, `email-not-verified`, `profile-required`, `not-found`, `conflict`, `capacity-below-seats-taken`, `lab-too-small`, `too-large`, `unsupported-media-type`, `rate-limited`, `internal`, `unavailable`.
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
         * @description For people who are signed in and have confirmed their e-mail address. At most 60 in 600 seconds from one person. At most 3000 in 600 seconds from one address. Problems: `invalid-input`, `unauthenticated`, `forbidden`, `email-not-verified`, `profile-required`, `not-found`, `conflict`, `too-many-events`, `too-large`, `unsupported-media-type`, `rate-limited`, `internal`, `unavailable`.
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
         * Cancels an event that has not begun. Everybody who registered gets a notice, and every seat is freed.
         * @description For people who are signed in and have confirmed their e-mail address. At most 60 in 600 seconds from one person. At most 3000 in 600 seconds from one address. Problems: `invalid-input`, `unauthenticated`, `forbidden`, `email-not-verified`, `profile-required`, `not-found`, `conflict`, `event-begun`, `too-large`, `unsupported-media-type`, `rate-limited`, `internal`, `unavailable`.
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
         * @description For people who are signed in. At most 300 in 60 seconds from one person. At most 6000 in 60 seconds from one address. Problems: `invalid-input`, `unauthenticated`, `forbidden`, `profile-required`, `rate-limited`, `internal`, `unavailable`.
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
         * Registrations in order of arrival. `Accept: text/csv` and the media type of a workbook give a file with all of them, without pages and in no order.
         * @description For people who are signed in. At most 300 in 60 seconds from one person. At most 6000 in 60 seconds from one address. Problems: `invalid-input`, `unauthenticated`, `forbidden`, `profile-required`, `not-found`, `rate-limited`, `internal`, `unavailable`.
         */
        get: operations["registrations-list"];
        put?: never;
        /**
         * Requests a seat. A repeated request returns the same registration; after a cancellation it joins the end of the line.
         * @description For people who are signed in and have confirmed their e-mail address. At most 30 in 60 seconds from one person. At most 6000 in 60 seconds from one address. Problems: `invalid-input`, `unauthenticated`, `forbidden`, `email-not-verified`, `profile-required`, `not-found`, `conflict`, `event-not-open`, `too-large`, `unsupported-media-type`, `rate-limited`, `internal`, `unavailable`.
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
         * @description For people who are signed in. At most 300 in 60 seconds from one person. At most 6000 in 60 seconds from one address. Problems: `invalid-input`, `unauthenticated`, `forbidden`, `profile-required`, `not-found`, `rate-limited`, `internal`, `unavailable`.
         */
        get: operations["registrations-get"];
        put?: never;
        post?: never;
        /**
         * Cancels a registration. Its seat goes to the first person on the waiting list.
         * @description For people who are signed in. At most 30 in 60 seconds from one person. At most 6000 in 60 seconds from one address. Problems: `invalid-input`, `unauthenticated`, `forbidden`, `profile-required`, `not-found`, `conflict`, `too-large`, `unsupported-media-type`, `rate-limited`, `internal`, `unavailable`.
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
         * @description For people who are signed in. At most 300 in 60 seconds from one person. At most 6000 in 60 seconds from one address. Problems: `invalid-input`, `unauthenticated`, `forbidden`, `profile-required`, `rate-limited`, `internal`, `unavailable`.
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
    "/v1/events/{eventId}/calendar": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A published or cancelled event as an iCalendar file, without its link.
         * @description For everybody. At most 300 in 60 seconds from one person. At most 6000 in 60 seconds from one address. Problems: `invalid-input`, `not-found`, `rate-limited`, `internal`, `unavailable`.
         */
        get: operations["calendars-event"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/calendars/organisers/{userId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The published and cancelled events of an organiser as an iCalendar file, from 30 days ago on, for calendar programs to follow.
         * @description For everybody. At most 300 in 60 seconds from one person. At most 6000 in 60 seconds from one address. Problems: `invalid-input`, `not-found`, `rate-limited`, `internal`, `unavailable`.
         */
        get: operations["calendars-organiser"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/calendars/people/{token}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The events of a person’s newest 200 registrations as an iCalendar file, by the secret address of calendars-mine. Events without a seat yet are tentative.
         * @description For everybody. At most 300 in 60 seconds from one person. At most 6000 in 60 seconds from one address. Problems: `invalid-input`, `not-found`, `rate-limited`, `internal`, `unavailable`.
         */
        get: operations["calendars-person"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/calendar": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The secret address of the caller's calendar.
         * @description For people who are signed in. At most 300 in 60 seconds from one person. At most 6000 in 60 seconds from one address. Problems: `invalid-input`, `unauthenticated`, `forbidden`, `profile-required`, `rate-limited`, `internal`, `unavailable`.
         */
        get: operations["calendars-mine"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/calendar/replace": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Gives the caller's calendar a new secret address. The earlier address stops working.
         * @description For people who are signed in. At most 60 in 60 seconds from one person. At most 3000 in 60 seconds from one address. Problems: `invalid-input`, `unauthenticated`, `forbidden`, `profile-required`, `conflict`, `too-large`, `unsupported-media-type`, `rate-limited`, `internal`, `unavailable`.
         */
        post: operations["calendars-replace"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/events/{eventId}/lab": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The lab of an event, for its organisers, for people with a seat, and for people who opened it before they lost the seat. Only organisers see cost and receipt.
         * @description For people who are signed in. At most 300 in 60 seconds from one person. At most 6000 in 60 seconds from one address. Problems: `invalid-input`, `unauthenticated`, `forbidden`, `profile-required`, `no-seat`, `not-found`, `rate-limited`, `internal`, `unavailable`.
         */
        get: operations["labs-get"];
        /**
         * Attaches a lab to an event of the caller, in a cloud account of the caller or in one that an operator offers the caller. Replaces a lab that is not built yet, that failed without a cluster, or that ended.
         * @description For people who are signed in and have confirmed their e-mail address. At most 60 in 600 seconds from one person. At most 600 in 600 seconds from one address. Problems: `invalid-input`, `unauthenticated`, `forbidden`, `email-not-verified`, `profile-required`, `not-found`, `conflict`, `account-not-usable`, `lab-at-work`, `permissions-missing`, `too-many-clusters`, `quota-exceeded`, `over-budget`, `too-large`, `unsupported-media-type`, `rate-limited`, `internal`, `unavailable`.
         */
        put: operations["labs-attach"];
        post?: never;
        /**
         * Ends a lab now and destroys its cluster. Repeated calls change nothing.
         * @description For people who are signed in. At most 60 in 600 seconds from one person. At most 600 in 600 seconds from one address. Problems: `invalid-input`, `unauthenticated`, `forbidden`, `profile-required`, `not-found`, `conflict`, `too-large`, `unsupported-media-type`, `rate-limited`, `internal`, `unavailable`.
         */
        delete: operations["labs-remove"];
        options?: never;
        head?: never;
        /**
         * Changes the budget of a lab. Only the operator whose account pays does that.
         * @description For people whose role is `operator` or `admin`. At most 60 in 600 seconds from one person. At most 600 in 600 seconds from one address. Problems: `invalid-input`, `unauthenticated`, `forbidden`, `second-factor-required`, `profile-required`, `not-found`, `conflict`, `too-large`, `unsupported-media-type`, `rate-limited`, `internal`, `unavailable`.
         */
        patch: operations["labs-update"];
        trace?: never;
    };
    "/v1/events/{eventId}/lab/extend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Changes the time at which a lab ends. The new end moves with the event.
         * @description For people who are signed in. At most 60 in 600 seconds from one person. At most 600 in 600 seconds from one address. Problems: `invalid-input`, `unauthenticated`, `forbidden`, `profile-required`, `not-found`, `conflict`, `over-budget`, `too-large`, `unsupported-media-type`, `rate-limited`, `internal`, `unavailable`.
         */
        post: operations["labs-extend"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/events/{eventId}/lab/rehearsal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Builds the lab now with one place, for the caller alone. It ends after two hours, and before the lab of the event is built.
         * @description For people who are signed in. At most 60 in 600 seconds from one person. At most 600 in 600 seconds from one address. Problems: `invalid-input`, `unauthenticated`, `forbidden`, `profile-required`, `not-found`, `conflict`, `lab-at-work`, `over-budget`, `too-large`, `unsupported-media-type`, `rate-limited`, `internal`, `unavailable`.
         */
        post: operations["labs-rehearse"];
        /**
         * Ends a rehearsal now. The lab of the event stays scheduled. Repeated calls change nothing.
         * @description For people who are signed in. At most 60 in 600 seconds from one person. At most 600 in 600 seconds from one address. Problems: `invalid-input`, `unauthenticated`, `forbidden`, `profile-required`, `not-found`, `conflict`, `too-large`, `unsupported-media-type`, `rate-limited`, `internal`, `unavailable`.
         */
        delete: operations["labs-end-rehearsal"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/events/{eventId}/lab/open": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * The caller's own place in the lab. Starts their server, if it does not run. Only people who hold a seat have one.
         * @description For people who are signed in. At most 30 in 60 seconds from one person. At most 6000 in 60 seconds from one address. Problems: `invalid-input`, `unauthenticated`, `forbidden`, `profile-required`, `no-seat`, `not-found`, `conflict`, `lab-not-open`, `too-large`, `unsupported-media-type`, `rate-limited`, `internal`, `unavailable`.
         */
        post: operations["labs-open"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/events/{eventId}/lab/places/{userId}/restart": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Restarts a person's server, for the person and for organisers. Files stay; what runs in it ends.
         * @description For people who are signed in. At most 60 in 60 seconds from one person. At most 3000 in 60 seconds from one address. Problems: `invalid-input`, `unauthenticated`, `forbidden`, `profile-required`, `no-seat`, `not-found`, `conflict`, `lab-not-open`, `too-large`, `unsupported-media-type`, `rate-limited`, `internal`, `unavailable`.
         */
        post: operations["labs-restart"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/events/{eventId}/lab/places/{userId}/reset": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Restarts a person's server with fresh materials, for the person and for organisers. The earlier work moves into a folder.
         * @description For people who are signed in. At most 60 in 60 seconds from one person. At most 3000 in 60 seconds from one address. Problems: `invalid-input`, `unauthenticated`, `forbidden`, `profile-required`, `no-seat`, `not-found`, `conflict`, `lab-not-open`, `too-large`, `unsupported-media-type`, `rate-limited`, `internal`, `unavailable`.
         */
        post: operations["labs-reset"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/events/{eventId}/lab/places/{userId}/stop": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Stops a person's server, for the person and for organisers. Files stay.
         * @description For people who are signed in. At most 60 in 60 seconds from one person. At most 3000 in 60 seconds from one address. Problems: `invalid-input`, `unauthenticated`, `forbidden`, `profile-required`, `no-seat`, `not-found`, `conflict`, `lab-not-open`, `too-large`, `unsupported-media-type`, `rate-limited`, `internal`, `unavailable`.
         */
        post: operations["labs-stop"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/events/{eventId}/lab/work": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * An address for a few minutes that gives the caller's work in the lab of a sandbox as a ZIP file. It works until the lab goes, also after the caller gave up the seat.
         * @description For people who are signed in. At most 300 in 60 seconds from one person. At most 6000 in 60 seconds from one address. Problems: `invalid-input`, `unauthenticated`, `forbidden`, `profile-required`, `no-seat`, `not-found`, `lab-not-open`, `rate-limited`, `internal`, `unavailable`.
         */
        get: operations["labs-download"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/events/{eventId}/lab/places/{userId}/hand": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Raises or lowers a hand. People raise their own; organisers lower everybody's. A repeated call changes nothing, and the order stays.
         * @description For people who are signed in. At most 60 in 60 seconds from one person. At most 3000 in 60 seconds from one address. Problems: `invalid-input`, `unauthenticated`, `forbidden`, `profile-required`, `no-seat`, `not-found`, `conflict`, `lab-not-open`, `too-large`, `unsupported-media-type`, `rate-limited`, `internal`, `unavailable`.
         */
        put: operations["labs-set-hand"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/events/{eventId}/lab/places/{userId}/help": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Asks a person to let the calling organiser into their lab. One organiser at a time; a repeated call changes nothing.
         * @description For people who are signed in. At most 60 in 60 seconds from one person. At most 3000 in 60 seconds from one address. Problems: `invalid-input`, `unauthenticated`, `forbidden`, `profile-required`, `not-found`, `conflict`, `help-taken`, `too-large`, `unsupported-media-type`, `rate-limited`, `internal`, `unavailable`.
         */
        post: operations["labs-ask-help"];
        /**
         * Refuses or withdraws a request, or ends a consent, for the person and for organisers. The addresses that the organiser got stop working.
         * @description For people who are signed in. At most 60 in 60 seconds from one person. At most 3000 in 60 seconds from one address. Problems: `invalid-input`, `unauthenticated`, `forbidden`, `profile-required`, `no-seat`, `not-found`, `conflict`, `lab-not-open`, `too-large`, `unsupported-media-type`, `rate-limited`, `internal`, `unavailable`.
         */
        delete: operations["labs-end-help"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/events/{eventId}/lab/help": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Lets the organiser who asked into the lab of the caller, for at most an hour. `askedBy` names the organiser whom the person has seen.
         * @description For people who are signed in. At most 60 in 60 seconds from one person. At most 3000 in 60 seconds from one address. Problems: `invalid-input`, `unauthenticated`, `forbidden`, `profile-required`, `no-seat`, `no-consent`, `conflict`, `lab-not-open`, `too-large`, `unsupported-media-type`, `rate-limited`, `internal`, `unavailable`.
         */
        put: operations["labs-allow-help"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/events/{eventId}/lab/places/{userId}/help/open": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * The lab of a person, for the organiser whom the person has allowed. Each call gives a new address.
         * @description For people who are signed in. At most 60 in 60 seconds from one person. At most 3000 in 60 seconds from one address. Problems: `invalid-input`, `unauthenticated`, `forbidden`, `profile-required`, `no-consent`, `not-found`, `conflict`, `lab-not-open`, `too-large`, `unsupported-media-type`, `rate-limited`, `internal`, `unavailable`.
         */
        post: operations["labs-open-help"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/events/{eventId}/lab/places/restart": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Restarts everybody's server. Servers that are off stay off. Files stay; what runs in the notebooks ends.
         * @description For people who are signed in. At most 30 in 600 seconds from one person. At most 600 in 600 seconds from one address. Problems: `invalid-input`, `unauthenticated`, `forbidden`, `profile-required`, `not-found`, `conflict`, `too-large`, `unsupported-media-type`, `rate-limited`, `internal`, `unavailable`.
         */
        post: operations["labs-restart-places"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/events/{eventId}/messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sends a message to people of an event, in the app and by e-mail. After a lost answer, a call with the same `messageId` notifies only people without a notice.
         * @description For people who are signed in. At most 20 in 3600 seconds from one person. At most 600 in 3600 seconds from one address. Problems: `invalid-input`, `unauthenticated`, `forbidden`, `profile-required`, `not-found`, `conflict`, `too-large`, `unsupported-media-type`, `rate-limited`, `internal`, `unavailable`.
         */
        post: operations["events-message"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/lab-costs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What labs in the accounts of the caller cost in a month (UTC): those that ended in it, and in the current month those that run. 1,000 at most. Admins see all accounts.
         * @description For people whose role is `operator` or `admin`. At most 300 in 60 seconds from one person. At most 6000 in 60 seconds from one address. Problems: `invalid-input`, `unauthenticated`, `forbidden`, `second-factor-required`, `profile-required`, `rate-limited`, `internal`, `unavailable`.
         */
        get: operations["lab-costs-list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/events/{eventId}/reports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Reports an event to the admins. Each person reports an event once; a second report changes nothing.
         * @description For people who are signed in and have confirmed their e-mail address. At most 60 in 600 seconds from one person. At most 3000 in 600 seconds from one address. Problems: `invalid-input`, `unauthenticated`, `forbidden`, `email-not-verified`, `profile-required`, `not-found`, `conflict`, `too-large`, `unsupported-media-type`, `rate-limited`, `internal`, `unavailable`.
         */
        post: operations["reports-create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/reports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The events that people reported, with the newest report first. By default those that wait for an admin.
         * @description For people whose role is `admin`. At most 300 in 60 seconds from one person. At most 6000 in 60 seconds from one address. Problems: `invalid-input`, `unauthenticated`, `forbidden`, `second-factor-required`, `profile-required`, `rate-limited`, `internal`, `unavailable`.
         */
        get: operations["reports-list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/reports/{eventId}/hide": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Hides an event, reported or not: only admins see it, and it takes no registrations. Registrations, seats and the line stay as they are.
         * @description For people whose role is `admin`. At most 60 in 60 seconds from one person. At most 3000 in 60 seconds from one address. Problems: `invalid-input`, `unauthenticated`, `forbidden`, `second-factor-required`, `profile-required`, `not-found`, `conflict`, `too-large`, `unsupported-media-type`, `rate-limited`, `internal`, `unavailable`.
         */
        post: operations["reports-hide"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/reports/{eventId}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Shows a hidden event again. The event of a suspended person stays hidden until the suspension ends.
         * @description For people whose role is `admin`. At most 60 in 60 seconds from one person. At most 3000 in 60 seconds from one address. Problems: `invalid-input`, `unauthenticated`, `forbidden`, `second-factor-required`, `profile-required`, `not-found`, `conflict`, `too-large`, `unsupported-media-type`, `rate-limited`, `internal`, `unavailable`.
         */
        post: operations["reports-restore"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/reports/{eventId}/dismiss": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Takes the event off the list and leaves it as it is. A new report puts it back.
         * @description For people whose role is `admin`. At most 60 in 60 seconds from one person. At most 3000 in 60 seconds from one address. Problems: `invalid-input`, `unauthenticated`, `forbidden`, `second-factor-required`, `profile-required`, `not-found`, `conflict`, `too-large`, `unsupported-media-type`, `rate-limited`, `internal`, `unavailable`.
         */
        post: operations["reports-dismiss"];
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
         * @description For everybody. At most 300 in 60 seconds from one person. At most 6000 in 60 seconds from one address. Problems: `invalid-input`, `not-found`, `rate-limited`, `internal`, `unavailable`.
         */
        get: operations["reviews-list"];
        put?: never;
        /**
         * Reviews an event that has begun, for people who had a seat and do not organise it. A second review replaces the first.
         * @description For people who are signed in and have confirmed their e-mail address. At most 60 in 600 seconds from one person. At most 3000 in 600 seconds from one address. Problems: `invalid-input`, `unauthenticated`, `forbidden`, `email-not-verified`, `profile-required`, `no-seat`, `not-found`, `conflict`, `event-not-begun`, `too-large`, `unsupported-media-type`, `rate-limited`, `internal`, `unavailable`.
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
         * @description For people who are signed in. At most 60 in 60 seconds from one person. At most 3000 in 60 seconds from one address. Problems: `invalid-input`, `unauthenticated`, `forbidden`, `profile-required`, `not-found`, `conflict`, `too-large`, `unsupported-media-type`, `rate-limited`, `internal`, `unavailable`.
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
         * @description For people who are signed in. At most 300 in 60 seconds from one person. At most 6000 in 60 seconds from one address. Problems: `invalid-input`, `unauthenticated`, `forbidden`, `profile-required`, `rate-limited`, `internal`, `unavailable`.
         */
        get: operations["notifications-list"];
        put?: never;
        post?: never;
        /**
         * Deletes every notification.
         * @description For people who are signed in. At most 60 in 60 seconds from one person. At most 3000 in 60 seconds from one address. Problems: `invalid-input`, `unauthenticated`, `forbidden`, `profile-required`, `conflict`, `too-large`, `unsupported-media-type`, `rate-limited`, `internal`, `unavailable`.
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
         * @description For people who are signed in. At most 60 in 60 seconds from one person. At most 3000 in 60 seconds from one address. Problems: `invalid-input`, `unauthenticated`, `forbidden`, `profile-required`, `not-found`, `conflict`, `too-large`, `unsupported-media-type`, `rate-limited`, `internal`, `unavailable`.
         */
        delete: operations["notifications-delete"];
        options?: never;
        head?: never;
        /**
         * Marks a notification as read or unread.
         * @description For people who are signed in. At most 60 in 60 seconds from one person. At most 3000 in 60 seconds from one address. Problems: `invalid-input`, `unauthenticated`, `forbidden`, `profile-required`, `not-found`, `conflict`, `too-large`, `unsupported-media-type`, `rate-limited`, `internal`, `unavailable`.
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
         * @description For people who are signed in. At most 60 in 60 seconds from one person. At most 3000 in 60 seconds from one address. Problems: `invalid-input`, `unauthenticated`, `forbidden`, `profile-required`, `conflict`, `too-large`, `unsupported-media-type`, `rate-limited`, `internal`, `unavailable`.
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
         * @description For people whose role is `admin`. At most 300 in 60 seconds from one person. At most 6000 in 60 seconds from one address. Problems: `invalid-input`, `unauthenticated`, `forbidden`, `second-factor-required`, `profile-required`, `rate-limited`, `internal`, `unavailable`.
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
         * Changes a person's role, from their next request on. The person gets a notice. A person with live clusters can lose the right to manage them only if the caller takes the clusters over.
         * @description For people whose role is `admin`. Needs a sign-in of the last 15 minutes. At most 60 in 60 seconds from one person. At most 3000 in 60 seconds from one address. Problems: `invalid-input`, `unauthenticated`, `forbidden`, `recent-sign-in-required`, `second-factor-required`, `profile-required`, `not-found`, `conflict`, `last-admin`, `owns-clusters`, `too-large`, `unsupported-media-type`, `rate-limited`, `internal`, `unavailable`.
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
         * Suspends a person, or ends the suspension. Suspending ends their sessions and hides their events. The person gets a notice.
         * @description For people whose role is `admin`. Needs a sign-in of the last 15 minutes. At most 60 in 60 seconds from one person. At most 3000 in 60 seconds from one address. Problems: `invalid-input`, `unauthenticated`, `forbidden`, `recent-sign-in-required`, `second-factor-required`, `profile-required`, `not-found`, `conflict`, `last-admin`, `too-large`, `unsupported-media-type`, `rate-limited`, `internal`, `unavailable`.
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
         * Who changed which document, newest first. The filters combine; `thing` also finds documents below it: `events/ID` includes its registrations.
         * @description For people whose role is `admin`. At most 300 in 60 seconds from one person. At most 6000 in 60 seconds from one address. Problems: `invalid-input`, `unauthenticated`, `forbidden`, `second-factor-required`, `profile-required`, `rate-limited`, `internal`, `unavailable`.
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
        /**
         * Leads a browser to the page that asks before it turns off e-mail. It changes nothing, because mail scanners open links.
         * @description For everybody. At most 300 in 60 seconds from one person. At most 6000 in 60 seconds from one address. Problems: `invalid-input`, `rate-limited`, `internal`, `unavailable`.
         */
        get: operations["mail-unsubscribe-page"];
        put?: never;
        /**
         * Turns off one group of e-mail, by the token in each e-mail of the group. Needs no sign-in and no body. Accepts the form that mail programs send (RFC 8058).
         * @description For everybody. At most 60 in 60 seconds from one person. At most 3000 in 60 seconds from one address. Problems: `invalid-input`, `conflict`, `too-large`, `unsupported-media-type`, `rate-limited`, `internal`, `unavailable`.
         */
        post: operations["mail-unsubscribe"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/system": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What waits, what needs a person, and what the last sweep found.
         * @description For people whose role is `admin`. At most 300 in 60 seconds from one person. At most 6000 in 60 seconds from one address. Problems: `invalid-input`, `unauthenticated`, `forbidden`, `second-factor-required`, `profile-required`, `rate-limited`, `internal`, `unavailable`.
         */
        get: operations["system-get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/dead-letters": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The messages that failed in every delivery and that nobody replayed or discarded, newest first.
         * @description For people whose role is `admin`. At most 300 in 60 seconds from one person. At most 6000 in 60 seconds from one address. Problems: `invalid-input`, `unauthenticated`, `forbidden`, `second-factor-required`, `profile-required`, `rate-limited`, `internal`, `unavailable`.
         */
        get: operations["dead-letters-list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/dead-letters/{deadLetterId}/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Publishes the message again. It may be repeated: a message that is handled twice changes nothing. The message comes back to the list if it fails again.
         * @description For people whose role is `admin`. At most 60 in 60 seconds from one person. At most 3000 in 60 seconds from one address. Problems: `invalid-input`, `unauthenticated`, `forbidden`, `second-factor-required`, `profile-required`, `not-found`, `conflict`, `not-replayable`, `too-large`, `unsupported-media-type`, `rate-limited`, `internal`, `unavailable`.
         */
        post: operations["dead-letters-replay"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/dead-letters/{deadLetterId}": {
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
         * Discards the message. The sweep still repairs what it can.
         * @description For people whose role is `admin`. At most 60 in 60 seconds from one person. At most 3000 in 60 seconds from one address. Problems: `invalid-input`, `unauthenticated`, `forbidden`, `second-factor-required`, `profile-required`, `not-found`, `conflict`, `too-large`, `unsupported-media-type`, `rate-limited`, `internal`, `unavailable`.
         */
        delete: operations["dead-letters-discard"];
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
         * The identity that a role, an application or a service account must trust, so that Labseat needs no secret.
         * @description For people whose role is `operator` or `admin`. At most 300 in 60 seconds from one person. At most 6000 in 60 seconds from one address. Problems: `invalid-input`, `unauthenticated`, `forbidden`, `second-factor-required`, `profile-required`, `keyless-not-configured`, `rate-limited`, `internal`, `unavailable`.
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
         * The caller's cloud accounts, newest first. Admins see all accounts.
         * @description For people whose role is `operator` or `admin`. At most 300 in 60 seconds from one person. At most 6000 in 60 seconds from one address. Problems: `invalid-input`, `unauthenticated`, `forbidden`, `second-factor-required`, `profile-required`, `rate-limited`, `internal`, `unavailable`.
         */
        get: operations["cloud-accounts-list"];
        put?: never;
        /**
         * Connects a cloud account. Checks the credentials in the cloud, and stores them encrypted if they work. No response contains them.
         * @description For people whose role is `operator` or `admin`. At most 30 in 600 seconds from one person. At most 600 in 600 seconds from one address. Problems: `invalid-input`, `unauthenticated`, `forbidden`, `second-factor-required`, `profile-required`, `conflict`, `too-many-accounts`, `idempotency-mismatch`, `too-large`, `unsupported-media-type`, `credentials-rejected`, `rate-limited`, `internal`, `unavailable`.
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
         * @description For people whose role is `operator` or `admin`. At most 300 in 60 seconds from one person. At most 6000 in 60 seconds from one address. Problems: `invalid-input`, `unauthenticated`, `forbidden`, `second-factor-required`, `profile-required`, `not-found`, `rate-limited`, `internal`, `unavailable`.
         */
        get: operations["cloud-accounts-get"];
        put?: never;
        post?: never;
        /**
         * Disconnects an account and deletes its credentials with their key. Nothing changes in the cloud.
         * @description For people whose role is `operator` or `admin`. Needs a sign-in of the last 15 minutes. At most 60 in 60 seconds from one person. At most 3000 in 60 seconds from one address. Problems: `invalid-input`, `unauthenticated`, `forbidden`, `recent-sign-in-required`, `second-factor-required`, `profile-required`, `not-found`, `conflict`, `has-clusters`, `too-large`, `unsupported-media-type`, `rate-limited`, `internal`, `unavailable`.
         */
        delete: operations["cloud-accounts-delete"];
        options?: never;
        head?: never;
        /**
         * Changes the name or the environment of an account, or disables or enables it.
         * @description For people whose role is `operator` or `admin`. At most 60 in 60 seconds from one person. At most 3000 in 60 seconds from one address. Problems: `invalid-input`, `unauthenticated`, `forbidden`, `second-factor-required`, `profile-required`, `not-found`, `conflict`, `too-large`, `unsupported-media-type`, `rate-limited`, `internal`, `unavailable`.
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
         * Checks the stored credentials again. The response says whether they work, and if not, why.
         * @description For people whose role is `operator` or `admin`. At most 30 in 600 seconds from one person. At most 600 in 600 seconds from one address. Problems: `invalid-input`, `unauthenticated`, `forbidden`, `second-factor-required`, `profile-required`, `not-found`, `conflict`, `too-large`, `unsupported-media-type`, `rate-limited`, `internal`, `unavailable`.
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
         * Replaces the credentials if the new ones work for the same account. Otherwise the old ones stay.
         * @description For people whose role is `operator` or `admin`. Needs a sign-in of the last 15 minutes. At most 30 in 600 seconds from one person. At most 600 in 600 seconds from one address. Problems: `invalid-input`, `unauthenticated`, `forbidden`, `recent-sign-in-required`, `second-factor-required`, `profile-required`, `not-found`, `conflict`, `too-large`, `unsupported-media-type`, `credentials-rejected`, `rate-limited`, `internal`, `unavailable`.
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
         * S3 buckets, Azure storage accounts or GCS buckets, in the order of the platform.
         * @description For people whose role is `operator` or `admin`. At most 120 in 600 seconds from one person. At most 2400 in 600 seconds from one address. Problems: `invalid-input`, `unauthenticated`, `forbidden`, `second-factor-required`, `profile-required`, `not-found`, `account-not-usable`, `no-storage`, `provider-refused`, `rate-limited`, `internal`, `unavailable`.
         */
        get: operations["cloud-accounts-buckets"];
        put?: never;
        /**
         * Creates a private, encrypted bucket with versions for Terraform state.
         * @description For people whose role is `operator` or `admin`. At most 30 in 600 seconds from one person. At most 600 in 600 seconds from one address. Problems: `invalid-input`, `unauthenticated`, `forbidden`, `second-factor-required`, `profile-required`, `not-found`, `conflict`, `account-not-usable`, `no-storage`, `bucket-taken`, `too-large`, `unsupported-media-type`, `provider-refused`, `rate-limited`, `internal`, `unavailable`.
         */
        post: operations["cloud-accounts-create-bucket"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/cloud-accounts/{accountId}/zones": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The public DNS zones of an account, 300 at most. A cluster also takes a zone beyond them by its name.
         * @description For people whose role is `operator` or `admin`. At most 120 in 600 seconds from one person. At most 2400 in 600 seconds from one address. Problems: `invalid-input`, `unauthenticated`, `forbidden`, `second-factor-required`, `profile-required`, `not-found`, `account-not-usable`, `no-storage`, `provider-refused`, `rate-limited`, `internal`, `unavailable`.
         */
        get: operations["cloud-accounts-zones"];
        put?: never;
        post?: never;
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
         * The contents of one folder of a bucket, page by page.
         * @description For people whose role is `operator` or `admin`. At most 120 in 600 seconds from one person. At most 2400 in 600 seconds from one address. Problems: `invalid-input`, `unauthenticated`, `forbidden`, `second-factor-required`, `profile-required`, `not-found`, `account-not-usable`, `no-storage`, `provider-refused`, `rate-limited`, `internal`, `unavailable`.
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
    "/v1/cloud-accounts/{accountId}/offerings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The Kubernetes versions, machine types with prices, zones and quotas of a region, as the cloud gives them to this account. Asked once a day; a list that the cloud does not give comes from a dated table.
         * @description For people whose role is `operator` or `admin`. At most 120 in 600 seconds from one person. At most 2400 in 600 seconds from one address. Problems: `invalid-input`, `unauthenticated`, `forbidden`, `second-factor-required`, `profile-required`, `not-found`, `account-not-usable`, `rate-limited`, `internal`, `unavailable`.
         */
        get: operations["cloud-accounts-offerings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/cloud-accounts/{accountId}/offers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The offers of an account of the caller, 100 at most, with what each has used.
         * @description For people whose role is `operator` or `admin`. At most 300 in 60 seconds from one person. At most 6000 in 60 seconds from one address. Problems: `invalid-input`, `unauthenticated`, `forbidden`, `second-factor-required`, `profile-required`, `not-found`, `rate-limited`, `internal`, `unavailable`.
         */
        get: operations["account-offers-list"];
        put?: never;
        /**
         * Offers an account of the caller to an organiser, who attaches labs in it up to a budget and never sees the account.
         * @description For people whose role is `operator` or `admin`. At most 60 in 600 seconds from one person. At most 3000 in 600 seconds from one address. Problems: `invalid-input`, `unauthenticated`, `forbidden`, `second-factor-required`, `profile-required`, `not-found`, `conflict`, `account-not-usable`, `too-large`, `unsupported-media-type`, `rate-limited`, `internal`, `unavailable`.
         */
        post: operations["account-offers-create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/account-offers/{offerId}": {
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
         * Withdraws an offer. Labs that are built stay until their end, and labs that wait are not built.
         * @description For people whose role is `operator` or `admin`. At most 60 in 60 seconds from one person. At most 3000 in 60 seconds from one address. Problems: `invalid-input`, `unauthenticated`, `forbidden`, `second-factor-required`, `profile-required`, `not-found`, `conflict`, `too-large`, `unsupported-media-type`, `rate-limited`, `internal`, `unavailable`.
         */
        delete: operations["account-offers-withdraw"];
        options?: never;
        head?: never;
        /**
         * Changes the budget of an offer. It stays at or above what is used.
         * @description For people whose role is `operator` or `admin`. At most 60 in 60 seconds from one person. At most 3000 in 60 seconds from one address. Problems: `invalid-input`, `unauthenticated`, `forbidden`, `second-factor-required`, `profile-required`, `not-found`, `conflict`, `over-budget`, `too-large`, `unsupported-media-type`, `rate-limited`, `internal`, `unavailable`.
         */
        patch: operations["account-offers-update"];
        trace?: never;
    };
    "/v1/me/account-offers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The accounts that operators offer the caller for labs, without anything about the accounts.
         * @description For people who are signed in. At most 300 in 60 seconds from one person. At most 6000 in 60 seconds from one address. Problems: `invalid-input`, `unauthenticated`, `forbidden`, `profile-required`, `rate-limited`, `internal`, `unavailable`.
         */
        get: operations["account-offers-mine"];
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
         * @description For people whose role is `operator` or `admin`. At most 300 in 60 seconds from one person. At most 6000 in 60 seconds from one address. Problems: `invalid-input`, `unauthenticated`, `forbidden`, `second-factor-required`, `profile-required`, `rate-limited`, `internal`, `unavailable`.
         */
        get: operations["clusters-list"];
        put?: never;
        /**
         * Plans a cluster in an account of the caller, and builds the cluster when the plan is approved.
         * @description For people whose role is `operator` or `admin`. At most 60 in 600 seconds from one person. At most 600 in 600 seconds from one address. Problems: `invalid-input`, `unauthenticated`, `forbidden`, `second-factor-required`, `profile-required`, `not-found`, `conflict`, `account-not-usable`, `permissions-missing`, `too-many-clusters`, `quota-exceeded`, `over-budget`, `idempotency-mismatch`, `too-large`, `unsupported-media-type`, `rate-limited`, `internal`, `unavailable`.
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
         * @description For people whose role is `operator` or `admin`. At most 300 in 60 seconds from one person. At most 6000 in 60 seconds from one address. Problems: `invalid-input`, `unauthenticated`, `forbidden`, `second-factor-required`, `profile-required`, `not-found`, `rate-limited`, `internal`, `unavailable`.
         */
        get: operations["clusters-get"];
        put?: never;
        post?: never;
        /**
         * Destroys a cluster and lists the resources that are left. A run in progress is canceled first. A cluster whose plan was never applied ends at once. Repeated calls change nothing.
         * @description For people whose role is `operator` or `admin`. Needs a sign-in of the last 15 minutes. At most 60 in 600 seconds from one person. At most 600 in 600 seconds from one address. Problems: `invalid-input`, `unauthenticated`, `forbidden`, `recent-sign-in-required`, `second-factor-required`, `profile-required`, `not-found`, `conflict`, `too-large`, `unsupported-media-type`, `rate-limited`, `internal`, `unavailable`.
         */
        delete: operations["clusters-delete"];
        options?: never;
        head?: never;
        /**
         * Plans a change of services, nodes, the Kubernetes version or the ranges that may reach its API. The cluster stays as it is until the plan is applied.
         * @description For people whose role is `operator` or `admin`. At most 60 in 600 seconds from one person. At most 600 in 600 seconds from one address. Problems: `invalid-input`, `unauthenticated`, `forbidden`, `second-factor-required`, `profile-required`, `not-found`, `conflict`, `account-not-usable`, `cluster-busy`, `too-large`, `unsupported-media-type`, `rate-limited`, `internal`, `unavailable`.
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
         * Cancels the run in progress. Terraform stops as soon as it can and saves its state.
         * @description For people whose role is `operator` or `admin`. At most 60 in 600 seconds from one person. At most 600 in 600 seconds from one address. Problems: `invalid-input`, `unauthenticated`, `forbidden`, `second-factor-required`, `profile-required`, `not-found`, `conflict`, `nothing-to-cancel`, `too-large`, `unsupported-media-type`, `rate-limited`, `internal`, `unavailable`.
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
         * @description For people whose role is `operator` or `admin`. At most 60 in 600 seconds from one person. At most 600 in 600 seconds from one address. Problems: `invalid-input`, `unauthenticated`, `forbidden`, `second-factor-required`, `profile-required`, `not-found`, `conflict`, `account-not-usable`, `cluster-busy`, `nothing-to-retry`, `too-large`, `unsupported-media-type`, `rate-limited`, `internal`, `unavailable`.
         */
        post: operations["clusters-retry"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/clusters/{clusterId}/undo-change": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Leaves a cluster as it was before its last change failed: plans the way back, or only accepts the state if the change was never applied.
         * @description For people whose role is `operator` or `admin`. At most 60 in 600 seconds from one person. At most 600 in 600 seconds from one address. Problems: `invalid-input`, `unauthenticated`, `forbidden`, `second-factor-required`, `profile-required`, `not-found`, `conflict`, `account-not-usable`, `cluster-busy`, `nothing-to-undo`, `too-large`, `unsupported-media-type`, `rate-limited`, `internal`, `unavailable`.
         */
        post: operations["clusters-undo-change"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/clusters/{clusterId}/unlock": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Releases the lock that another process holds on the Terraform state, then repeats the command that failed.
         * @description For people whose role is `operator` or `admin`. Needs a sign-in of the last 15 minutes. At most 60 in 600 seconds from one person. At most 600 in 600 seconds from one address. Problems: `invalid-input`, `unauthenticated`, `forbidden`, `recent-sign-in-required`, `second-factor-required`, `profile-required`, `not-found`, `conflict`, `account-not-usable`, `cluster-busy`, `nothing-to-unlock`, `too-large`, `unsupported-media-type`, `rate-limited`, `internal`, `unavailable`.
         */
        post: operations["clusters-unlock"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/clusters/{clusterId}/forget": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Forgets a cluster after a destroy that failed. Its resources stay in the cloud; the response lists those that Labseat knows of.
         * @description For people whose role is `operator` or `admin`. Needs a sign-in of the last 15 minutes. At most 60 in 600 seconds from one person. At most 600 in 600 seconds from one address. Problems: `invalid-input`, `unauthenticated`, `forbidden`, `recent-sign-in-required`, `second-factor-required`, `profile-required`, `not-found`, `conflict`, `nothing-to-forget`, `too-large`, `unsupported-media-type`, `rate-limited`, `internal`, `unavailable`.
         */
        post: operations["clusters-forget"];
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
         * @description For people whose role is `operator` or `admin`. At most 60 in 600 seconds from one person. At most 600 in 600 seconds from one address. Problems: `invalid-input`, `unauthenticated`, `forbidden`, `second-factor-required`, `profile-required`, `not-found`, `conflict`, `too-large`, `unsupported-media-type`, `rate-limited`, `internal`, `unavailable`.
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
         * @description For people whose role is `operator` or `admin`. At most 60 in 600 seconds from one person. At most 600 in 600 seconds from one address. Problems: `invalid-input`, `unauthenticated`, `forbidden`, `second-factor-required`, `profile-required`, `not-found`, `conflict`, `account-not-usable`, `cluster-busy`, `too-large`, `unsupported-media-type`, `rate-limited`, `internal`, `unavailable`.
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
         * @description For people whose role is `operator` or `admin`. At most 300 in 60 seconds from one person. At most 6000 in 60 seconds from one address. Problems: `invalid-input`, `unauthenticated`, `forbidden`, `second-factor-required`, `profile-required`, `conflict`, `too-large`, `unsupported-media-type`, `rate-limited`, `internal`, `unavailable`.
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
         * @description For people whose role is `operator` or `admin`. Needs a sign-in of the last 15 minutes. At most 120 in 600 seconds from one person. At most 2400 in 600 seconds from one address. Problems: `invalid-input`, `unauthenticated`, `forbidden`, `recent-sign-in-required`, `second-factor-required`, `profile-required`, `not-found`, `no-endpoint`, `rate-limited`, `internal`, `unavailable`.
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
         * The runs of a cluster, newest first, without the attributes of their resources.
         * @description For people whose role is `operator` or `admin`. At most 300 in 60 seconds from one person. At most 6000 in 60 seconds from one address. Problems: `invalid-input`, `unauthenticated`, `forbidden`, `second-factor-required`, `profile-required`, `not-found`, `rate-limited`, `internal`, `unavailable`.
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
         * @description For people whose role is `operator` or `admin`. At most 300 in 60 seconds from one person. At most 6000 in 60 seconds from one address. Problems: `invalid-input`, `unauthenticated`, `forbidden`, `second-factor-required`, `profile-required`, `not-found`, `rate-limited`, `internal`, `unavailable`.
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
         * @description For people whose role is `operator` or `admin`. At most 300 in 60 seconds from one person. At most 6000 in 60 seconds from one address. Problems: `invalid-input`, `unauthenticated`, `forbidden`, `second-factor-required`, `profile-required`, `not-found`, `rate-limited`, `internal`, `unavailable`.
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
         * @description For people whose role is `operator` or `admin`. Needs a sign-in of the last 15 minutes. At most 60 in 600 seconds from one person. At most 600 in 600 seconds from one address. Problems: `invalid-input`, `unauthenticated`, `forbidden`, `recent-sign-in-required`, `second-factor-required`, `profile-required`, `not-found`, `conflict`, `account-not-usable`, `nothing-to-approve`, `too-large`, `unsupported-media-type`, `rate-limited`, `internal`, `unavailable`.
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
         * @description For people whose role is `operator` or `admin`. At most 60 in 600 seconds from one person. At most 600 in 600 seconds from one address. Problems: `invalid-input`, `unauthenticated`, `forbidden`, `second-factor-required`, `profile-required`, `not-found`, `conflict`, `nothing-to-approve`, `too-large`, `unsupported-media-type`, `rate-limited`, `internal`, `unavailable`.
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
         * @description For Labseat’s own jobs, by their Google identity and the secret of their run. At most 6000 in 60 seconds from one address. Problems: `invalid-input`, `unauthenticated`, `conflict`, `run-claimed`, `run-over`, `too-large`, `unsupported-media-type`, `rate-limited`, `internal`, `unavailable`.
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
         * @description For Labseat’s own jobs, by their Google identity and the secret of their run. At most 6000 in 60 seconds from one address. Problems: `invalid-input`, `unauthenticated`, `conflict`, `run-over`, `too-large`, `unsupported-media-type`, `credentials-rejected`, `rate-limited`, `internal`, `unavailable`.
         */
        post: operations["runner-credentials"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/runner/hub": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * What a JupyterHub of the run’s cluster needs to sign people in with Labseat. Registers the address to which the provider sends people back.
         * @description For Labseat’s own jobs, by their Google identity and the secret of their run. At most 6000 in 60 seconds from one address. Problems: `invalid-input`, `unauthenticated`, `conflict`, `run-over`, `too-large`, `unsupported-media-type`, `rate-limited`, `internal`, `unavailable`.
         */
        post: operations["runner-hub"];
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
         * @description For Labseat’s own jobs, by their Google identity and the secret of their run. At most 6000 in 60 seconds from one address. Problems: `invalid-input`, `unauthenticated`, `conflict`, `run-over`, `too-large`, `unsupported-media-type`, `rate-limited`, `internal`, `unavailable`.
         */
        post: operations["runner-progress"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/clients": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The caller’s clients, newest first. Admins get the clients of everybody.
         * @description For people whose role is `operator` or `admin`. At most 300 in 60 seconds from one person. At most 6000 in 60 seconds from one address. Problems: `invalid-input`, `unauthenticated`, `forbidden`, `second-factor-required`, `profile-required`, `rate-limited`, `internal`, `unavailable`.
         */
        get: operations["clients-list"];
        put?: never;
        /**
         * Registers a program that signs people in through Labseat. Only this response has its secret.
         * @description For people whose role is `operator` or `admin`. At most 60 in 600 seconds from one person. At most 3000 in 600 seconds from one address. Problems: `invalid-input`, `unauthenticated`, `forbidden`, `second-factor-required`, `profile-required`, `conflict`, `too-many-clients`, `too-large`, `unsupported-media-type`, `rate-limited`, `internal`, `unavailable`.
         */
        post: operations["clients-create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/clients/{clientId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One client, without its secret.
         * @description For people whose role is `operator` or `admin`. At most 300 in 60 seconds from one person. At most 6000 in 60 seconds from one address. Problems: `invalid-input`, `unauthenticated`, `forbidden`, `second-factor-required`, `profile-required`, `not-found`, `rate-limited`, `internal`, `unavailable`.
         */
        get: operations["clients-get"];
        put?: never;
        post?: never;
        /**
         * Deletes a client. Nobody can sign in there from then on, and its tokens end.
         * @description For people whose role is `operator` or `admin`. At most 60 in 60 seconds from one person. At most 3000 in 60 seconds from one address. Problems: `invalid-input`, `unauthenticated`, `forbidden`, `second-factor-required`, `profile-required`, `not-found`, `conflict`, `client-of-cluster`, `too-large`, `unsupported-media-type`, `rate-limited`, `internal`, `unavailable`.
         */
        delete: operations["clients-delete"];
        options?: never;
        head?: never;
        /**
         * Changes a client. Labseat itself changes the client of a cluster.
         * @description For people whose role is `operator` or `admin`. At most 60 in 60 seconds from one person. At most 3000 in 60 seconds from one address. Problems: `invalid-input`, `unauthenticated`, `forbidden`, `second-factor-required`, `profile-required`, `not-found`, `conflict`, `client-of-cluster`, `too-large`, `unsupported-media-type`, `rate-limited`, `internal`, `unavailable`.
         */
        patch: operations["clients-update"];
        trace?: never;
    };
    "/v1/clients/{clientId}/rotate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Replaces the secret. The old one ends at once, and only this response has the new one.
         * @description For people whose role is `operator` or `admin`. At most 60 in 60 seconds from one person. At most 3000 in 60 seconds from one address. Problems: `invalid-input`, `unauthenticated`, `forbidden`, `second-factor-required`, `profile-required`, `not-found`, `conflict`, `client-of-cluster`, `too-large`, `unsupported-media-type`, `rate-limited`, `internal`, `unavailable`.
         */
        post: operations["clients-rotate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sign-ins/{signInId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A sign-in that a client began, and whether the caller may enter there.
         * @description For people who are signed in. At most 300 in 60 seconds from one person. At most 6000 in 60 seconds from one address. Problems: `invalid-input`, `unauthenticated`, `forbidden`, `profile-required`, `not-found`, `rate-limited`, `internal`, `unavailable`.
         */
        get: operations["sign-ins-get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sign-ins/{signInId}/answer": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * The caller signs in at the client. Only the browser in which the client began the sign-in can use `continueUrl`, once, within a minute.
         * @description For people who are signed in and have confirmed their e-mail address. At most 60 in 60 seconds from one person. At most 3000 in 60 seconds from one address. Problems: `invalid-input`, `unauthenticated`, `forbidden`, `recent-sign-in-required`, `email-not-verified`, `profile-required`, `no-access`, `not-found`, `conflict`, `too-large`, `unsupported-media-type`, `rate-limited`, `internal`, `unavailable`.
         */
        post: operations["sign-ins-answer"];
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
            /**
             * Format: date-time
             * @description RFC 3339. Responses are in UTC.
             * @example 2027-05-01T09:00:00.000Z
             */
            registrationOpensAt?: string | null;
            /**
             * Format: date-time
             * @description RFC 3339. Responses are in UTC.
             * @example 2027-05-01T09:00:00.000Z
             */
            registrationClosesAt?: string | null;
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
            /**
             * Format: date-time
             * @description RFC 3339. Responses are in UTC.
             * @example 2027-05-01T09:00:00.000Z
             */
            registrationOpensAt?: string | null;
            /**
             * Format: date-time
             * @description RFC 3339. Responses are in UTC.
             * @example 2027-05-01T09:00:00.000Z
             */
            registrationClosesAt?: string | null;
            location?: components["schemas"]["LocationChange"];
            capacity?: number;
            /** @description Minor units and an ISO 4217 code. */
            price?: {
                amount: number;
                currency: string;
            } | null;
            tags?: string[];
            /** @description By default attendees get a notice of what has changed. False is for a new title and a new description only: a new time, place, link or price always sends one. */
            notify?: boolean;
        };
        /** @description The link stays unless `url` is there. null removes it, and so does `in-person`. */
        LocationChange: {
            /** @enum {string} */
            kind: "in-person" | "online" | "hybrid";
            name?: string;
            address?: string;
            /** Format: uri */
            url?: string | null;
        };
        /** @enum {string} */
        RegistrationState: "requested" | "confirmed" | "waitlisted" | "offered" | "payment-due" | "declined" | "expired" | "cancelled" | "attended" | "no-show";
        ReportInput: {
            /** @enum {string} */
            reason: "spam" | "misleading" | "offensive" | "dangerous" | "other";
            /** @default  */
            comment?: string;
        };
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
        ClientInput: {
            name: string;
            redirectUris: string[];
            /** @default [] */
            logoutUris?: string[];
            /** @enum {string} */
            audience: "event" | "anyone";
            /**
             * @description Opaque.
             * @default null
             */
            eventId?: string | null;
        };
        ClientChange: {
            name?: string;
            redirectUris?: string[];
            logoutUris?: string[];
            /** @enum {string} */
            audience?: "event" | "anyone";
            /** @description Opaque. */
            eventId?: string | null;
        };
        /** @description RFC 9457 problem details. */
        Problem: {
            /** @description `urn:labseat:problem:` and the code. It is a name, not a web address. */
            type: string;
            title: string;
            status: number;
            /** @enum {string} */
            code: "invalid-input" | "password-too-short" | "password-too-common" | "password-reused" | "unauthenticated" | "forbidden" | "wrong-password" | "recent-sign-in-required" | "second-factor-required" | "email-not-verified" | "profile-required" | "no-seat" | "no-access" | "no-consent" | "not-found" | "method-not-allowed" | "conflict" | "username-taken" | "email-taken" | "event-not-open" | "event-not-begun" | "event-begun" | "capacity-below-seats-taken" | "last-admin" | "has-registrations" | "has-events" | "owns-clusters" | "has-clusters" | "account-not-usable" | "keyless-not-configured" | "cluster-busy" | "nothing-to-cancel" | "nothing-to-retry" | "nothing-to-forget" | "nothing-to-undo" | "nothing-to-unlock" | "nothing-to-approve" | "lab-at-work" | "lab-too-small" | "lab-not-open" | "help-taken" | "no-endpoint" | "permissions-missing" | "too-many-events" | "too-many-accounts" | "too-many-clusters" | "too-many-clients" | "client-of-cluster" | "quota-exceeded" | "over-budget" | "run-claimed" | "run-over" | "no-storage" | "bucket-taken" | "not-replayable" | "idempotency-mismatch" | "too-large" | "unsupported-media-type" | "credentials-rejected" | "provider-refused" | "rate-limited" | "internal" | "unavailable";
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
                suspensionChangedAt?: components["schemas"]["Time"];
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
            labPlaces: ({
                path: string;
            } & {
                [key: string]: unknown;
            })[];
            clients: ({
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
            /**
             * Format: date-time
             * @description RFC 3339. Responses are in UTC.
             * @example 2027-05-01T09:00:00.000Z
             */
            registrationOpensAt?: string | null;
            /**
             * Format: date-time
             * @description RFC 3339. Responses are in UTC.
             * @example 2027-05-01T09:00:00.000Z
             */
            registrationClosesAt?: string | null;
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
            hasLab?: boolean;
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
        CalendarAddress: {
            /** @description Calendar programs read it without a sign-in. Keep it secret. */
            url: string;
        };
        Lab: {
            eventId: components["schemas"]["Id"];
            /** @enum {string} */
            state: "scheduled" | "building" | "ready" | "ending" | "ended" | "failed";
            /** @enum {string} */
            template: "notebook" | "notebook-vscode" | "notebook-vscode-mlflow";
            materials: string | null;
            opensAt: components["schemas"]["Time"];
            endsAt: components["schemas"]["Time"];
            hasDownload: boolean;
            setup?: {
                ownerId: components["schemas"]["Id"];
                /** @description Opaque. */
                accountId: string | null;
                /** @enum {string} */
                platform: "aws" | "azure" | "gcp" | "sandbox";
                region: string | null;
                offer?: string;
                /** @description Opaque. */
                clusterId: string | null;
                memoryGb: number;
                cores: number;
                readyMinutes: number;
                endMinutes: number;
                nodes: {
                    type: string;
                    min: number;
                    max: number;
                    diskGb?: number;
                };
                buildsAt: components["schemas"]["Time"];
                failure?: {
                    /** @enum {string} */
                    reason: "build" | "refused" | "destroyed" | "owner";
                    detail: string;
                };
                cost: {
                    total: {
                        amount: number;
                        /** @enum {string} */
                        currency: "USD";
                    } | null;
                    perPerson: {
                        amount: number;
                        /** @enum {string} */
                        currency: "USD";
                    } | null;
                    source: string;
                };
                spent?: {
                    total: {
                        amount: number;
                        /** @enum {string} */
                        currency: "USD";
                    } | null;
                    perPerson: {
                        amount: number;
                        /** @enum {string} */
                        currency: "USD";
                    } | null;
                };
                budget: {
                    amount: number;
                    /** @enum {string} */
                    currency: "USD";
                } | null;
                overBudgetAt?: components["schemas"]["Time"];
                seatsBuilt: number | null;
                room?: {
                    seats: number;
                    /** @enum {string} */
                    limitedBy: "size" | "quota" | "budget";
                };
                rehearsal?: {
                    userId: components["schemas"]["Id"];
                    startsAt: components["schemas"]["Time"];
                    endsAt: components["schemas"]["Time"];
                };
                rehearsalCost: {
                    amount: number;
                    /** @enum {string} */
                    currency: "USD";
                } | null;
                receipt?: {
                    clusterId: components["schemas"]["Id"];
                    name: string;
                    nodes: {
                        type: string;
                        min: number;
                        max: number;
                        diskGb?: number;
                    };
                    from: components["schemas"]["Time"];
                    to: components["schemas"]["Time"];
                    cost: {
                        amount: number;
                        /** @enum {string} */
                        currency: "USD";
                    } | null;
                    left: number | null;
                };
            };
        };
        LabPlace: {
            /** @enum {string} */
            state: "open";
            url: string;
        } | {
            /** @enum {string} */
            state: "starting";
            url: string;
        } | {
            /** @enum {string} */
            state: "waiting";
            /** @enum {string} */
            waitsFor: "schedule" | "build";
            opensAt: components["schemas"]["Time"];
        };
        LabWork: {
            /** @description Contains a secret that gives the work to everybody who has it. */
            url: string;
            expiresAt: components["schemas"]["Time"];
        };
        LabHelp: {
            /** @enum {string} */
            state: "open";
            /** @description Contains a secret that opens this server for ten minutes. */
            url: string;
        } | {
            /** @enum {string} */
            state: "waiting";
            /** @enum {string} */
            waitsFor: "consent" | "server";
        };
        LabCost: {
            clusterId: components["schemas"]["Id"];
            eventId: components["schemas"]["Id"];
            title: string;
            accountId: components["schemas"]["Id"];
            account: string | null;
            isRehearsal: boolean;
            from: components["schemas"]["Time"];
            /**
             * Format: date-time
             * @description RFC 3339. Responses are in UTC.
             * @example 2027-05-01T09:00:00.000Z
             */
            to: string | null;
            hours: number;
            estimate: {
                amount: number;
                /** @enum {string} */
                currency: "USD";
            } | null;
            actual: {
                amount: number;
                /** @enum {string} */
                currency: "USD";
            } | null;
            people: number;
        };
        /** @description What people reported about one event. */
        Report: {
            /** @enum {string} */
            state: "open" | "hidden" | "dismissed";
            count: number;
            statements: {
                /** @enum {string} */
                reason: "spam" | "misleading" | "offensive" | "dangerous" | "other";
                comment: string;
                at: components["schemas"]["Time"];
            }[];
            firstAt: components["schemas"]["Time"];
            lastAt: components["schemas"]["Time"];
            eventId: components["schemas"]["Id"];
            /** @description null when the event was deleted. */
            event: {
                title: string;
                /** @enum {string} */
                state: "draft" | "published" | "cancelled";
                startsAt: components["schemas"]["Time"];
                ownerId: components["schemas"]["Id"];
                ownerName: string;
            } | null;
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
            kind: "welcome" | "seat-confirmed" | "waiting-list" | "promoted" | "registration-cancelled" | "event-changed" | "event-cancelled" | "reminder" | "new-registrations" | "new-review" | "role-changed" | "account-changed" | "new-sign-in" | "account-connected" | "account-failing" | "cluster-ready" | "cluster-failed" | "cluster-change-failed" | "cluster-expiring" | "cluster-destroyed" | "lab-ready" | "lab-late" | "lab-failed" | "lab-ending" | "event-message" | "lab-budget-low" | "lab-over-budget";
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
            /**
             * @description The stored profile is damaged; this is what can be read of it.
             * @enum {boolean}
             */
            unreadable?: true;
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
        SystemStatus: {
            version: {
                commit: string;
                /**
                 * Format: date-time
                 * @description RFC 3339. Responses are in UTC.
                 * @example 2027-05-01T09:00:00.000Z
                 */
                committedAt: string | null;
            };
            waiting: {
                registrations: {
                    count: number;
                    /**
                     * Format: date-time
                     * @description RFC 3339. Responses are in UTC.
                     * @example 2027-05-01T09:00:00.000Z
                     */
                    oldestAt: string | null;
                };
                mails: {
                    count: number;
                    /**
                     * Format: date-time
                     * @description RFC 3339. Responses are in UTC.
                     * @example 2027-05-01T09:00:00.000Z
                     */
                    oldestAt: string | null;
                };
                messages: {
                    count: number;
                    /**
                     * Format: date-time
                     * @description RFC 3339. Responses are in UTC.
                     * @example 2027-05-01T09:00:00.000Z
                     */
                    oldestAt: string | null;
                };
            };
            failedMails: number;
            deadLetters: {
                count: number;
                /**
                 * Format: date-time
                 * @description RFC 3339. Responses are in UTC.
                 * @example 2027-05-01T09:00:00.000Z
                 */
                oldestAt: string | null;
            };
            clusters: {
                clusterId: components["schemas"]["Id"];
                name: string;
                ownerId: components["schemas"]["Id"];
                /** @enum {string} */
                trouble: "silent" | "past-end" | "destroy-failed";
                since: components["schemas"]["Time"];
            }[];
            unreadable: {
                documents: {
                    path: string;
                    refusals: string[];
                    foundAt: components["schemas"]["Time"];
                }[];
                /**
                 * Format: date-time
                 * @description RFC 3339. Responses are in UTC.
                 * @example 2027-05-01T09:00:00.000Z
                 */
                completedAt: string | null;
            };
            sweep: {
                startedAt: components["schemas"]["Time"];
                endedAt: components["schemas"]["Time"];
                chores: {
                    /** @enum {string} */
                    name: "settle events" | "announce changed events" | "remind attendees" | "send e-mail" | "check cloud accounts" | "find lost runs" | "run labs" | "end clusters" | "check clusters for drift" | "check links of clusters" | "release reserved usernames" | "finish removals of people" | "find unreadable documents" | "apply suspensions" | "find people without an account";
                    items: number;
                    failures: number;
                }[];
            } | null;
        };
        DeadLetter: {
            /** @enum {string} */
            topic: "user-registered" | "registration-requested" | "event-capacity-changed" | "user-notification" | "activity" | "cluster-run" | "cloud-account-due" | "lab-due" | "lab-place" | "sweep";
            /** @description JSON, up to 2,000 characters. */
            payload: string;
            reason: string | null;
            attempts: number | null;
            firstAt: components["schemas"]["Time"];
            lastAt: components["schemas"]["Time"];
            traceId: string | null;
            /** @enum {string} */
            state: "dead" | "replayed" | "discarded";
            replays: number;
            id: components["schemas"]["Id"];
            /** @description The message is whole, and the contract still has its form. */
            canReplay: boolean;
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
        /** @description A public DNS zone of Route 53, Azure DNS or Cloud DNS. */
        DnsZone: {
            name: string;
            id: string;
        };
        BucketObject: {
            name: string;
            /** @enum {string} */
            kind: "folder" | "object";
            size?: number;
            updatedAt?: components["schemas"]["Time"];
        };
        /** @description What a cloud offers an account for clusters in a region. */
        Offerings: {
            region: string;
            versions: {
                version: string;
                standardEnd?: string;
            }[];
            versionsSource: {
                /** @enum {string} */
                kind: "cloud" | "table";
                date: string;
            };
            machineTypes: {
                name: string;
                processors: number;
                memoryGib: number;
                gpu?: {
                    count: number;
                    model: string;
                };
                /** @enum {string} */
                architecture: "x86_64" | "arm64";
                zones: string[];
                hourlyCents?: number;
            }[];
            machineTypesSource: {
                /** @enum {string} */
                kind: "cloud" | "table";
                date: string;
            };
            pricesSource: {
                /** @enum {string} */
                kind: "cloud" | "table";
                date: string;
            };
            zones: string[];
            quotas: {
                name: string;
                max: number;
                used?: number;
            }[];
            askedAt: components["schemas"]["Time"];
        };
        AccountOffer: {
            id: components["schemas"]["Id"];
            accountId: components["schemas"]["Id"];
            person: {
                uid: components["schemas"]["Id"];
                name: string;
                username: components["schemas"]["Username"];
            };
            label: string;
            region: string;
            budget: {
                amount: number;
                /** @enum {string} */
                currency: "USD";
            };
            used: {
                amount: number;
                /** @enum {string} */
                currency: "USD";
            };
            createdAt: components["schemas"]["Time"];
        };
        ReceivedOffer: {
            id: components["schemas"]["Id"];
            label: string;
            /** @enum {string} */
            platform: "aws" | "azure" | "gcp" | "sandbox";
            budget: {
                amount: number;
                /** @enum {string} */
                currency: "USD";
            };
            used: {
                amount: number;
                /** @enum {string} */
                currency: "USD";
            };
        };
        Cluster: {
            ownerId: components["schemas"]["Id"];
            accountId: components["schemas"]["Id"];
            /** @enum {string} */
            platform: "aws" | "azure" | "gcp" | "sandbox";
            name: string;
            domain?: {
                zone: string;
                zoneId: string;
                allowedRanges: string[];
            };
            region: string;
            stateBucket: string;
            services: ("vscode" | "jupyterhub" | "mlflow" | "airflow" | "superset")[];
            kubernetesVersion: string;
            vpcCidr: string;
            publicSubnets: string[];
            privateSubnets: string[];
            apiRanges?: string[];
            permissionsBoundary?: string;
            /** @enum {string} */
            approval: "manual" | "automatic";
            nodes: {
                type: string;
                min: number;
                max: number;
                diskGb?: number;
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
                forward?: {
                    namespace: string;
                    service: string;
                    port: number;
                };
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
                } | null;
                monthly: {
                    amount: number;
                    /** @enum {string} */
                    currency: "USD";
                } | null;
                source: string;
            };
            nodePrice?: {
                amount: number;
                /** @enum {string} */
                currency: "USD";
            };
            listPrice?: {
                amount: number;
                /** @enum {string} */
                currency: "USD";
                date: string;
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
            failedChange?: components["schemas"]["Id"];
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
            applied?: boolean;
            closed?: {
                /** @enum {string} */
                reason: "never-applied" | "forgotten";
                at: components["schemas"]["Time"];
                left: {
                    id: string;
                    kind: string;
                    region: string;
                    link?: string;
                }[];
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
            } | null;
            monthly: {
                amount: number;
                /** @enum {string} */
                currency: "USD";
            } | null;
            items: {
                what: string;
                hourly: {
                    amount: number;
                    /** @enum {string} */
                    currency: "USD";
                } | null;
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
                    diskGb?: number;
                };
                nodePrice?: {
                    amount: number;
                    /** @enum {string} */
                    currency: "USD";
                };
                listPrice?: {
                    amount: number;
                    /** @enum {string} */
                    currency: "USD";
                    date: string;
                };
                kubernetesVersion?: string;
                apiRanges?: string[];
            };
            unlock?: {
                /** @enum {string} */
                stage: "cluster" | "apps";
                id: string;
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
                attributes?: {
                    path: string;
                    from?: string;
                    to?: string;
                    /** @enum {boolean} */
                    replaces?: true;
                }[];
                hiddenAttributes?: number;
                /** @enum {string} */
                replacedBecause?: "damaged" | "requested" | "trigger";
                previousAddress?: string;
                seconds?: number;
                error?: string;
            }[];
            total: number;
            done: number;
            tail: string[];
            failure?: {
                /** @enum {string} */
                reason: "credentials" | "terraform" | "state-locked" | "state-missing" | "not-started" | "timeout" | "lost" | "stale-plan" | "leftovers" | "runner";
                detail: string;
                lock?: {
                    /** @enum {string} */
                    stage: "cluster" | "apps";
                    id: string;
                    who: string;
                    /** Format: date-time */
                    since?: string;
                };
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
        ClientWithSecret: {
            name: string;
            ownerId: components["schemas"]["Id"];
            redirectUris: string[];
            logoutUris: string[];
            /** @enum {string} */
            audience: "event" | "anyone";
            /** @description Opaque. */
            eventId: string | null;
            /** @description Opaque. */
            clusterId: string | null;
            secretChangedAt: components["schemas"]["Time"];
            createdAt: components["schemas"]["Time"];
            updatedAt: components["schemas"]["Time"];
            id: components["schemas"]["Id"];
            /** @description Labseat keeps only a digest of it. Store it now. */
            secret: string;
        };
        /** @description A program that signs people in through Labseat. */
        Client: {
            name: string;
            ownerId: components["schemas"]["Id"];
            redirectUris: string[];
            logoutUris: string[];
            /** @enum {string} */
            audience: "event" | "anyone";
            /** @description Opaque. */
            eventId: string | null;
            /** @description Opaque. */
            clusterId: string | null;
            secretChangedAt: components["schemas"]["Time"];
            createdAt: components["schemas"]["Time"];
            updatedAt: components["schemas"]["Time"];
            id: components["schemas"]["Id"];
        };
        /** @description A sign-in that a client began. */
        SignIn: {
            client: {
                name: string;
                /** @description Where the person continues. */
                host: string;
                ownerName: string;
                isOfCluster: boolean;
                eventId: string | null;
            };
            /** @description Leads the browser back without a sign-in. */
            declineUrl: string;
            /**
             * @description Why the caller may not enter; null if they may.
             * @enum {string|null}
             */
            refusal: "no-seat" | "event-gone" | "client-gone" | null;
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
        /** @description `invalid-input`: Some of the input is not valid. `password-too-short`: The password is too short. `password-too-common`: The password is too common. `password-reused`: The new password is the same as the old one. */
        Problem400: {
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
        /** @description `conflict`: Somebody else changed this at the same time. `username-taken`: This username is taken. `email-taken`: This e-mail address already has an account. `event-not-open`: This event is not open for registration. `event-not-begun`: This event has not begun yet. `event-begun`: This event has begun. `capacity-below-seats-taken`: The capacity is below the number of taken seats. `last-admin`: There must be at least one admin. `has-registrations`: People have already registered. `has-events`: You still organise events. `owns-clusters`: This person has clusters. `has-clusters`: This account still has clusters. `account-not-usable`: This cloud account can’t be used now. `keyless-not-configured`: Labseat has no identity at this cloud. `cluster-busy`: A run of this cluster is in progress. `nothing-to-cancel`: No run is in progress. `nothing-to-retry`: Nothing has failed. `nothing-to-forget`: Labseat can still destroy this cluster. `nothing-to-undo`: No change has failed. `nothing-to-unlock`: No process holds this lock. `nothing-to-approve`: No plan waits for approval. `lab-at-work`: This event already has a lab. `lab-too-small`: The lab has no room for that many people. `lab-not-open`: This lab is not open. `help-taken`: Another organiser has asked already. `no-endpoint`: This cluster has no address yet. `permissions-missing`: The account lacks permissions. `too-many-events`: You have the maximum number of events. `too-many-accounts`: You have the maximum number of cloud accounts. `too-many-clusters`: There is the maximum number of clusters. `too-many-clients`: You have the maximum number of clients. `client-of-cluster`: Labseat itself changes this client. `quota-exceeded`: The quota of the cloud is too small. `over-budget`: This would cost more than the budget. `run-claimed`: This run already has a runner. `run-over`: This attempt is over. `no-storage`: This platform has no storage. `bucket-taken`: This name is taken. `not-replayable`: This message can’t be replayed. `idempotency-mismatch`: This Idempotency-Key was used with another body. */
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
        /** @description `forbidden`: You don’t have permission for this. `wrong-password`: The current password is wrong. `recent-sign-in-required`: Sign in again first. `second-factor-required`: Your role needs a second factor. `email-not-verified`: Confirm your e-mail address first. `profile-required`: Finish signing up first. `no-seat`: This is for people who had a seat. `no-access`: You may not sign in there. `no-consent`: This person has not allowed it. */
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
        /** @description `credentials-rejected`: The credentials don’t work. `provider-refused`: The cloud refused the request. */
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
        /** @description A Firebase App Check token. Required where the deployment has App Check on. */
        AppCheckToken: string;
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
    "status-get": {
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
            400: components["responses"]["Problem400"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    "auth-register": {
        parameters: {
            query?: never;
            header?: {
                /** @description A Firebase App Check token. Required where the deployment has App Check on. */
                "X-Firebase-AppCheck"?: components["parameters"]["AppCheckToken"];
            };
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
                    /** @default  */
                    lastName?: string;
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
            401: components["responses"]["Problem401"];
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
        requestBody: {
            content: {
                "application/json": {
                    /** @description A random name that the client keeps. Labseat stores a keyed hash of it. */
                    device?: string;
                };
            };
        };
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
            header?: {
                /** @description A Firebase App Check token. Required where the deployment has App Check on. */
                "X-Firebase-AppCheck"?: components["parameters"]["AppCheckToken"];
            };
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
            401: components["responses"]["Problem401"];
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
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
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
    "calendars-event": {
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
                    "text/calendar": string;
                };
            };
            400: components["responses"]["Problem400"];
            404: components["responses"]["Problem404"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    "calendars-organiser": {
        parameters: {
            query?: never;
            header?: never;
            path: {
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
                    "text/calendar": string;
                };
            };
            400: components["responses"]["Problem400"];
            404: components["responses"]["Problem404"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    "calendars-person": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                token: string;
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
                    "text/calendar": string;
                };
            };
            400: components["responses"]["Problem400"];
            404: components["responses"]["Problem404"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    "calendars-mine": {
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
                    "application/json": components["schemas"]["CalendarAddress"];
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
    "calendars-replace": {
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
                    "application/json": components["schemas"]["CalendarAddress"];
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
    "labs-get": {
        parameters: {
            query?: {
                capacity?: number;
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
                    "application/json": components["schemas"]["Lab"];
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
    "labs-attach": {
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
                "application/json": {
                    accountId?: components["schemas"]["Id"];
                    region?: string;
                    offerId?: components["schemas"]["Id"];
                    stateBucket?: string;
                    zone?: string;
                    /** @enum {string} */
                    template: "notebook" | "notebook-vscode" | "notebook-vscode-mlflow";
                    /** @default 2 */
                    memoryGb?: number;
                    /** @default 0.5 */
                    cores?: number;
                    /**
                     * Format: uri
                     * @default null
                     */
                    materials?: string | null;
                    /** @default 30 */
                    readyMinutes?: number;
                    /** @default 120 */
                    endMinutes?: number;
                    /**
                     * @description Minor units and an ISO 4217 code.
                     * @default null
                     */
                    budget?: {
                        amount: number;
                        currency: string;
                    } | null;
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
                    "application/json": components["schemas"]["Lab"];
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
    "labs-remove": {
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
            /** @description Accepted. It is processed a moment later. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Lab"];
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
    "labs-update": {
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
                "application/json": {
                    /** @description Minor units and an ISO 4217 code. */
                    budget: {
                        amount: number;
                        currency: string;
                    } | null;
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
                    "application/json": components["schemas"]["Lab"];
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
    "labs-extend": {
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
                "application/json": {
                    endsAt: components["schemas"]["Time"];
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
                    "application/json": components["schemas"]["Lab"];
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
    "labs-rehearse": {
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
            /** @description Accepted. It is processed a moment later. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Lab"];
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
    "labs-end-rehearsal": {
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
            /** @description Accepted. It is processed a moment later. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Lab"];
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
    "labs-open": {
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
                    "application/json": components["schemas"]["LabPlace"];
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
    "labs-restart": {
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
    "labs-reset": {
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
    "labs-stop": {
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
    "labs-download": {
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
                    "application/json": components["schemas"]["LabWork"];
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
    "labs-set-hand": {
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
        requestBody: {
            content: {
                "application/json": {
                    raised: boolean;
                };
            };
        };
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
    "labs-ask-help": {
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
    "labs-end-help": {
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
    "labs-allow-help": {
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
                "application/json": {
                    askedBy: components["schemas"]["Id"];
                };
            };
        };
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
    "labs-open-help": {
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
                    "application/json": components["schemas"]["LabHelp"];
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
    "labs-restart-places": {
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
            /** @description Accepted. It is processed a moment later. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        servers: number;
                    };
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
    "events-message": {
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
                "application/json": {
                    messageId: components["schemas"]["Id"];
                    text: string;
                    /** @enum {string} */
                    to: "seats" | "waiting" | "everybody" | "person";
                    userId?: components["schemas"]["Id"];
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
                        people: number;
                    };
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
    "lab-costs-list": {
        parameters: {
            query: {
                month: string;
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
                        items: components["schemas"]["LabCost"][];
                    };
                    "text/csv": string;
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
    "reports-create": {
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
                "application/json": components["schemas"]["ReportInput"];
            };
        };
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
    "reports-list": {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                state?: "open" | "hidden" | "dismissed";
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
                        items: components["schemas"]["Report"][];
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
    "reports-hide": {
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
                    "application/json": components["schemas"]["Report"];
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
    "reports-restore": {
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
                    "application/json": components["schemas"]["Report"];
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
    "reports-dismiss": {
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
                    "application/json": components["schemas"]["Report"];
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
                    /** @enum {string} */
                    clusters?: "take-over";
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
    "mail-unsubscribe-page": {
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
            /** @description The browser continues at the address in `Location`. */
            303: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
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
    "system-get": {
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
                    "application/json": components["schemas"]["SystemStatus"];
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
    "dead-letters-list": {
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
                        items: components["schemas"]["DeadLetter"][];
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
    "dead-letters-replay": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Opaque. */
                deadLetterId: components["schemas"]["Id"];
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
                    "application/json": components["schemas"]["DeadLetter"];
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
    "dead-letters-discard": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Opaque. */
                deadLetterId: components["schemas"]["Id"];
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
                prefix?: string;
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
    "cloud-accounts-zones": {
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
                    "application/json": {
                        items: components["schemas"]["DnsZone"][];
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
    "cloud-accounts-offerings": {
        parameters: {
            query: {
                region: string;
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
                    "application/json": components["schemas"]["Offerings"];
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
    "account-offers-list": {
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
                    "application/json": {
                        items: components["schemas"]["AccountOffer"][];
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
    "account-offers-create": {
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
                    username: components["schemas"]["Username"];
                    label: string;
                    region: string;
                    stateBucket?: string;
                    zone?: string;
                    budget: components["schemas"]["Money"];
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
                    "application/json": components["schemas"]["AccountOffer"];
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
    "account-offers-withdraw": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Opaque. */
                offerId: components["schemas"]["Id"];
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
    "account-offers-update": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Opaque. */
                offerId: components["schemas"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    budget: components["schemas"]["Money"];
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
                    "application/json": components["schemas"]["AccountOffer"];
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
    "account-offers-mine": {
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
                        items: components["schemas"]["ReceivedOffer"][];
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
    "clusters-list": {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
                liveOf?: components["schemas"]["Id"];
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
                    apiRanges?: string[];
                    permissionsBoundary?: string;
                    /** @enum {string} */
                    approval?: "manual" | "automatic";
                    nodes?: {
                        type: string;
                        min: number;
                        max: number;
                        diskGb?: number;
                    };
                    expiresAt?: components["schemas"]["Time"];
                    budget?: components["schemas"]["Money"];
                    nodePrice?: {
                        amount: number;
                        /** @enum {string} */
                        currency: "USD";
                    };
                    eventId?: components["schemas"]["Id"];
                    domain?: {
                        zone: string;
                        allowedRanges?: string[];
                    };
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
                        diskGb?: number;
                    };
                    nodePrice?: {
                        amount: number;
                        /** @enum {string} */
                        currency: "USD";
                    };
                    kubernetesVersion?: string;
                    apiRanges?: string[];
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
    "clusters-undo-change": {
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
    "clusters-unlock": {
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
                    name: string;
                    lockId: string;
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
    "clusters-forget": {
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
                    name: string;
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
                        diskGb?: number;
                    };
                    nodePrice?: {
                        amount: number;
                        /** @enum {string} */
                        currency: "USD";
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
                                apiRanges?: string[];
                                permissionsBoundary?: string;
                                nodes: {
                                    type: string;
                                    min: number;
                                    max: number;
                                    diskGb?: number;
                                };
                                domain?: {
                                    zone: string;
                                    zoneId: string;
                                    allowedRanges: string[];
                                };
                            };
                            lab?: {
                                memoryGb: number;
                                cores: number;
                                materials: string | null;
                            };
                            tags: {
                                [key: string]: string;
                            };
                            prefix: string;
                            planKey: string;
                            regions: string[];
                            simulated: boolean;
                            built?: boolean;
                            unlock?: {
                                /** @enum {string} */
                                stage: "cluster" | "apps";
                                id: string;
                            };
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
                        signIn?: {
                            /** Format: uri */
                            issuer: string;
                            clientId: string;
                            clientSecret: string;
                            serviceToken: string;
                            ownerGroup: string;
                        };
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
    "runner-hub": {
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
                    url: string;
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
                        clientId: components["schemas"]["Id"];
                        clientSecret: string;
                        serviceToken: string;
                        workKey: string;
                        /** Format: uri */
                        issuer: string;
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
                        attributes?: {
                            path: string;
                            from?: string;
                            to?: string;
                            /** @enum {boolean} */
                            replaces?: true;
                        }[];
                        hiddenAttributes?: number;
                        /** @enum {string} */
                        replacedBecause?: "damaged" | "requested" | "trigger";
                        previousAddress?: string;
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
                            reason: "credentials" | "terraform" | "state-locked" | "state-missing" | "not-started" | "timeout" | "lost" | "stale-plan" | "leftovers" | "runner";
                            detail: string;
                            lock?: {
                                /** @enum {string} */
                                stage: "cluster" | "apps";
                                id: string;
                                who: string;
                                /** Format: date-time */
                                since?: string;
                            };
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
    "clients-list": {
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
                        items: components["schemas"]["Client"][];
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
    "clients-create": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ClientInput"];
            };
        };
        responses: {
            /** @description Created. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClientWithSecret"];
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
    "clients-get": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Opaque. */
                clientId: components["schemas"]["Id"];
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
                    "application/json": components["schemas"]["Client"];
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
    "clients-delete": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Opaque. */
                clientId: components["schemas"]["Id"];
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
    "clients-update": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Opaque. */
                clientId: components["schemas"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ClientChange"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Client"];
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
    "clients-rotate": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Opaque. */
                clientId: components["schemas"]["Id"];
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
                    "application/json": components["schemas"]["ClientWithSecret"];
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
    "sign-ins-get": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Opaque. */
                signInId: components["schemas"]["Id"];
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
                    "application/json": components["schemas"]["SignIn"];
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
    "sign-ins-answer": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Opaque. */
                signInId: components["schemas"]["Id"];
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
                        continueUrl: string;
                    };
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
}
