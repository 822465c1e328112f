"""A client of the YAML language server: opens files as an editor does, and reads what would be underlined."""

import json
import subprocess
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from tests.npm import packages

SERVER = Path("yaml-language-server") / "bin" / "yaml-language-server"


class LanguageServer:
    """A server that runs over its standard input and output for the length of a `with`."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            ["node", str(packages(Path(__file__).resolve().parent) / SERVER), "--stdio"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        self._requests = 0

    def __enter__(self) -> Self:
        capabilities = {"workspace": {"configuration": True}}
        self._request("initialize", {"processId": None, "rootUri": None, "capabilities": capabilities})
        self._send({"method": "initialized", "params": {}})
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.kill()
        self._process.communicate()

    def diagnostics(self, file: Path) -> list[dict[str, Any]]:
        """What the server says of a file as it is on disk, opened once and for all."""
        document = {"uri": file.as_uri(), "languageId": "yaml", "version": 1, "text": file.read_text(encoding="utf-8")}
        self._send({"method": "textDocument/didOpen", "params": {"textDocument": document}})
        while True:
            message = self._received()
            if message.get("method") == "textDocument/publishDiagnostics" and message["params"]["uri"] == file.as_uri():
                found: list[dict[str, Any]] = message["params"]["diagnostics"]
                return found

    def _request(self, method: str, params: dict[str, Any]) -> None:
        self._requests += 1
        self._send({"id": self._requests, "method": method, "params": params})
        while self._received().get("id") != self._requests:
            pass

    def _received(self) -> dict[str, Any]:
        """The next message that is not a question of the server's, which are answered on the way."""
        while True:
            message = self._read()
            if "method" in message and "id" in message:
                asked = message["params"].get("items", []) if isinstance(message.get("params"), dict) else []
                self._send({"id": message["id"], "result": [self._settings(item) for item in asked]})
            else:
                return message

    @staticmethod
    def _settings(item: dict[str, Any]) -> dict[str, Any] | None:
        """An author's settings: checking on, and no catalogue of schemas from the Internet."""
        return {"validate": True, "schemaStore": {"enable": False}} if item.get("section") == "yaml" else None

    def _read(self) -> dict[str, Any]:
        assert self._process.stdout is not None
        length = 0
        while line := self._process.stdout.readline().strip():
            name, _, value = line.partition(b":")
            if name.lower() == b"content-length":
                length = int(value)
        assert length, "the language server stopped"
        read: dict[str, Any] = json.loads(self._process.stdout.read(length))
        return read

    def _send(self, message: dict[str, Any]) -> None:
        assert self._process.stdin is not None
        content = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n%b" % (len(content), content))
        self._process.stdin.flush()
