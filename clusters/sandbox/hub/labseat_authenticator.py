"""A sign-in by OpenID Connect with the settings of oauthenticator's GenericOAuthenticator, where that is not installed.

https://oauthenticator.readthedocs.io/en/latest/reference/api/gen/oauthenticator.generic.html
"""

import base64
import hashlib
import hmac
import json
import secrets
from urllib.parse import urlencode, urlsplit

from jupyterhub.auth import Authenticator
from jupyterhub.handlers.base import BaseHandler
from jupyterhub.utils import url_path_join
from tornado.httpclient import AsyncHTTPClient, HTTPClientError, HTTPRequest
from tornado.web import HTTPError
from traitlets import Bool, List, Unicode

cookie_name = "labseat-sign-in"
cookie_days = 600 / 86_400


def challenge_of(verifier):
    """PKCE, S256: https://www.rfc-editor.org/rfc/rfc7636#section-4.2"""
    digest = hashlib.sha256(verifier.encode()).digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()


def local_path(address):
    """Only a path of this hub: no other site gets a person after the sign-in."""
    parts = urlsplit(address.replace("\\", "/"))
    return "/" + parts._replace(scheme="", netloc="").geturl().lstrip("/")


class LoginHandler(BaseHandler):
    """Sends the browser to the provider, and remembers in a signed cookie what it must bring back."""

    def get(self):
        sign_in = {
            "state": secrets.token_urlsafe(32),
            "verifier": secrets.token_urlsafe(48),
            "next": local_path(self.get_argument("next", "")) if self.get_argument("next", "") else None,
        }
        self.set_secure_cookie(
            cookie_name,
            json.dumps(sign_in),
            expires_days=cookie_days,
            path=self.hub.base_url,
            httponly=True,
            samesite="Lax",
            secure=self.request.protocol == "https",
        )
        self.redirect(self.authenticator.authorize_address(sign_in))


class CallbackHandler(BaseHandler):
    """Takes the browser back from the provider."""

    def read_sign_in(self):
        cookie = self.get_secure_cookie(cookie_name, max_age_days=cookie_days)
        self.clear_cookie(cookie_name, path=self.hub.base_url)
        sign_in = json.loads(cookie) if cookie else None
        state = self.get_argument("state", "")
        if sign_in is None or not hmac.compare_digest(sign_in["state"], state):
            raise HTTPError(400, reason="This sign-in was not started in this browser, or took too long")
        return sign_in

    async def get(self):
        sign_in = self.read_sign_in()
        if self.get_argument("error", ""):
            raise HTTPError(403, reason="Labseat does not let you in")
        code = self.get_argument("code")
        user = await self.login_user({"code": code, "verifier": sign_in["verifier"]})
        if user is None:
            raise HTTPError(403, reason="Labseat does not let you in")
        self.redirect(sign_in["next"] or self.get_next_url(user))


class GenericOAuthenticator(Authenticator):
    login_service = "Labseat"

    client_id = Unicode(config=True)
    client_secret = Unicode(config=True)
    oauth_callback_url = Unicode(config=True)
    authorize_url = Unicode(config=True)
    token_url = Unicode(config=True)
    userdata_url = Unicode(config=True)
    scope = List(Unicode(), config=True)
    username_claim = Unicode("preferred_username", config=True)
    enable_pkce = Bool(True, config=True)
    # JupyterHub 5 has it, and lets nobody in without it. Earlier versions let everybody in who signs in.
    allow_all = Bool(False, config=True)

    def get_handlers(self, app):
        return [(r"/oauth_login", LoginHandler), (r"/oauth_callback", CallbackHandler)]

    def login_url(self, base_url):
        return url_path_join(base_url, "oauth_login")

    def authorize_address(self, sign_in):
        query = {
            "response_type": "code",
            "client_id": self.client_id,
            "redirect_uri": self.oauth_callback_url,
            "scope": " ".join(self.scope),
            "state": sign_in["state"],
        }
        if self.enable_pkce:
            query["code_challenge"] = challenge_of(sign_in["verifier"])
            query["code_challenge_method"] = "S256"
        return f"{self.authorize_url}?{urlencode(query)}"

    async def fetch(self, url, **options):
        request = HTTPRequest(url, request_timeout=15, headers={"Accept": "application/json"}, **options)
        response = await AsyncHTTPClient().fetch(request)
        return json.loads(response.body)

    async def fetch_tokens(self, **form):
        return await self.fetch(
            self.token_url,
            method="POST",
            body=urlencode(form),
            auth_username=self.client_id,
            auth_password=self.client_secret,
        )

    async def read_person(self, tokens):
        request = HTTPRequest(
            self.userdata_url,
            request_timeout=15,
            headers={"Accept": "application/json", "Authorization": f"Bearer {tokens['access_token']}"},
        )
        response = await AsyncHTTPClient().fetch(request)
        claims = json.loads(response.body)
        auth_state = {
            "access_token": tokens["access_token"],
            "refresh_token": tokens.get("refresh_token"),
            "claims": claims,
        }
        return {"name": claims[self.username_claim], "auth_state": auth_state}

    async def authenticate(self, handler, data):
        form = {"grant_type": "authorization_code", "code": data["code"], "redirect_uri": self.oauth_callback_url}
        if self.enable_pkce:
            form["code_verifier"] = data["verifier"]
        try:
            return await self.read_person(await self.fetch_tokens(**form))
        except HTTPClientError as error:
            # A code that was used or is too old, or a person who lost access between two requests.
            self.log.warning("The provider refused a sign-in with status %s", error.code)
            return None

    async def refresh_user(self, user, handler=None):
        """Asks the provider whether the person may still be here. The hub calls it when `auth_refresh_age` is over."""
        auth_state = await user.get_auth_state()
        # Labseat made this user, and nobody has signed in as it.
        if not auth_state:
            return True
        refresh_token = auth_state.get("refresh_token")
        try:
            tokens = await self.fetch_tokens(grant_type="refresh_token", refresh_token=refresh_token)
            return await self.read_person({"refresh_token": refresh_token, **tokens})
        except HTTPClientError as error:
            if 400 <= error.code < 500:
                return False
            # 599 is tornado's code for a server that did not answer. An outage of Labseat ends nobody's work.
            self.log.warning("The provider did not answer (%s); the person is asked again later", error.code)
            return True
        except OSError as error:
            self.log.warning("The provider cannot be reached (%s); the person is asked again later", error)
            return True
