"""An agent whose connection may be cut at any moment, and who sends the same thing again until it is answered."""

import json
import re
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.client import HTTPConnection, HTTPException
from http.cookies import SimpleCookie
from random import Random
from threading import Event
from typing import Any
from urllib.parse import urlencode, urlsplit
from xml.etree.ElementTree import Element

from werkzeug.datastructures import Headers

from tests.page_rules import Page, text_of
from tests.visit import form_of

QUESTION = "/questions/"
RESULT = re.compile(r"/tentatives/\d+$")
# The longest a server may take to come back and answer; past it, the run is a failure.
PATIENCE = 60
NEVER = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True)
class Sent:
    """An answer as it was sent: where, its fields, and what the database must hold of it."""

    path: str
    fields: Mapping[str, str]

    @property
    def key(self) -> str:
        """The submission key it was sent under."""
        return self.fields["submission_key"]

    @property
    def given(self) -> Mapping[str, Any]:
        """The response these fields make, as it is stored."""
        if "dont_know" in self.fields:
            return {"unknown": True}
        values = {name.removeprefix("r-"): value for name, value in self.fields.items() if name.startswith("r-")}
        return {"values": values} if values else {}


@dataclass
class Answer:
    """What came back, whole."""

    status: int
    headers: Headers
    body: str


@dataclass
class Agent:
    """Somebody without script taking modules; only what a 303 answered counts as acknowledged."""

    address: str
    chance: Random
    sending: Event
    cookies: dict[str, str] = field(default_factory=dict)
    acknowledged: dict[str, Sent] = field(default_factory=dict)
    completed: list[str] = field(default_factory=list)
    # When each answer whose connection was cut was last sent, in UTC.
    sent_again: dict[str, datetime] = field(default_factory=dict)
    last_sent: datetime = NEVER
    cut: int = 0

    def enter(self) -> "Agent":
        """Come through the agent's door as someone new, and confirm the ministry suggested."""
        doors = self.get("/demonstration")
        page = self.submit(doors, "/portes/agent")
        form = next(form for main in page.all("main") for form in main.iter("form"))
        hidden = {each.attrib["name"]: each.get("value", "") for each in form.iter("input")}
        answer = self.insist("POST", "/mon-ministere", hidden)
        # Confirmed already: the answer that said so was lost.
        assert answer.status in (303, 409), answer
        return self

    def take(self, slug: str) -> None:
        """Take a module from its page to its result, answering anything."""
        page = self.submit(self.get(f"/modules/{slug}"), "/tentatives")
        while not RESULT.search(page.path):
            if forms := [form for form in page.all("form") if QUESTION in form.get("action", "")]:
                page = self.answer(page, forms[0])
            else:
                page = self.get(self.onward(page))
        self.completed.append(slug)

    def answer(self, page: Page, form: Element) -> Page:
        """Answer a question, under one key however often it must be sent; the page then says it is answered."""
        shown = form_of(page, QUESTION)
        sent = Sent(shown.action, {**shown.values, **self.anything(form)})
        cuts = self.cut
        answer = self.insist("POST", sent.path, sent.fields, aimed=True)
        if self.cut > cuts:
            self.sent_again[sent.key] = self.last_sent
        assert answer.status == 303, f"{sent}: {answer}"
        self.acknowledged[sent.key] = sent
        after = self.get(answer.headers["Location"])
        assert [part for part in after.all("section") if "feedback" in part.get("class", "")], after.text
        return after

    def repeat(self, sent: Sent) -> int:
        """Send an answer again as it was, token included; the status of what came back."""
        return self.insist("POST", sent.path, sent.fields).status

    def publish(self) -> None:
        """Ask for the figures to be published now, as any visitor of the demonstration may."""
        self.submit(self.get("/demonstration"), "/publier")

    def anything(self, form: Element) -> dict[str, str]:
        """Values for every field of a question: any choice, any subset, any word; now and then "I do not know"."""
        if self.chance.random() < 0.1:
            return {"dont_know": "1"}
        chosen: dict[str, str] = {}
        radios: dict[str, list[str]] = {}
        boxes: list[str] = []
        for control in form.iter():
            name, kind = control.get("name", ""), control.get("type", "text")
            if not name.startswith("r-"):
                continue
            if control.tag == "select":
                values = [option.get("value", text_of(option)) for option in control.iter("option")]
                chosen[name] = self.chance.choice([value for value in values if value])
            elif kind == "radio":
                radios.setdefault(name, []).append(control.attrib["value"])
            elif kind == "checkbox":
                boxes.append(name)
            else:
                number = control.get("inputmode") == "decimal"
                chosen[name] = f"{self.chance.randrange(200)},5" if number else f"mot{self.chance.randrange(200)}"
        chosen |= {name: self.chance.choice(values) for name, values in radios.items()}
        return chosen | dict.fromkeys(
            self.chance.sample(boxes, self.chance.randint(1, len(boxes))) if boxes else (), "yes"
        )

    def onward(self, page: Page) -> str:
        """Where the last link of the attempt leads: the next question, or the result."""
        links = [link.attrib["href"] for main in page.all("main") for link in main.iter("a")]
        return [link for link in links if "/tentatives/" in link][-1]

    def submit(self, page: Page, to: str) -> Page:
        """Send a form as it is, and follow."""
        form = form_of(page, to)
        answer = self.insist("POST", form.action, form.values)
        assert answer.status == 303, answer
        return self.get(answer.headers["Location"])

    def get(self, path: str) -> Page:
        """The page at the end of the way a path leads."""
        for _step in range(5):
            answer = self.insist("GET", path)
            if answer.status not in (302, 303):
                break
            path = answer.headers["Location"]
        assert answer.status == 200, f"{path}: {answer}"
        return Page(path, answer.status, answer.headers, answer.body)

    def insist(self, method: str, path: str, fields: Mapping[str, str] | None = None, *, aimed: bool = False) -> Answer:
        """What a request brings back in the end, sent again as it was each time the connection was cut."""
        deadline = time.monotonic() + PATIENCE
        while True:
            try:
                return self.once(method, path, fields, aimed=aimed)
            except (OSError, HTTPException):
                self.cut += aimed
                if time.monotonic() > deadline:
                    raise
                time.sleep(0.05)

    def once(self, method: str, path: str, fields: Mapping[str, str] | None, *, aimed: bool) -> Answer:
        """One request, and its answer read to the end; `aimed` tells the killer that it is on its way."""
        self.last_sent = datetime.now(UTC)
        connection = HTTPConnection(urlsplit(self.address).netloc, timeout=PATIENCE)
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        body = None
        if fields is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
            body = urlencode(fields)
        try:
            connection.request(method, path, body, headers)
            if aimed:
                self.sending.set()
            response = connection.getresponse()
            text = response.read().decode()
        finally:
            connection.close()
        for cookie in response.headers.get_all("Set-Cookie", []):
            self.cookies |= {name: morsel.value for name, morsel in SimpleCookie(cookie).items()}
        return Answer(response.status, Headers(response.getheaders()), text)


def as_stored(text: str) -> Mapping[str, Any]:
    """A response as the database keeps it."""
    stored: Mapping[str, Any] = json.loads(text)
    return stored
