"""The dashboard of one entity, for its referent: what is published of it, and nothing of the ministry around it."""
