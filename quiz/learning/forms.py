"""The form of an item, built from its slots: what a page of ours can post, and what is still missing."""

from collections.abc import Mapping
from dataclasses import replace
from uuid import UUID

from werkzeug.datastructures import MultiDict
from wtforms import BooleanField, Form, RadioField, StringField, SubmitField, ValidationError
from wtforms.validators import Length

from quiz.content.item import Numeric, ScoredItem, UnscoredItem
from quiz.marking.certainty import Certainty
from quiz.marking.mark import slots
from quiz.marking.numeric import read_number
from quiz.marking.parts import YES
from quiz.marking.response import read
from quiz.marking.score import Response
from quiz.marking.typed_text import LONGEST
from quiz.refusal import Reason, Refused

PREFIX = "r-"
MISSING = "missing"
UNREADABLE = "unreadable"


class ItemForm(Form):
    """What every item's form holds; its slots are added by `item_form`."""

    submission_key = StringField()
    dont_know = SubmitField()
    certainty = StringField()

    def validate_submission_key(self, field: StringField) -> None:
        """No page of ours posts without its key."""
        try:
            UUID(field.data or "")
        except ValueError:
            raise ValidationError(MISSING) from None


def item_form(item: ScoredItem | UnscoredItem, posted: MultiDict[str, str]) -> ItemForm:
    """The form of an item, filled with a post."""
    fields = {f"{PREFIX}{slot}": _field(allowed) for slot, allowed in slots(item).items()}
    if unknown := {name for name in posted if name.startswith(PREFIX)} - fields.keys():
        raise Refused(Reason.FORGED) from ValueError(f"no such slot: {sorted(unknown)[0][:80]}")
    form: ItemForm = type("SlotsForm", (ItemForm,), fields)(posted)
    return form


def _field(allowed: tuple[str, ...] | None) -> StringField | BooleanField | RadioField:
    if allowed is None:
        return StringField(validators=[Length(max=LONGEST)])
    if allowed == (YES,):
        return BooleanField(false_values=("",))
    # A value outside the allowed ones is refused as forged, not shown again as a mistake.
    return RadioField(choices=[], validate_choice=False)


def response_of(item: ScoredItem | UnscoredItem, form: ItemForm, *, asks_certainty: bool = False) -> Response:
    """The response a form holds, with its certainty where that is asked; refused where no page of ours sends it."""
    if not form.validate():
        raise Refused(Reason.FORGED)
    values = {
        field.name.removeprefix(PREFIX): YES if field.data is True else str(field.data or "")
        for field in form
        if field.name.startswith(PREFIX)
    }
    response = read(item, values, dont_know=bool(form.dont_know.data))
    if response.unknown or not asks_certainty:
        return response
    try:
        return replace(response, certainty=Certainty(form.certainty.data))
    except ValueError:
        raise Refused(Reason.FORGED) from None


def mistakes(item: ScoredItem | UnscoredItem, response: Response) -> Mapping[str, str]:
    """What keeps a response from being recorded, by slot ('' for the whole): missing, or unreadable.

    An opinion or a commitment may be left blank; anything else is answered in full or with
    "I do not know", so that nothing is lost by an oversight.
    """
    if response.unknown or not isinstance(item, ScoredItem):
        return {}
    allowed = slots(item)
    if all(values == (YES,) for values in allowed.values()):
        return {} if response.values else {"": MISSING}
    missing = {slot: MISSING for slot in allowed if slot not in response.values}
    if isinstance(item, Numeric) and not missing:
        return {slot: UNREADABLE for slot, text in response.values.items() if read_number(text, item.unit) is None}
    return missing
