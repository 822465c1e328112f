"""The service's own texts: help, accessibility, legal notice, personal data.

Markdown files of `content/pages/`, in French, translated where a file says so. Nothing else.
"""
