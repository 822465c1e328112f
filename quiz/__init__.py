"""The quiz engine: a house of rooms named after what the software does.

content     what is taught             marking   what a response is worth
identity    who asks, what they may    learning  an agent's path through a module
authoring   from YAML to published     insight   what referents and pilots see
notices     the service's own texts    web       the frame of every page
storage     the database, transactions demo, tasks   beside `application`

Imports point downwards only (docs/architecture.md); this file imports nothing, so that any
file can be read, and every pure file run, without the rest.
"""
