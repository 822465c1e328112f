"""The application, for a WSGI server: `gunicorn wsgi:app`."""

import sys

from quiz.application import create_app, refuse_unfit_database
from quiz.settings import SettingsMissing

try:
    app = create_app()
    refuse_unfit_database(app)
except SettingsMissing as missing:
    # Words for an operator, without a trace.
    sys.exit(str(missing))
