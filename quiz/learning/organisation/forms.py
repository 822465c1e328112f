"""The forms of a change of organisation: what changes and why, then the consequences agreed to."""

from wtforms import Form, SelectField, StringField
from wtforms.validators import AnyOf, InputRequired, Length

CORRECTION, MOVE = "correction", "mutation"


class ChangeForm(Form):
    """Why the organisation changes, and for which one."""

    reason = StringField(validators=[InputRequired(), AnyOf((MOVE, CORRECTION))])
    ministry = SelectField(validators=[InputRequired()])


class ConfirmForm(ChangeForm):
    """The same, with the entity there, and what the page said would move."""

    entity = SelectField(default="")
    told = StringField(validators=[Length(max=1000)])
