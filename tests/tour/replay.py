"""Pages of the tour, shown again to a browser: the same bytes under the same headers, from the same application."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from flask import Flask, Response
from werkzeug.serving import make_server

from tests.tour.walk import Seen

# What the frame decides of a response on its own is left to it.
KEPT = ("Content-Type", "Cache-Control", "Retry-After")


class Replay:
    """The application on a loopback port, with the pages already seen beside its own."""

    def __init__(self, app: Flask, address: str) -> None:
        self.app = app
        self.address = address
        self.seen: list[Seen] = []

    def add(self, seen: Seen) -> str:
        """Where a page can be opened from now on."""
        self.seen.append(seen)
        return f"/rejeu/{len(self.seen) - 1}"

    def show(self, number: int) -> Response:
        """A page, as it was."""
        page = self.seen[number]
        response = Response(page.html, page.status)
        for name, value in page.headers:
            if name in KEPT:
                response.headers[name] = value
        return response


@contextmanager
def replaying(app: Flask) -> Iterator[Replay]:
    """That application, served until the end with pages of a tour beside its own."""
    # A page of the tour is shown to nobody in particular: nothing is asked of the database.
    server = make_server("127.0.0.1", 0, app, threaded=True)
    replay = Replay(app, f"http://127.0.0.1:{server.server_port}")
    app.add_url_rule("/rejeu/<int:number>", "replay", replay.show)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield replay
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
