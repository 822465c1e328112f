"""What each application of the tests would compile again, the same: addresses, templates, statements."""

from collections.abc import Callable, Hashable
from types import CodeType
from typing import Any

from flask import Flask
from jinja2 import FileSystemBytecodeCache
from jinja2.bccache import Bucket
from sqlalchemy import Engine
from werkzeug.routing import Rule

from tests.shared import folder


class RememberedRule(Rule):
    """A rule whose builders are compiled once a process: they depend on its words alone, and are given the rule."""

    known: dict[Hashable, Callable[..., tuple[str, str]]] = {}  # noqa: RUF012 - of the process, on purpose

    def _compile_builder(self, append_unknown: bool = True) -> Callable[..., tuple[str, str]]:
        key = (self.rule, tuple(self._trace), repr(self.defaults), append_unknown)
        if key not in self.known:
            self.known[key] = super()._compile_builder(append_unknown)
        return self.known[key]


class RememberedTemplates(FileSystemBytecodeCache):
    """Templates compiled once a run and read once a process; one whose text has changed is compiled again."""

    def __init__(self, folder: str) -> None:
        super().__init__(folder)
        self.known: dict[tuple[str, str], CodeType] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill a bucket with what this process knows, or with what the run does."""
        key = (bucket.key, bucket.checksum)
        bucket.code = self.known.get(key)
        if bucket.code is None:
            super().load_bytecode(bucket)
            if bucket.code is not None:
                self.known[key] = bucket.code

    def clear(self) -> None:
        """Forget everything."""
        self.known.clear()
        super().clear()


class RememberedStatements(dict[Hashable, Any]):
    """Statements compiled once a process for each kind of database, whichever engine asks.

    SQLAlchemy keeps them by engine: their first key is the engine's dialect, which stands here by its name.
    """

    def get(self, key: Any, default: Any = None) -> Any:
        """The statement compiled before."""
        return super().get((key[0].name, *key[1:]), default)

    def __setitem__(self, key: Any, compiled: Any) -> None:
        super().__setitem__((key[0].name, *key[1:]), compiled)


STATEMENTS = RememberedStatements()


def remember_statements(engine: Engine) -> None:
    """Let this engine find what others have compiled, and compile for them."""
    engine.update_execution_options(compiled_cache=STATEMENTS)


def remember() -> None:
    """Let every application made from now on share them."""
    templates = folder() / "templates"
    templates.mkdir(exist_ok=True)
    options: dict[str, Any] = {**Flask.jinja_options, "bytecode_cache": RememberedTemplates(str(templates))}
    Flask.jinja_options = options
    Flask.url_rule_class = RememberedRule
