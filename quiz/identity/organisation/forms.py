"""The forms of organisations: the one an agent confirms or chooses, and their entity."""

from wtforms import Form, SelectField, StringField
from wtforms.validators import Length

# The answers that are no ministry are buttons of their own beside the list.
OTHER = "other"


class MinistryForm(Form):
    """One organisation among those known; with the entity suggested, where one was."""

    ministry = SelectField(validate_choice=True)
    other = StringField(validators=[Length(max=60)])
    entity = StringField(validators=[Length(max=121)])


class EntityForm(Form):
    """One entity of the agent's ministry, or none."""

    entity = SelectField()
