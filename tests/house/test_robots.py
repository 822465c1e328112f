"""What search engines may read is what is public, the same for everyone, and meant to be found."""

import re

from quiz.identity.permission import Permission
from quiz.notices.robots import robots
from tests.house.conftest import Demonstration

# Open to visitors, and nothing to be found: addresses given to someone, files for programs, what depends on a cookie.
NOT_TO_BE_FOUND = {
    "/.well-known/security.txt",
    "/c/<code>",
    "/mes-donnees/recu",
    "/robots.txt",
}
# A file of the frame names no permission.
OF_THE_FRAME = "/statique/<name>"
ARGUMENT = re.compile(r"<[^>]+>")


def readable(path: str) -> bool:
    """Whether an engine may read a path: of the rules that match, the longest holds (RFC 9309, 2.2.2)."""
    rules = [line.split(": ") for line in robots(demonstration=False).splitlines()[1:]]
    matching = [
        (len(rule), word == "Allow")
        for word, rule in rules
        if re.match(re.escape(rule).replace(r"\*", ".*").replace(r"\$", "$"), path)
    ]
    return max(matching, default=(0, True))[1]


def test_it_lists_the_public_pages_and_no_other(demonstration: Demonstration) -> None:
    wrong, views = [], demonstration.app.view_functions
    for rule in demonstration.app.url_map.iter_rules():
        public = getattr(views[rule.endpoint], "permission", None) is Permission.READ_MODULES
        wanted = rule.rule == OF_THE_FRAME or (public and rule.rule not in NOT_TO_BE_FOUND)
        if readable(ARGUMENT.sub("x1", rule.rule)) is not wanted:
            wrong.append(f"{rule.rule}: {'to be found' if wanted else 'not to be found'}")
    assert wrong == []
    assert {rule.rule for rule in demonstration.app.url_map.iter_rules()} >= NOT_TO_BE_FOUND


def test_what_depends_on_a_query_is_not_read() -> None:
    assert not readable("/?suite=/mes-resultats")
    assert not readable("/connexion?suite=%2F")


def test_a_demonstration_is_not_to_be_found(demonstration: Demonstration) -> None:
    answer = demonstration.visits["visitor"].client.get("/robots.txt")
    assert (answer.text, answer.mimetype) == ("User-agent: *\nDisallow: /\n", "text/plain")
    assert answer.headers["Cache-Control"] == "public, max-age=86400"
