"""The application, for a WSGI server: `gunicorn wsgi:app`."""

import sys

from quiz.application import create_app, refuse_unfit_database
from quiz.settings import SettingsMissing
from quiz.storage.database import db

try:
    app = create_app()
    try:
        refuse_unfit_database(app)
    finally:
        # Workers may be forked from this process (`gunicorn --preload`): none takes over its connections.
        with app.app_context():
            db.engine.dispose()
except SettingsMissing as missing:
    # Words for an operator, without a trace.
    sys.exit(str(missing))
