"""The forms of roles: one given by a pilot, one asked for by an agent, a request decided."""

from wtforms import BooleanField, DateField, Form, StringField, SubmitField
from wtforms.validators import AnyOf, Length, Optional

from quiz.identity.role import GRANTABLE
from quiz.identity.roles.request import Position


class GrantForm(Form):
    """A role, whom it is given to, for which post, until when."""

    email = StringField(validators=[Length(max=320)])
    role = StringField(validators=[AnyOf([role.value for role in GRANTABLE])])
    ministry = StringField(validators=[Length(max=60)])
    entity = StringField(validators=[Length(max=130)])
    label = StringField(validators=[Length(max=200)])
    until = DateField(validators=[Optional()])
    deputy = BooleanField()


class AskForm(Form):
    """The ministry or entity, and the position, of whoever asks for a referent's access."""

    ministry = StringField(validators=[Length(max=60)])
    entity = StringField(validators=[Length(max=130)])
    position = StringField(validators=[AnyOf([each.value for each in Position])])
    deputy = BooleanField()


class DecisionForm(Form):
    """What the pilot decides; accepting needs the address the request was written from."""

    email = StringField(validators=[Length(max=320)])
    decline = SubmitField()
