"""Where an example of a rule is told, as a line and a column."""

from quiz.content.rule_examples import Example


def place(example: Example) -> tuple[int, int]:
    """The line and column marked in an example."""
    marked = example.marked()
    if example.at:
        assert marked.count(example.at.replace("§", "")) >= 1, example.at
        marked = marked.replace(example.at.replace("§", ""), example.at, 1)
    assert marked.count("§") == 1, example
    before = marked.split("§")[0]
    return before.count("\n") + 1, len(before) - before.rfind("\n")
