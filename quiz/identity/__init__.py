"""Who is asking, and what they may do.

Never: names, e-mail addresses or subjects, in clear or decodable; a person is a random id and
an organisation. `permission.py` is the one table of what each role may do; `guard` applies it.
Open `permission.py` first.
"""
