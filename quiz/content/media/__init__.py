"""Images, kept in the database by their content, so that a published version keeps those it was published with."""
