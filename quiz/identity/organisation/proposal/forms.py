"""The forms of proposals: a sheet, whether entities are asked for, and a decision."""

from wtforms import Form, StringField
from wtforms.validators import AnyOf

from quiz.identity.organisation.proposal.store import ACCEPTED, REFUSED


class OpenForm(Form):
    """Whether agents of the ministry are asked for their entity."""

    opened = StringField(validators=[AnyOf(("yes", "no"))])


class DecisionForm(Form):
    """What the pilot decides."""

    decision = StringField(validators=[AnyOf((ACCEPTED, REFUSED))])
