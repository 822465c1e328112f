"""The frame around every page: layout, macros, errors, CSRF, language, headers, static files.

It knows no room; what it needs of one (who is signed in) is handed to it by `application`.
"""
