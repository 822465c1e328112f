"""What goes over the network to ProConnect: its addresses and keys, a code for tokens, and who someone is.

Everything is bounded, in time and size, and nothing here is called while a transaction is open.
"""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from http.cookiejar import DefaultCookiePolicy
from time import monotonic
from urllib.parse import urlsplit

import requests
from flask import Flask, current_app
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet
from requests.adapters import HTTPAdapter

from quiz.identity.proconnect.claims import (
    Claims,
    Expected,
    check_id_token,
    check_userinfo,
    sign_in_of,
    subject_of,
    unverified,
)
from quiz.identity.proconnect.pending import Pending, authorization_parameters, with_parameters
from quiz.identity.sign_in import SignIn
from quiz.refusal import Reason, Refused
from quiz.settings import ProConnect, Settings

EXTENSION = "proconnect"
RETURN_PATH = "/connexion/proconnect/retour"
SIGNED_OUT_PATH = "/deconnexion/retour"
# Seconds to connect, between two pieces of an answer, and for the whole of it.
PATIENCE = (3.05, 5)
WHOLE = 8
LARGEST = 256 * 1024
PIECE = 16 * 1024
# Addresses and keys change a few times a year; an unknown key is looked for at once, but not at every forged token.
KEPT = timedelta(hours=12)
LOOKED_AGAIN_AFTER = timedelta(seconds=20)
ENDPOINTS = ("authorization_endpoint", "token_endpoint", "userinfo_endpoint", "jwks_uri")
SIGNED = "application/jwt"


@dataclass(frozen=True)
class Answer:
    """What came back: the status, the kind of content without its charset, the bytes."""

    status: int
    kind: str
    body: bytes

    def told(self) -> str:
        """The answer as the log tells it, without its content."""
        return f"{self.status} {self.kind or 'no content type'}, {len(self.body)} bytes"

    def json(self) -> dict[str, object]:
        """The object it holds; ProConnect is away where it holds something else, such as a page of a proxy."""
        try:
            read = json.loads(self.body)
        except ValueError:
            read = None
        if not isinstance(read, dict):
            raise away(f"no JSON: {self.told()}")
        return read


@dataclass(frozen=True)
class Addresses:
    """Where the provider does what."""

    authorization: str
    token: str
    userinfo: str
    keys: str
    end_session: str | None


@dataclass(frozen=True)
class Proven:
    """Someone ProConnect has vouched for, and the token it wants back when they leave."""

    sign_in: SignIn
    id_token: str


