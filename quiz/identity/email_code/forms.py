"""The forms of an e-mail code: an address, then the code."""

from wtforms import Form, StringField
from wtforms.validators import Length


class AddressForm(Form):
    """Where to send the code."""

    email = StringField(validators=[Length(max=320)])


class CodeForm(Form):
    """The code that came."""

    code = StringField(validators=[Length(max=100)])
