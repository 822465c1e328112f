"""What each role is called; the edge translates it."""

from quiz.identity.role import Role


def N_(text: str) -> str:
    """The message itself, for the catalogue to find."""
    return text


ROLES = {
    Role.AGENT.value: N_("Agent"),
    Role.REFERENT.value: N_("Referent"),
    Role.FORMER_REFERENT.value: N_("Former referent"),
    Role.AUTHOR.value: N_("Author"),
    Role.PILOT.value: N_("Pilot"),
    Role.OPERATOR.value: N_("Operator"),
}