class Provider:
    """ProConnect as this service knows it. Its addresses and keys are fetched when first needed, then kept."""

    def __init__(self, settings: ProConnect, address: str) -> None:
        self.settings = settings
        self.redirect_uri = address + RETURN_PATH
        self.signed_out_uri = address + SIGNED_OUT_PATH
        self._session = requests.Session()
        self._session.mount("https://", HTTPAdapter(pool_maxsize=16))
        # What the provider sets for one person must not be sent for another.
        self._session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
        self._addresses: tuple[Addresses, datetime] | None = None
        self._keys: tuple[KeySet, datetime] | None = None

    def addresses(self, now: datetime) -> Addresses:
        """Where the provider does what; kept for hours, and longer where it does not answer."""
        known = self._addresses
        if known is None or now - known[1] > KEPT:
            try:
                self._addresses = known = (self.addresses_in(self.description()), now)
            except Refused:
                if known is None:
                    raise
        return known[0]

    def authorization_url(self, pending: Pending, now: datetime) -> str:
        """Where a browser goes to begin."""
        parameters = authorization_parameters(pending, self.settings.client_id, self.redirect_uri)
        return with_parameters(self.addresses(now).authorization, parameters)

    def end_session_url(self, id_token: str, state: str) -> str | None:
        """Where a browser goes to leave ProConnect too; nothing where it has no such place, or could not be asked."""
        end_session = self._addresses[0].end_session if self._addresses else None
        if end_session is None:
            return None
        parameters = {"id_token_hint": id_token, "state": state, "post_logout_redirect_uri": self.signed_out_uri}
        return with_parameters(end_session, parameters)

    def prove(self, code: str, pending: Pending, now: datetime) -> Proven:
        """Exchange a code for who someone is; every signature and claim is checked."""
        addresses = self.addresses(now)
        expected = Expected(self.settings.issuer, self.settings.client_id, pending.nonce)
        tokens = self._exchange(addresses, code, pending)
        id_token, access_token = tokens.get("id_token"), tokens.get("access_token")
        if not isinstance(id_token, str) or not isinstance(access_token, str):
            raise unverified("a token is missing")
        identity = self._verified(addresses, id_token, now)
        check_id_token(identity, expected, now)
        userinfo = self._userinfo(addresses, access_token, now)
        check_userinfo(userinfo, expected, subject_of(identity))
        return Proven(sign_in_of(self.settings.issuer, identity, userinfo), id_token)

    def description(self) -> dict[str, object]:
        """What the provider says of itself."""
        found = self._get(self.settings.issuer + "/.well-known/openid-configuration").json()
        if found.get("issuer") != self.settings.issuer:
            raise Refused(Reason.SIGN_IN_MISCONFIGURED, detail=f"the issuer calls itself {found.get('issuer')}")
        return found

    def addresses_in(self, found: dict[str, object]) -> Addresses:
        """Where a provider that describes itself so does what."""
        scheme = urlsplit(self.settings.issuer).scheme
        addresses = [found.get(name) for name in ENDPOINTS]
        if not all(isinstance(address, str) and urlsplit(address).scheme == scheme for address in addresses):
            raise Refused(Reason.SIGN_IN_MISCONFIGURED, detail="an address is missing or not https")
        end_session = found.get("end_session_endpoint")
        authorization, token, userinfo, keys = map(str, addresses)
        return Addresses(authorization, token, userinfo, keys, end_session if isinstance(end_session, str) else None)

    def _exchange(self, addresses: Addresses, code: str, pending: Pending) -> dict[str, object]:
        form = {
            "grant_type": "authorization_code",
            "client_id": self.settings.client_id,
            "client_secret": self.settings.client_secret,
            "redirect_uri": self.redirect_uri,
            "code": code,
            "code_verifier": pending.verifier,
        }
        answer = self._ask("POST", addresses.token, form=form)
        if answer.status == 200:
            return answer.json()
        if answer.status >= 500:
            raise away(f"token: {answer.told()}")
        error = str(answer.json().get("error"))
        if error == "invalid_grant":
            raise Refused(Reason.SIGN_IN_EXPIRED, detail="token: invalid_grant")
        raise Refused(Reason.SIGN_IN_MISCONFIGURED, detail=f"token: {answer.status} {error}")

    def _userinfo(self, addresses: Addresses, access_token: str, now: datetime) -> Claims:
        answer = self._get(addresses.userinfo, bearer=access_token)
        if answer.kind != SIGNED:
            reason = Reason.SIGN_IN_MISCONFIGURED if answer.kind == "application/json" else Reason.SIGN_IN_UNAVAILABLE
            raise Refused(reason, detail=f"userinfo is not signed: {answer.told()}")
        return self._verified(addresses, answer.body.decode("ascii", "replace"), now)

    def _verified(self, addresses: Addresses, token: str, now: datetime) -> Claims:
        """The claims of a token whose signature is right, by the one algorithm that was agreed on."""
        keys, fetched_at = self._known_keys(addresses, now)
        try:
            return self._decoded(token, keys)
        except (JoseError, ValueError) as error:
            if now - fetched_at <= LOOKED_AGAIN_AFTER:
                raise unverified(f"signature: {type(error).__name__}") from error
        # The provider may have changed its keys since they were fetched.
        try:
            return self._decoded(token, self._fetched_keys(addresses, now)[0])
        except (JoseError, ValueError) as error:
            raise unverified(f"signature, with new keys: {type(error).__name__}") from error

    def _decoded(self, token: str, keys: KeySet) -> Claims:
        claims: Claims = jwt.decode(token, keys, algorithms=[self.settings.algorithm]).claims
        return claims

    def _known_keys(self, addresses: Addresses, now: datetime) -> tuple[KeySet, datetime]:
        """The keys of the provider; those of before where they are old and it does not answer."""
        known = self._keys
        if known is not None and now - known[1] <= KEPT:
            return known
        try:
            return self._fetched_keys(addresses, now)
        except Refused:
            if known is None:
                raise
            return known

    def _fetched_keys(self, addresses: Addresses, now: datetime) -> tuple[KeySet, datetime]:
        self._keys = fetched = (self.keys_at(addresses), now)
        return fetched

    def keys_at(self, addresses: Addresses) -> KeySet:
        """The keys the provider signs with now."""
        read = self._get(addresses.keys).json()
        try:
            return KeySet.import_key_set(read)  # type: ignore[arg-type]  # checked by it
        except (JoseError, ValueError, KeyError, TypeError) as error:
            raise away(f"keys: {type(error).__name__}") from error

    def _get(self, address: str, bearer: str | None = None) -> Answer:
        answer = self._ask("GET", address, bearer=bearer)
        if answer.status != 200:
            raise away(f"{urlsplit(address).path}: {answer.told()}")
        return answer

    def _ask(
        self, method: str, address: str, *, form: dict[str, str] | None = None, bearer: str | None = None
    ) -> Answer:
        until = monotonic() + WHOLE
        path = urlsplit(address).path

        def authorise(request: requests.PreparedRequest) -> requests.PreparedRequest:
            # Given as a function, so that a .netrc file never says otherwise.
            if bearer is not None:
                request.headers["Authorization"] = f"Bearer {bearer}"
            return request

        try:
            with self._session.request(
                method, address, data=form, auth=authorise, timeout=PATIENCE, allow_redirects=False, stream=True
            ) as response:
                body = bytearray()
                for piece in response.iter_content(PIECE):
                    body += piece
                    if len(body) > LARGEST or monotonic() > until:
                        raise away(f"{path}: too long an answer")
                kind = response.headers.get("Content-Type", "").partition(";")[0].strip().lower()
                return Answer(response.status_code, kind, bytes(body))
        except requests.RequestException as error:
            raise away(f"{path}: {type(error).__name__}") from error


def away(detail: str) -> Refused:
    """The refusal of a sign-in that ProConnect, or the network, does not let happen now."""
    return Refused(Reason.SIGN_IN_UNAVAILABLE, detail=detail)


def start(app: Flask, settings: Settings) -> None:
    """Give the application its provider, where one is set up; nothing is fetched before someone signs in."""
    if settings.proconnect is not None:
        app.extensions[EXTENSION] = Provider(settings.proconnect, settings.address)


def provider() -> Provider | None:
    """The provider of this application."""
    found: Provider | None = current_app.extensions.get(EXTENSION)
    return found
