"""What a page costs, as a browser sees it: requests, bytes on the wire, elements."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import CDPSession, Page

# As EcoIndex is measured: a large screen, the page scrolled to its end, the inside of drawings left out.
SCREEN = {"width": 1920, "height": 1080}
ELEMENTS = """() => {
    scrollTo(0, document.body.scrollHeight);
    return document.querySelectorAll("*").length - document.querySelectorAll("svg *").length;
}"""


@dataclass
class Fetched:
    """One request: what it brought, and whether the cache spared it."""

    address: str
    kind: str = ""
    body: int = 0
    wire: int = 0
    spared: bool = False


@dataclass(frozen=True)
class Cost:
    """What an opening of a page costs where nothing is kept yet; `paid` requests are those made this time.

    `pictures` are those of the page alone, which no other page has brought.
    """

    requests: int
    paid: int
    pictures: int
    wire: int
    bodies: Mapping[str, int]
    elements: int


@dataclass
class Scales:
    """A tab whose requests are weighed, through the browser's own accounts."""

    page: Page
    fetched: dict[str, Fetched] = field(default_factory=dict)
    # What each file weighed when it was fetched: kept by the browser, it is not weighed again.
    known: dict[str, Fetched] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.page.set_viewport_size(SCREEN)  # type: ignore[arg-type]
        self.session: CDPSession = self.page.context.new_cdp_session(self.page)
        self.session.on("Network.requestWillBeSent", self._asked)
        self.session.on("Network.requestServedFromCache", self._spared)
        self.session.on("Network.responseReceived", self._answered)
        self.session.on("Network.loadingFinished", self._finished)
        self.session.send("Network.enable")

    def empty_cache(self) -> None:
        """Forget every file."""
        self.session.send("Network.clearBrowserCache")

    def open(self, path: str) -> Cost:
        """What opening a page costs."""
        self.fetched.clear()
        self.page.goto(path)
        elements = self.page.evaluate(ELEMENTS)
        return self.cost(elements)

    def cost(self, elements: int = 0) -> Cost:
        """What was fetched since the last opening, or since the tab was opened."""
        paid = [each for each in self.fetched.values() if not each.spared]
        self.known |= {each.address: each for each in paid}
        needed = [self.known[each.address] for each in self.fetched.values()]
        kinds = {each.kind for each in needed}
        bodies = {kind: sum(each.body for each in needed if each.kind == kind) for kind in kinds}
        pictures = sum(1 for each in paid if each.kind == "Image")
        return Cost(len(needed), len(paid), pictures, sum(each.wire for each in needed), bodies, elements)

    def paid(self) -> int:
        """The bytes that came over the wire since the last opening, headers included."""
        return sum(each.wire for each in self.fetched.values() if not each.spared)

    def _asked(self, event: dict[str, Any]) -> None:
        address = event["request"]["url"]
        if address.startswith("http"):
            # A redirection bears the number of what it leads to; the wire was paid for both.
            number = event["requestId"]
            if "redirectResponse" in event:
                before = self.fetched[number]
                before.wire = int(event["redirectResponse"]["encodedDataLength"])
                self.fetched[f"{number} {len(self.fetched)}"] = before
            self.fetched[number] = Fetched(address)

    def _spared(self, event: dict[str, Any]) -> None:
        if event["requestId"] in self.fetched:
            self.fetched[event["requestId"]].spared = True

    def _answered(self, event: dict[str, Any]) -> None:
        if found := self.fetched.get(event["requestId"]):
            response = event["response"]
            headers = {name.lower(): value for name, value in response["headers"].items()}
            found.kind = event["type"]
            found.body = int(headers.get("content-length", 0))
            found.spared = found.spared or bool(response.get("fromDiskCache") or response.get("fromPrefetchCache"))

    def _finished(self, event: dict[str, Any]) -> None:
        if found := self.fetched.get(event["requestId"]):
            found.wire = int(event["encodedDataLength"])
