"""What each role is called; the edge translates it."""

from quiz.identity.role import Role
from quiz.identity.roles.label import LabelProblem
from quiz.identity.roles.request import Position


def N_(text: str) -> str:
    """The message itself, for the catalogue to find."""
    return text


POSITIONS = {
    Position.DIGITAL: N_("Referent for responsible digital practice"),
    Position.SUSTAINABILITY: N_("Referent for sustainable development"),
    Position.TRAINING: N_("In charge of training"),
    Position.COMMUNICATION: N_("In charge of communication"),
    Position.OTHER: N_("Another position"),
}
LABEL_PROBLEMS = {
    LabelProblem.EMPTY: N_("Say which post holds this role, such as “mission, post 2”."),
    LabelProblem.TOO_LONG: N_("Eighty characters at most."),
    LabelProblem.ADDRESS: N_("No e-mail address here: name the post, not the person."),
    LabelProblem.NUMBER: N_("No telephone or staff number here: name the post, not the person."),
    LabelProblem.NAME: N_("This label names someone, or repeats a word of the address: name the post."),
}
ROLES = {
    Role.AGENT.value: N_("Agent"),
    Role.REFERENT.value: N_("Referent"),
    Role.FORMER_REFERENT.value: N_("Former referent"),
    Role.ENTITY_REFERENT.value: N_("Referent of an entity"),
    Role.FORMER_ENTITY_REFERENT.value: N_("Former referent of an entity"),
    Role.AUTHOR.value: N_("Author"),
    Role.PILOT.value: N_("Pilot"),
    Role.OPERATOR.value: N_("Operator"),
}
