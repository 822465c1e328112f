"""Programs of the npm registry that tests run: the versions of a folder's package-lock.json, installed on demand."""

import fcntl
import shutil
import subprocess
from pathlib import Path

INSTALLED_WITHIN = 300


def packages(folder: Path) -> Path:
    """The `node_modules` of a folder, as its lock says; installed there first where it is not.

    Several processes of one run may ask at once: the first installs, the others wait.
    """
    lock, modules = folder / "package-lock.json", folder / "node_modules"
    wanted, witness = lock.read_bytes(), modules / ".installed"
    if witness.exists() and witness.read_bytes() == wanted:
        return modules
    npm = shutil.which("npm")
    if npm is None or shutil.which("node") is None:
        raise RuntimeError(f"Node 18 or later and npm are needed by {folder.name} (on Debian: apt-get install npm).")
    with (folder / ".installing").open("w") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        if witness.exists() and witness.read_bytes() == wanted:
            return modules
        print(f"Installing the npm packages of tests/{folder.name}.", flush=True)  # noqa: T201 - it takes a while
        done = subprocess.run(
            [npm, "ci", "--ignore-scripts", "--no-fund", "--no-audit"],
            cwd=folder,
            check=False,
            capture_output=True,
            text=True,
            stdin=subprocess.DEVNULL,
            timeout=INSTALLED_WITHIN,
        )
        if done.returncode != 0:
            raise RuntimeError(f"npm ci failed in {folder}:\n{done.stderr}")
        witness.write_bytes(wanted)
    return modules
