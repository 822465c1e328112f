"""`quiz people`: roles given, taken back and reviewed from the machine itself, before any pilot can sign in."""

from datetime import date, datetime, timedelta

import click
from flask.cli import with_appcontext
from sqlalchemy.engine import Connection

from quiz.identity import store as identity
from quiz.identity.address import Address, read_address
from quiz.identity.audit.act import COMMAND
from quiz.identity.guard import given, paris_day
from quiz.identity.ministry import Entity
from quiz.identity.organisation import store as organisations
from quiz.identity.role import GRANTABLE, Grant, Role
from quiz.identity.roles import store
from quiz.identity.roles.given import leaves_no_pilot
from quiz.identity.roles.label import LONGEST, LabelProblem, label_problem
from quiz.storage.transaction import reading, writing

A_YEAR = timedelta(days=365)
ROLE = click.Choice([role.value for role in GRANTABLE])
LABEL_PROBLEMS = {
    LabelProblem.EMPTY: "--label: say which post holds this role, such as “mission, post 2”. It must name no one.",
    LabelProblem.TOO_LONG: f"--label: {LONGEST} characters at most.",
    LabelProblem.ADDRESS: "--label: no e-mail address. Name the post, not the person.",
    LabelProblem.NUMBER: "--label: no telephone or staff number. Name the post, not the person.",
    LabelProblem.NAME: "--label: it names someone, or holds a word of the address. Name the post, not the person.",
}


@click.group("people")
def people_commands() -> None:
    """Roles: who may see figures, write modules, steer or operate the service."""


@people_commands.command("grant")
@click.argument("email")
@click.argument("role", type=ROLE)
@click.option("--ministry", "ministries", multiple=True, help="The ministry of a referent; may be repeated.")
@click.option("--entity", help="The entity of an entity_referent, by its identifier, such as ecologie.dreal.")
@click.option("--label", default="", help="Which post holds the role. It must name no one.")
@click.option("--until", type=click.DateTime(["%Y-%m-%d"]), help="The last day. One year from now unless said.")
@click.option("--deputy", is_flag=True, help="Stands in for another referent.")
@with_appcontext
def grant(
    email: str,
    role: str,
    ministries: tuple[str, ...],
    entity: str | None,
    label: str,
    until: datetime | None,
    deputy: bool,
) -> None:
    """Give ROLE to whoever signs in with EMAIL, which is kept as a keyed hash only.

    Given again, the new label and last day take the place of the former. It holds from the next sign-in.
    """
    wanted, now = Role(role), given().clock()
    last_day = until.date() if until else paris_day(now) + A_YEAR
    with writing() as connection:
        address = read_address(email)
        part = organisations.entity(connection, entity) if entity else None
        problems = scope_problems(connection, wanted, ministries, deputy) + entity_problems(wanted, entity, part)
        if address is None:
            problems.insert(0, f"{email}: this is not an e-mail address.")
        if last_day < paris_day(now):
            problems.append("--until: this day is past.")
        if problem := label_problem(label, address):
            problems.append(LABEL_PROBLEMS[problem])
        if problems:
            raise click.ClickException("\n".join(problems))
        hashed = store.email_hash(str(address), given().settings.hashing_key)
        for ministry_id in ministries or ((part.ministry_id,) if part else (None,)):
            given_role = Grant(wanted, ministry_id, last_day, label.strip(), part.id if part else None)
            store.grant(connection, hashed, given_role, COMMAND, now, deputy=deputy)
    click.echo(f"{wanted.value.capitalize()} until {last_day:%Y-%m-%d}, from the next sign-in.")


def scope_problems(connection: Connection, role: Role, ministries: tuple[str, ...], deputy: bool) -> list[str]:
    """What is wrong with the scope asked for."""
    if role is Role.ENTITY_REFERENT:
        return ["--ministry: that of the entity; leave it out."] if ministries else []
    if role is not Role.REFERENT:
        problems = [f"--ministry: only a referent has one; a {role.value} has none."] if ministries else []
        return problems + ([f"--deputy: only a referent has one; a {role.value} has none."] if deputy else [])
    if not ministries:
        return ["--ministry: a referent has a ministry."]
    known = [ministry.id for ministry in identity.ministries(connection)]
    unknown = [ministry for ministry in ministries if ministry not in known]
    return [f"--ministry: there is no {name!r}; there are: {', '.join(known) or 'none yet'}." for name in unknown]


def entity_problems(role: Role, asked: str | None, found: Entity | None) -> list[str]:
    """What is wrong with the entity asked for."""
    if role is not Role.ENTITY_REFERENT:
        return [f"--entity: only an entity_referent has one; a {role.value} has none."] if asked else []
    if asked is None:
        return ["--entity: an entity_referent has an entity."]
    return (
        [] if found else [f"--entity: there is no {asked!r}; /tableau-de-bord/MINISTRY/entites lists those there are."]
    )


@people_commands.command("revoke")
@click.argument("email_or_number")
@click.argument("role", type=ROLE, required=False)
@click.option("--ministry", help="In this ministry only.")
@click.option("--force", is_flag=True, help="Even from the last pilot, after whom only this machine gives roles.")
@with_appcontext
def revoke(email_or_number: str, role: str | None, ministry: str | None, force: bool) -> None:
    """Take a role back, by its number or by e-mail and ROLE; the sessions that hold it end at once."""
    now = given().clock()
    with writing() as connection:
        numbers = asked_for(connection, email_or_number, role, ministry)
        if not force and leaves_no_pilot(store.pilots(connection), numbers, paris_day(now)):
            raise click.ClickException(
                "This is the last pilot: nobody could give a role in the browser any more. Make another one first "
                "(quiz people grant EMAIL pilot), or add --force. Nothing was changed."
            )
        revoked = [number for number in numbers if store.revoke(connection, number, COMMAND, now)]
    if not revoked:
        raise click.ClickException("No such role was given; quiz people list shows those that were.")
    click.echo(f"Revoked: {len(revoked)}. Their sessions have ended.")


def asked_for(connection: Connection, email_or_number: str, role: str | None, ministry: str | None) -> tuple[int, ...]:
    """The numbers of the grants that a command names."""
    if email_or_number.isdecimal():
        return (int(email_or_number),)
    address: Address | None = read_address(email_or_number)
    if address is None or role is None:
        raise click.ClickException("Name a number of quiz people list, or an e-mail address and a role.")
    hashed = store.email_hash(str(address), given().settings.hashing_key)
    return store.numbers(connection, hashed, Role(role), ministry)


@people_commands.command("list")
@with_appcontext
def list_roles() -> None:
    """Every role given: number, role, ministry, label, last day. Addresses are not known here, only their hashes."""
    today: date = paris_day(given().clock())
    with reading() as connection:
        found = store.given(connection)
    for each in found:
        held = each.grant
        state = "ended" if held.ended(today) else "ends soon" if held.ends_soon(today) else ""
        last_day = f"until {held.until:%Y-%m-%d}" if held.until else "for good"
        told = (
            str(each.number),
            held.role.value,
            held.entity_id or held.ministry_id,
            "deputy" if each.deputy else "",
            held.label,
        )
        click.echo("  ".join(part for part in (*told, last_day, state) if part))
    click.echo(f"{len(found)} roles given.")
