"""The form of a draft: its text, and the revision it was written over."""

from wtforms import Form, IntegerField, SubmitField, TextAreaField
from wtforms.validators import InputRequired, Length, NumberRange


class DraftForm(Form):
    """A module's or a translation's YAML, to check, correct at a line, publish or give up."""

    text = TextAreaField(validators=[Length(max=1_048_576)])
    revision = IntegerField(validators=[InputRequired(), NumberRange(min=0)])
    correct = IntegerField(filters=[lambda value: value or 0])
    publish = SubmitField()
    give_up = SubmitField()
