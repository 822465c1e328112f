"""Somebody's browser: every request it makes and every complaint of its console is kept."""

import re
from collections.abc import Iterable
from urllib.parse import urlsplit

from playwright.sync_api import Browser, ConsoleMessage, Page, Request, WebError

# Longer than any page takes on a busy machine.
PATIENCE = 20_000
REFUSED = re.compile(r"Failed to load resource: the server responded with a status of (\d+)")


class Window:
    """One browser window, with its own cookies; with or without script."""

    def __init__(self, browser: Browser, address: str, *, script: bool = True) -> None:
        self.address = address
        self.script = script
        self.requests: list[str] = []
        self.complaints: list[str] = []
        # Statuses that a journey means to meet; the console says them.
        self.expected: set[int] = set()
        self.context = browser.new_context(
            base_url=address,
            locale="fr-FR",
            java_script_enabled=script,
            # What slides into view takes time that a test would have to guess.
            reduced_motion="reduce",
            viewport={"width": 1280, "height": 900},
        )
        self.context.set_default_timeout(PATIENCE)
        self.context.on("request", self._request)
        self.context.on("console", self._console)
        self.context.on("weberror", self._web_error)

    def tab(self) -> Page:
        """A new tab of this window."""
        return self.context.new_page()

    def wrong(self) -> list[str]:
        """What went wrong behind the pages: requests to other hosts, errors of the console, refused statuses."""
        home = urlsplit(self.address).netloc
        away = [url for line in self.requests if (url := line.split("\n", 1)[0]) and not _stays(url, home)]
        return [f"a request left for {url}" for url in away] + [text for text in self.complaints if self._matters(text)]

    def sent(self, words: str) -> list[str]:
        """The requests that carried these words, in their address, their headers or their body."""
        return [line for line in self.requests if words.casefold() in line.casefold()]

    def close(self) -> None:
        """Close every tab."""
        self.context.close()

    def _matters(self, text: str) -> bool:
        refused = REFUSED.search(text)
        return not (refused and int(refused.group(1)) in self.expected)

    def _request(self, request: Request) -> None:
        headers = "\n".join(f"{name}: {value}" for name, value in request.headers.items())
        body = (request.post_data_buffer or b"").decode("utf-8", errors="replace")
        self.requests.append(f"{request.url}\n{headers}\n{body}")

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning", "assert"):
            self.complaints.append(f"{message.type}: {message.text}")

    def _web_error(self, error: WebError) -> None:
        self.complaints.append(f"error: {error.error}")


def _stays(url: str, home: str) -> bool:
    """True for what our own service serves, and what is inside the page."""
    parts = urlsplit(url)
    return parts.netloc == home or parts.scheme in ("data", "about")


def all_wrong(windows: Iterable[Window]) -> list[str]:
    """What went wrong in any of these windows."""
    return [text for window in windows for text in window.wrong()]
