"""The schemas for editors say what the models say, the same at each run."""

import json
import os
import subprocess
import sys

from quiz.content.schema import module_schema, schemas, series_schema, translation_schema
from quiz.content.shape import KINDS


def test_a_schema_describes_every_kind_with_its_docstring() -> None:
    blocks = module_schema()["$defs"]
    assert set(KINDS) == {
        block["properties"]["kind"]["const"] for block in blocks.values() if "kind" in block["properties"]
    }
    assert all(block["description"] for block in blocks.values())


def test_a_schema_refuses_unknown_fields_everywhere() -> None:
    wholes = [module_schema(), translation_schema(), series_schema()]
    blocks = [*wholes, *(block for whole in wholes for block in whole.get("$defs", {}).values())]
    assert all(block["additionalProperties"] is False for block in blocks)


def test_schemas_are_the_same_whatever_the_seed_of_hashing() -> None:
    program = "import json; from quiz.content.schema import schemas; print(json.dumps(schemas()))"
    runs = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={**os.environ, "PYTHONHASHSEED": seed},
            check=True,
            capture_output=True,
            text=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert runs == {json.dumps(schemas()) + "\n"}
