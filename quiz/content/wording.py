"""Problems in words: the message keys translated, their parameters filled in."""

from collections.abc import Callable

from quiz.content.problem import Problem

Translate = Callable[[str], str]


def message(problem: Problem, translate: Translate) -> str:
    """What is wrong, in the translator's language."""
    return translate(problem.message).format(**problem.parameters)


def hint(problem: Problem, translate: Translate) -> str:
    """What to do about it, or an empty text."""
    return translate(problem.hint).format(**problem.parameters) if problem.hint else ""


def line(problem: Problem, translate: Translate) -> str:
    """The problem on one line, as editors and terminals link it: `file:line:column: rule-id: message (hint)`."""
    place = problem.place
    advice = hint(problem, translate)
    told = f"{message(problem, translate)} ({advice})" if advice else message(problem, translate)
    return f"{place.file}:{place.line}:{place.column}: {problem.rule}: {told}"
