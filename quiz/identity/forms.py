"""The form of identity: the organisation an agent confirms or chooses."""

from wtforms import Form, SelectField
from wtforms.validators import InputRequired


class MinistryForm(Form):
    """One organisation among those known."""

    ministry = SelectField(validators=[InputRequired()])
