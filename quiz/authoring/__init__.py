"""From a YAML file to a published module: checking, drafts, publication.

Never: agents, attempts, figures. Two doors lead to publication, the web page and the command.
Open `publication.py` first.
"""
