"""The API: published figures as JSON, for programs that bear a token. Versioned by its address, `/api/v1/`.

`description.py` is where its answers are described, once: the document served at `/api/v1/openapi.json` is made
of it, and of the columns of exports. `guard.py` says who asks; no cookie is read and none is set.
"""
