"""Figures of a few agents, published through the store."""

from collections import Counter
from datetime import date

from flask import Flask

from quiz.content import store as content
from quiz.identity.guard import given
from quiz.insight import store
from quiz.insight.tallies import store as tallies
from quiz.insight.tallies.keys import TallyKey, rank_measure
from quiz.storage.transaction import writing

DAY = date(2026, 11, 2)


def complete(app: Flask, agents: int, ministry: str = "rivages", day: date = DAY) -> None:
    """That many agents more complete every module on a day, and pass none."""
    with app.app_context(), writing() as connection:
        modules = content.path_modules(connection)
        added: Counter[TallyKey] = Counter()
        for rank, module in enumerate(modules, 1):
            for measure in ("started", "completed"):
                added[TallyKey(ministry, module, measure, day)] = agents
            added[TallyKey(ministry, "", rank_measure(rank), day)] = agents
        tallies.add(connection, added)


def publish_agents(app: Flask, agents: int, ministry: str = "rivages", day: date = DAY) -> None:
    """The same, published."""
    complete(app, agents, ministry, day)
    with app.app_context(), writing() as connection:
        assert store.publish(connection, 11, given().clock())
