"""An agent's path through a module: video step, attempts, responses, completion.

Never: what others did, figures, roles. The rules are in the pure files `attempt`, `draw` and
`completion`; `store` reads, `attempts` records, in one transaction per request.
Open `attempt.py` first.
"""
