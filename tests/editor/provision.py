"""Finds, or installs, the language server that editors use for YAML: the exact version of package-lock.json."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
SERVER = HERE / "node_modules" / "yaml-language-server" / "bin" / "yaml-language-server"


def provide() -> Path:
    """The program of the language server, to be run by Node; installed beside this file where it is missing."""
    if not _up_to_date():
        npm = shutil.which("npm")
        if npm is None or shutil.which("node") is None:
            raise RuntimeError("Node 18 or later and npm are needed by tests/editor (on Debian: apt-get install npm).")
        _say("The YAML language server is missing: installing it in tests/editor/node_modules/ (27 MB).")
        done = subprocess.run(
            [npm, "ci", "--ignore-scripts", "--no-fund", "--no-audit"],
            cwd=HERE, check=False, capture_output=True, text=True, stdin=subprocess.DEVNULL,
        )  # fmt: skip
        if done.returncode != 0:
            raise RuntimeError(f"npm ci failed in tests/editor:\n{done.stderr}")
    return SERVER


def _up_to_date() -> bool:
    """True where the version installed is the one that is locked."""
    installed = SERVER.parents[1] / "package.json"
    if not (installed.exists() and SERVER.exists()):
        return False
    locked = json.loads((HERE / "package-lock.json").read_text(encoding="utf-8"))
    version = locked["packages"]["node_modules/yaml-language-server"]["version"]
    return bool(json.loads(installed.read_text(encoding="utf-8"))["version"] == version)


def _say(sentence: str) -> None:
    sys.stdout.write(sentence + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    _say(f"YAML language server: {provide()}")
