"""Grants as a session keeps them."""

from quiz.identity.permission import Permission
from quiz.identity.person import VISITOR, Asker, grants_from_json, grants_to_json
from quiz.identity.role import Grant, Role

GRANTS = (Grant(Role.REFERENT, "rivages"), Grant(Role.REFERENT, "sentiers"), Grant(Role.AUTHOR))


def test_grants_come_back_from_a_session_as_they_went_in() -> None:
    assert grants_from_json(grants_to_json(GRANTS)) == GRANTS


def test_the_ministries_of_a_role_are_those_granted_in_their_order() -> None:
    asker = Asker(grants=GRANTS)
    assert asker.ministries(Role.REFERENT) == ("rivages", "sentiers")
    assert asker.ministries(Role.AUTHOR) == ()


def test_a_visitor_is_nobody_and_may_read() -> None:
    assert not VISITOR.signed_in
    assert VISITOR.may(Permission.READ_MODULES)
    assert not VISITOR.may(Permission.TAKE_MODULES)
