"""The schemas committed for editors are those of the models."""

from pathlib import Path

from click.testing import CliRunner

from quiz.authoring.commands import content_commands

COMMITTED = Path(__file__).resolve().parents[2] / "content" / "schema"


def test_the_schemas_committed_are_those_the_service_writes(tmp_path: Path) -> None:
    result = CliRunner().invoke(content_commands, ["schema", "--write", str(tmp_path)])
    assert result.exit_code == 0, result.output
    written = {file.name: file.read_text(encoding="utf-8") for file in tmp_path.iterdir()}
    committed = {file.name: file.read_text(encoding="utf-8") for file in COMMITTED.iterdir()}
    assert committed == written, "stale: quiz content schema --write content/schema"
