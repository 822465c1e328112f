"""The site map: what the visitor may open, by what they come for. It lists, and decides nothing: routes do."""
