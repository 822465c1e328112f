"""The form of a draft: its text, and the revision it was written over."""

from werkzeug.datastructures import MultiDict
from wtforms import Form, IntegerField, SubmitField, TextAreaField
from wtforms.validators import InputRequired, Length, NumberRange

from quiz.refusal import Reason, Refused


class DraftForm(Form):
    """A module's or a translation's YAML, to check, correct at a line, publish or give up."""

    text = TextAreaField(validators=[Length(max=1_048_576)])
    revision = IntegerField(validators=[InputRequired(), NumberRange(min=0)])
    correct = IntegerField(filters=[lambda value: value or 0])
    publish = SubmitField()
    give_up = SubmitField()


def posted(values: MultiDict[str, str]) -> tuple[DraftForm, str, int]:
    """The form as posted, its text as it is kept, and the revision it was written over."""
    form = DraftForm(values)
    if not form.validate() or form.text.data is None or form.revision.data is None:
        raise Refused(Reason.FORGED)
    # PostgreSQL keeps no NUL: its usual stand-in shows where it was.
    return form, form.text.data.replace("\r\n", "\n").replace("\0", "\ufffd"), form.revision.data
