"""What is committed installs anywhere: no registry, no mirror, no folder of somebody's machine."""

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LOCKS = ("requirements.lock", "requirements-test.lock", "requirements-postgresql.lock")
HOME_FOLDER = re.compile(r"(?<![\w.])/(?:home|root|Users)/[\w.-]+")
HERE = re.compile(re.escape(str(ROOT)) + r"\b")
REGISTRY = re.compile(r"https?://[\w.-]*(?:pypi|pythonhosted|npmjs|registry|mirror|artifact)[\w.-]*", re.IGNORECASE)


def committed() -> list[Path]:
    """The files that git keeps, or would once added."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return [path for name in listed.stdout.split("\0") if name and (path := ROOT / name).is_file()]


def lines_matching(pattern: re.Pattern[str]) -> list[str]:
    """Where a pattern occurs in the text files that are committed."""
    found = []
    for path in committed():
        for number, line in enumerate(path.read_text("utf-8", errors="replace").splitlines(), 1):
            if pattern.search(line):
                found.append(f"{path.relative_to(ROOT)}:{number}: {line.strip()[:120]}")
    return found


@pytest.mark.parametrize("pattern", [HOME_FOLDER, REGISTRY, HERE], ids=("a home", "a registry", "this checkout"))
def test_no_committed_file_names_a_machine_or_a_registry(pattern: re.Pattern[str]) -> None:
    assert lines_matching(pattern) == []


@pytest.mark.parametrize("lock", LOCKS)
def test_every_locked_package_has_its_hashes_and_no_address(lock: str) -> None:
    text = (ROOT / lock).read_text("utf-8")
    pins = re.findall(r"^[a-z0-9][^\n]*?==[^\n]*(?:\n    --hash=sha256:[0-9a-f]{64}(?: \\)?)+", text, re.MULTILINE)
    assert len(pins) == len(re.findall(r"^[a-z0-9]", text, re.MULTILINE))
    assert "://" not in text


def test_the_tests_run_on_the_versions_of_the_service() -> None:
    def pins(lock: str) -> set[str]:
        return set(re.findall(r"^[a-z0-9][^ \n]*==[^ \n]+", (ROOT / lock).read_text("utf-8"), re.MULTILINE))

    assert pins("requirements.lock") <= pins("requirements-test.lock")


def test_nothing_that_is_built_or_secret_is_committed() -> None:
    command = ["git", "ls-files", "-z", "--cached"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.split("\0")
    built = re.compile(r"^(instance|build|\.venv|\.tools)/|\.(mo|pyc|db|sqlite)$|\.egg-info/|__pycache__")
    assert [name for name in listed if built.search(name)] == []
