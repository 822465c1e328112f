"""`python -m tests.screenshots [words of names…] [--looks light,phone]`: pictures in build/screenshots."""

import argparse
import shutil
import tempfile
import threading
from pathlib import Path

from playwright.sync_api import sync_playwright
from werkzeug.serving import WSGIRequestHandler, make_server

from tests.browser.conftest import ARGUMENTS
from tests.provision import chromium
from tests.screenshots.camera import LOOKS, Camera
from tests.screenshots.rolls import ROLLS, sample, windows
from tests.service import ROOT, Service, demonstration_on_sqlite
from tests.web.sample import sample_application

FOLDER = ROOT / "build/screenshots"


class Silent(WSGIRequestHandler):
    """Serves without a word: what is printed is what was taken."""

    def log(self, *_told: object) -> None:
        """Nothing."""


def main() -> None:
    """Take what was asked for, or everything."""
    parser = argparse.ArgumentParser(prog="make screenshots", description="Pictures of every page, in every look.")
    parser.add_argument("names", nargs="*", help="take only the pages whose name contains one of these")
    parser.add_argument("--rolls", default=",".join(roll.__name__ for roll in ROLLS), help="walk only these")
    parser.add_argument("--looks", default=",".join(LOOKS), help="take only these looks")
    asked = parser.parse_args()
    looks = {name: LOOKS[name] for name in asked.looks.split(",")}
    rolls = [roll for roll in ROLLS if roll.__name__ in asked.rolls.split(",")]
    if not asked.names and len(rolls) == len(ROLLS):
        shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True, exist_ok=True)
    camera = Camera(FOLDER, looks, tuple(asked.names))
    app = sample_application(translations=ROOT / "translations")
    app.config["PROPAGATE_EXCEPTIONS"] = False
    app.logger.disabled = True
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        url = demonstration_on_sqlite(Path(folder))
        service = Service(url, Path(folder))
        service.start()
        service.wait()
        samples = make_server("127.0.0.1", 0, app, threaded=True, request_handler=Silent)
        threading.Thread(target=samples.serve_forever, daemon=True).start()
        browser = playwright.chromium.launch(executable_path=chromium(), args=ARGUMENTS)
        for roll in rolls:
            print(f"{roll.__name__}…", flush=True)
            address = f"http://127.0.0.1:{samples.server_port}" if roll is sample else service.address
            roll(camera, windows(browser, address), url)
        browser.close()
        samples.shutdown()
        service.close()
    print(f"{len(camera.taken)} pages in {len(looks)} looks: {camera.index()}")


if __name__ == "__main__":
    main()
