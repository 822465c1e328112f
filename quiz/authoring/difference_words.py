"""A difference in words: message keys of the catalogue, put into words at the edge."""

from collections.abc import Iterator, Mapping

from quiz.authoring.difference import Aspect, Difference
from quiz.content.rules import N_
from quiz.content.wording import Translate

ASPECTS: Mapping[Aspect, str] = {
    Aspect.KIND: N_("the kind of question"),
    Aspect.KEY: N_("the right answer"),
    Aspect.MARKING: N_("how it is marked"),
    Aspect.PARTS: N_("what can be answered"),
    Aspect.PROMPT: N_("the wording of the question"),
    Aspect.RIGHT_WORDING: N_("the wording of a right answer"),
    Aspect.WRONG_WORDING: N_("the wording of a wrong option"),
    Aspect.WORDING: N_("the wording of a line"),
    Aspect.IMAGE: N_("the image"),
    Aspect.EXPLANATION: N_("an explanation"),
    Aspect.SOURCE: N_("the source"),
    Aspect.OBJECTIVE: N_("the objective it serves"),
}
FIELDS: Mapping[str, str] = {
    "title": N_("the title"),
    "summary": N_("the summary"),
    "duration_minutes": N_("the minutes announced"),
    "objectives": N_("the objectives"),
    "video": N_("the video or its transcript"),
    "reading": N_("the essentials to read"),
    "pass_mark": N_("the pass mark"),
    "draw": N_("how many questions are drawn"),
    "feedback": N_("when right and wrong are told"),
    "certainty": N_("whether certainty is asked"),
    "this_week": N_("the action of the week"),
    "resources": N_("the resources"),
    "items": N_("the order of the questions"),
}


def words(found: Difference, translate: Translate) -> tuple[str, ...]:
    """What changes, one line each, in the translator's language."""
    return tuple(_lines(found, translate))


def _lines(found: Difference, translate: Translate) -> Iterator[str]:
    for name in found.added:
        yield translate(N_("{id}: new question")).format(id=name)
    for name in found.removed:
        yield translate(N_("{id}: taken away")).format(id=name)
    for item in found.changed:
        changed = ", ".join(translate(ASPECTS[aspect]) for aspect in item.aspects)
        yield translate(N_("{id}: {aspects}")).format(id=item.id, aspects=changed)
    for field in found.fields:
        name = translate(FIELDS.get(field.field, field.field))
        if field.before:
            yield translate(N_("{field}: {before}, then {after}")).format(
                field=name, before=field.before, after=field.after
            )
        else:
            yield name
