"""ProConnect, as near as tests can have it: a certified provider in a process, and a front that can misbehave.

The front passes everything on; a twist changes what comes back from one address, so that each thing that
can go wrong between the State's provider and us goes wrong once, for real, over the network.
"""

import http.client
import json
import shutil
import socket
import subprocess
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from html.parser import HTMLParser
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import urljoin, urlsplit

import requests
from joserfc import jwt
from joserfc.jwk import RSAKey

from quiz.settings import ProConnect
from tests.npm import packages

FOLDER = Path(__file__).parent
PREFIX = "/api/v2"
PASSED_ON = frozenset(("content-type", "location", "set-cookie", "www-authenticate", "cache-control"))
PEOPLE = {
    "7c1e-agent": {
        "given_name": "Prénomdessai",
        "usual_name": "Nomdessai",
        "email": "prenomdessai.nomdessai@rivages.example",
        "siret": "13002526500013",
        "idp_id": "71144ab3-ee1a-4401-b7b3-79b44f7daeeb",
    },
    "7c1e-other": {
        "given_name": "Autre",
        "usual_name": "Personne",
        "email": "autre.personne@sentiers.example",
        "siret": "11004601800013",
        "idp_id": "71144ab3-ee1a-4401-b7b3-79b44f7daeeb",
    },
    "7c1e-unverified": {"email": "claire@sentiers.example", "email_verified": False, "siret": "inconnu"},
}
AGENT, OTHER, UNVERIFIED = PEOPLE


@dataclass(frozen=True)
class Reply:
    """What the provider answered, before it reaches who asked."""

    status: int
    kind: str
    body: bytes


Twist = Callable[[Reply], Reply]
HTML = Reply(200, "text/html; charset=utf-8", b"<!DOCTYPE html><title>Portail captif</title>")


class IdentityProvider:
    """The provider's process and its front, under one address."""

    def __init__(self, return_to: str, **options: Any) -> None:
        self.twists: dict[str, Twist] = {}
        self.seen: list[tuple[str, str]] = []
        self.key = RSAKey.generate_key(2048, {"use": "sig", "alg": "RS256"}, auto_kid=True)
        self.front = ThreadingHTTPServer(("127.0.0.1", 0), type("Handler", (Front,), {"provider": self}))
        self.front.daemon_threads = True
        self.address = f"http://127.0.0.1:{self.front.server_port}"
        self.inner_port = free_port()
        self.settings = ProConnect(self.address + PREFIX, "quiz-essais", "secret-des-essais-et-de-rien-d-autre")
        packages(FOLDER)
        node = shutil.which("node")
        assert node is not None, "node is missing"
        self.process = subprocess.Popen(
            [node, str(FOLDER / "provider.mjs")], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
            stderr=subprocess.DEVNULL,
        )  # fmt: skip
        self._tell({
            "issuer": self.settings.issuer, "port": self.inner_port, "jwks": self._jwks(), "people": PEOPLE,
            "client_id": self.settings.client_id, "client_secret": self.settings.client_secret,
            "redirect_uris": [f"{return_to}/connexion/proconnect/retour"],
            "post_logout_redirect_uris": [f"{return_to}/deconnexion/retour"], **options,
        })  # fmt: skip
        Thread(target=self.front.serve_forever, daemon=True).start()

    def change_keys(self) -> None:
        """Sign with another key from now on, and publish that one alone."""
        self.key = RSAKey.generate_key(2048, {"use": "sig", "alg": "RS256"}, auto_kid=True)
        self._tell({"jwks": self._jwks()})

    def twist(self, path: str, change: Twist) -> None:
        """Change what comes back from an address, until `straight` is called."""
        self.twists[PREFIX + path] = change

    def straight(self) -> None:
        """Behave again."""
        self.twists.clear()

    def signed(self, claims: Mapping[str, Any]) -> str:
        """Claims under the provider's own key: what a twist that changes them needs."""
        return jwt.encode({"alg": "RS256", "kid": self.key.kid}, dict(claims), self.key)

    def stop(self) -> None:
        """Stop both."""
        self.front.shutdown()
        self.front.server_close()
        assert self.process.stdin and self.process.stdout
        self.process.stdin.close()
        self.process.wait(timeout=20)
        self.process.stdout.close()

    def _jwks(self) -> dict[str, Any]:
        return {"keys": [self.key.as_dict(private=True)]}

    def _tell(self, message: Mapping[str, Any]) -> None:
        assert self.process.stdin and self.process.stdout
        self.process.stdin.write(json.dumps(message) + "\n")
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        assert line == "ready\n", f"the provider says {line!r}"


def free_port() -> int:
    """A port nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as found:
        return int(found.getsockname()[1])


class Front(BaseHTTPRequestHandler):
    """Passes a request on to the provider, and its answer back, twisted or not."""

    provider: IdentityProvider
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Pass a request on."""
        self._pass_on(b"")

    def do_POST(self) -> None:
        """Pass a form on."""
        self._pass_on(self.rfile.read(int(self.headers.get("Content-Length", "0"))))

    def log_message(self, *_words: Any) -> None:
        """Say nothing."""

    def _pass_on(self, body: bytes) -> None:
        path = urlsplit(self.path).path
        self.provider.seen.append((self.command, self.path))
        inner = http.client.HTTPConnection("127.0.0.1", self.provider.inner_port, timeout=20)
        inner.request(self.command, self.path, body or None, dict(self.headers.items()))
        answer = inner.getresponse()
        content, headers = answer.read(), answer.getheaders()
        inner.close()
        reply = Reply(answer.status, answer.getheader("Content-Type", ""), content)
        if twist := self.provider.twists.get(path):
            reply = twist(reply)
        self.send_response(reply.status)
        for name, value in headers:
            if name.lower() in PASSED_ON and name.lower() != "content-type":
                self.send_header(name, value)
        self.send_header("Content-Type", reply.kind)
        self.send_header("Content-Length", str(len(reply.body)))
        self.end_headers()
        self.wfile.write(reply.body)


class Hidden(HTMLParser):
    """The hidden fields and the action of the only form of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.values: dict[str, str] = {}
        self.action = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep what a browser would send."""
        held = dict(attrs)
        if tag == "form":
            self.action = held.get("action") or ""
        elif tag == "input" and held.get("type") == "hidden":
            self.values[held["name"] or ""] = held.get("value") or ""


class Browser:
    """Somebody's browser on ProConnect's side: its cookies there, and what it answers."""

    def __init__(self, person: str = AGENT, acr: str = "eidas1") -> None:
        self.session = requests.Session()
        self.session.trust_env = False
        self.said = {"agent": person, "acr": acr, "answer": "yes"}

    def go(self, url: str, back_to: str) -> str:
        """Follow the provider until it sends us back; returns the address it sends us to, unopened."""
        answer = self.session.get(url, allow_redirects=False)
        for _step in range(8):
            if answer.is_redirect:
                onward = urljoin(answer.url, answer.headers["Location"])
                if onward.startswith(back_to):
                    return onward
                answer = self.session.get(onward, allow_redirects=False)
                continue
            form = Hidden(answer.text)
            assert answer.status_code == 200 and ("/interaction/" in answer.url or form.action), answer.text
            said = {**form.values, **({"logout": "yes"} if form.action else self.said)}
            answer = self.session.post(urljoin(answer.url, form.action), data=said, allow_redirects=False)
        raise AssertionError("the provider goes round in circles")


def changed(reply: Reply, change: Callable[[dict[str, Any]], dict[str, Any]]) -> Reply:
    """A JSON answer with its object changed."""
    return replace(reply, body=json.dumps(change(json.loads(reply.body))).encode())
