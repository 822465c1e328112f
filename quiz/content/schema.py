"""JSON Schemas of modules, translations and series, from which editors complete and check YAML as it is typed."""

from typing import Any

from pydantic import BaseModel

from quiz.content.module import Module, Series
from quiz.content.translation import Translation

DIALECT = "https://json-schema.org/draft/2020-12/schema"
SCHEMA_FILES: dict[str, type[BaseModel]] = {
    "module.schema.json": Module,
    "translation.schema.json": Translation,
    "series.schema.json": Series,
}


def module_schema() -> dict[str, Any]:
    """The JSON Schema of a module."""
    return _schema(Module)


def translation_schema() -> dict[str, Any]:
    """The JSON Schema of a translation."""
    return _schema(Translation)


def series_schema() -> dict[str, Any]:
    """The JSON Schema of a series."""
    return _schema(Series)


def schemas() -> dict[str, dict[str, Any]]:
    """Every schema by the name of its file."""
    return {name: _schema(shape) for name, shape in SCHEMA_FILES.items()}


def _schema(shape: type[BaseModel]) -> dict[str, Any]:
    return {"$schema": DIALECT, **shape.model_json_schema()}
