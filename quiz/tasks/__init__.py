"""What has to be done from time to time, by one command for a timer, and the operator's page that tells of it.

It stands beside `application`. Begin with `commands.py`; `system.py` says what needs the operator. Never: a person,
a figure.
"""
