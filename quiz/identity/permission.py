"""What each role may do: one table, and the one function that reads it."""

from collections.abc import Iterable
from enum import Enum

from quiz.identity.role import Grant, Role


class Permission(Enum):
    """One thing a role is allowed to do. Every route names one."""

    READ_MODULES = "read_modules"
    SIGN_IN = "sign_in"
    SIGN_OUT = "sign_out"
    CHOOSE_MINISTRY = "choose_ministry"
    TAKE_MODULES = "take_modules"
    SEE_OWN_RESULTS = "see_own_results"
    SEE_OWN_DATA = "see_own_data"
    ERASE_OWN_DATA = "erase_own_data"
    SEE_MINISTRY_FIGURES = "see_ministry_figures"
    SEE_ENTITY_FIGURES = "see_entity_figures"
    SEE_ALL_FIGURES = "see_all_figures"
    DECLARE_HEADCOUNT = "declare_headcount"
    EXPORT_FIGURES = "export_figures"
    MANAGE_TOKENS = "manage_tokens"
    CALL_API = "call_api"
    DECLARE_TARGET = "declare_target"
    DECLARE_ACTIONS = "declare_actions"
    CLOSE_QUARTER = "close_quarter"
    PROPOSE_ENTITIES = "propose_entities"
    DECIDE_ENTITIES = "decide_entities"
    WRITE_MODULES = "write_modules"
    READ_AUDIT = "read_audit"
    SEE_SYSTEM = "see_system"
    SEE_ITEM_STATISTICS = "see_item_statistics"
    MANAGE_ROLES = "manage_roles"
    ASK_FOR_ROLE = "ask_for_role"
    JOIN_IDENTITIES = "join_identities"
    VISIT_DEMONSTRATION = "visit_demonstration"


VISITOR = frozenset({Permission.READ_MODULES, Permission.SIGN_IN, Permission.VISIT_DEMONSTRATION, Permission.CALL_API})
AGENT = VISITOR | {
    Permission.SIGN_OUT,
    Permission.CHOOSE_MINISTRY,
    Permission.TAKE_MODULES,
    Permission.SEE_OWN_RESULTS,
    Permission.SEE_OWN_DATA,
    Permission.ERASE_OWN_DATA,
    Permission.ASK_FOR_ROLE,
    Permission.JOIN_IDENTITIES,
}
TABLE: dict[Role, frozenset[Permission]] = {
    Role.VISITOR: VISITOR,
    Role.AGENT: AGENT,
    Role.REFERENT: AGENT
    | {
        Permission.SEE_MINISTRY_FIGURES,
        Permission.SEE_ENTITY_FIGURES,
        Permission.DECLARE_HEADCOUNT,
        Permission.EXPORT_FIGURES,
        Permission.DECLARE_TARGET,
        Permission.DECLARE_ACTIONS,
        Permission.PROPOSE_ENTITIES,
    },
    # Whose role ended less than thirty days ago: figures published until then, and nothing to declare or export.
    Role.FORMER_REFERENT: AGENT | {Permission.SEE_MINISTRY_FIGURES, Permission.SEE_ENTITY_FIGURES},
    # Of one entity: its own figures, and nothing of the ministry around it.
    Role.ENTITY_REFERENT: AGENT | {Permission.SEE_ENTITY_FIGURES},
    Role.FORMER_ENTITY_REFERENT: AGENT | {Permission.SEE_ENTITY_FIGURES},
    Role.AUTHOR: AGENT | {Permission.WRITE_MODULES, Permission.SEE_ITEM_STATISTICS},
    Role.PILOT: AGENT
    | {
        Permission.SEE_MINISTRY_FIGURES,
        Permission.SEE_ENTITY_FIGURES,
        Permission.SEE_ALL_FIGURES,
        Permission.PROPOSE_ENTITIES,
        Permission.DECIDE_ENTITIES,
        Permission.SEE_ITEM_STATISTICS,
        Permission.DECLARE_HEADCOUNT,
        Permission.EXPORT_FIGURES,
        Permission.DECLARE_TARGET,
        Permission.DECLARE_ACTIONS,
        Permission.MANAGE_TOKENS,
        Permission.CLOSE_QUARTER,
        Permission.READ_AUDIT,
        Permission.MANAGE_ROLES,
    },
    # The state of the system, never results.
    Role.OPERATOR: AGENT | {Permission.READ_AUDIT, Permission.SEE_SYSTEM},
}


def needs_strong(permission: Permission) -> bool:
    """True for what goes beyond an agent's own: those who do it show several factors."""
    return permission not in AGENT


def may(
    grants: Iterable[Grant], permission: Permission, ministry_id: str | None = None, entity_id: str | None = None
) -> bool:
    """True where one of the grants gives the permission, within that ministry, or that entity of it, when named."""
    return any(permission in TABLE[grant.role] and reaches(grant, ministry_id, entity_id) for grant in grants)


def reaches(grant: Grant, ministry_id: str | None, entity_id: str | None) -> bool:
    """True where what is named lies within a grant's scope: one of an entity reaches that entity alone.

    >>> whole, part = Grant(Role.REFERENT, "rivages"), Grant(Role.ENTITY_REFERENT, "rivages", entity_id="rivages.ports")
    >>> reaches(whole, "rivages", "rivages.ports"), reaches(part, "rivages", "rivages.ports")
    (True, True)
    >>> reaches(part, "rivages", None), reaches(part, "rivages", "rivages.phares")
    (False, False)
    """
    if grant.entity_id is not None and (ministry_id or entity_id):
        return entity_id == grant.entity_id
    return ministry_id is None or grant.ministry_id is None or grant.ministry_id == ministry_id
