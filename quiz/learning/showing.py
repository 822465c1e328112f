"""One item of an attempt as its page shows it: to answer, or answered with feedback."""

from collections.abc import Mapping
from fractions import Fraction
from uuid import UUID

from quiz.content.item import ScoredItem, UnscoredItem
from quiz.content.module import Module
from quiz.learning.attempt import Attempt
from quiz.learning.page import CertaintyAsked, QuestionPage
from quiz.learning.question import question
from quiz.marking.certainty import Certainty, certainty_mark
from quiz.marking.mark import mark
from quiz.marking.score import Marked, Response


def question_page(
    attempt: Attempt,
    module: Module,
    item: ScoredItem | UnscoredItem,
    position: int,
    submission_key: UUID,
    posted: Response | None,
    notice: str | None,
    mistakes: Mapping[str, str],
) -> QuestionPage:
    """The page of an item, without its titles and its image; filled with what was just posted to be corrected.

    Feedback is shown once a response is final: at once, or after the submission of the attempt.
    """
    recorded = attempt.responses.get(item.id)
    at_once = module.feedback == "at_once"
    marked = None
    if recorded is not None and (at_once or attempt.submitted_at is not None):
        marked = mark(item, recorded.response)
    so_far = [attempt.responses[name] for name in attempt.items[:position] if name in attempt.responses]
    return QuestionPage(
        title="",
        outcome="",
        place="",
        module_title=module.title,
        slug=attempt.module_slug,
        number=attempt.number,
        position=position,
        total=len(attempt.items),
        answered=len(attempt.responses),
        question=question(item, attempt.seed, recorded.response if recorded and posted is None else posted, marked),
        submission_key=submission_key,
        corrected=marked is not None,
        verdict=marked.verdict().value if marked else None,
        score=sum((kept.score for kept in so_far), Fraction(0)),
        max_score=sum((kept.max_score for kept in so_far), Fraction(0)),
        following=following(attempt, position),
        final=at_once,
        scored=isinstance(item, ScoredItem),
        certainty=certainty(module, item, recorded.response if recorded and posted is None else posted, marked),
        notice=notice,
        mistakes=mistakes,
    )


def asks_certainty(module: Module, item: ScoredItem | UnscoredItem) -> bool:
    """Whether an answer to this item says how sure one is of it."""
    return module.certainty and isinstance(item, ScoredItem)


def certainty(
    module: Module, item: ScoredItem | UnscoredItem, response: Response | None, marked: Marked | None
) -> CertaintyAsked | None:
    """What a page asks or tells of certainty; low until something else is chosen, which costs nothing when wrong."""
    if not asks_certainty(module, item):
        return None
    said = response.certainty if response else None
    earned = certainty_mark(marked.score / marked.max_score, said) if marked and said else None
    return CertaintyAsked((said or Certainty.LOW).value, earned)


def following(attempt: Attempt, position: int) -> int | None:
    """The position to go to next: the next item of a closed attempt, the next unanswered of an open one."""
    if attempt.submitted_at is not None:
        return position + 1 if position < len(attempt.items) else None
    after = range(position + 1, len(attempt.items) + 1)
    unanswered = (at for at in after if attempt.items[at - 1] not in attempt.responses)
    return next(unanswered, attempt.first_unanswered())
