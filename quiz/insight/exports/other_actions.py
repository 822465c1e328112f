"""What ministries declare beside the modules, as a table of its own: never a row of the figures."""

from quiz.insight.actions.action import Action
from quiz.insight.exports.columns import Column, Kind, Value, Words


def N_(key: str) -> str:  # the usual name of the marker that catalogues look for
    """The message itself, marked for the catalogues."""
    return key


ACTION_COLUMNS = (
    Column("action_ministere", Kind.TEXT, N_("Identifier of the ministry that declares the action.")),
    Column("action_ministere_nom", Kind.TEXT, N_("Name of that ministry.")),
    Column("action_jour", Kind.DAY, N_("Day of the action.")),
    Column("action_titre", Kind.TEXT, N_("What was done, as declared.")),
    Column("action_participants", Kind.NUMBER, N_("Participants, as declared: added to no figure.")),
    Column("action_source", Kind.TEXT, N_("Where the number of participants comes from.")),
    Column("action_mention", Kind.TEXT, N_("Says that the action is invented, in a demonstration."), empty=True),
)


def action_row(ministry: str, action: Action, words: Words) -> tuple[Value, ...]:
    """What each column holds of an action, in the order of `ACTION_COLUMNS`."""
    return (
        ministry,
        words.ministries.get(ministry, ministry),
        action.on,
        action.title,
        action.participants,
        action.source,
        words.mention,
    )
