"""Settings, read once from the environment; every missing one is named before the program stops."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

# How many keys came before the current one; the settings that name them follow each other.
PREVIOUS_KEY = "QUIZ_HASHING_KEY_PREVIOUS"
TRUE = {"1", "true", "yes", "on"}
SECRETS = ("QUIZ_SECRET_KEY", "QUIZ_HASHING_KEY")


class SettingsMissing(Exception):
    """Raised with the sentence of every setting that is missing or unusable."""


@dataclass(frozen=True)
class HashingKey:
    """The hashing keys, from the first this database had to the current one: each wraps the hashes of those before."""

    chain: tuple[bytes, ...]


@dataclass(frozen=True)
class Settings:
    """What an operator decides. `docs/operating.md` describes each."""

    database_url: str
    secret_key: str
    hashing_key: HashingKey
    demonstration: bool = False
    small_group: int = 11
    content_folder: Path = Path(__file__).resolve().parents[1] / "content"
    operator: str = ""
    contact: str = ""

    @property
    def on_sqlite(self) -> bool:
        """True where the database is one file."""
        return self.database_url.startswith("sqlite")


def database_url(environment: Mapping[str, str]) -> str:
    """The address of the database with the driver this service uses, or an empty text."""
    address = environment.get("QUIZ_DATABASE_URL", "")
    for prefix in ("postgres://", "postgresql://"):
        if address.startswith(prefix):
            return "postgresql+psycopg://" + address.removeprefix(prefix)
    return address


def previous_keys(environment: Mapping[str, str]) -> list[str]:
    """The names of the settings that hold earlier hashing keys, from the oldest."""
    names = [PREVIOUS_KEY]
    while environment.get(f"{PREVIOUS_KEY}_{len(names) + 1}"):
        names.append(f"{PREVIOUS_KEY}_{len(names) + 1}")
    return names[::-1] if environment.get(PREVIOUS_KEY) else names[:0:-1]


def read_settings(environment: Mapping[str, str]) -> Settings:
    """The settings of an environment; raises SettingsMissing with all that is wrong at once."""
    wrong = []
    previous = previous_keys(environment)
    address = database_url(environment)
    if not address:
        wrong.append("QUIZ_DATABASE_URL: the database, such as sqlite:////var/lib/quiz/quiz.db or postgresql://…")
    wrong += [
        f"{name}: a secret of at least 32 characters, such as the output of: openssl rand -hex 32"
        for name in (*SECRETS, *previous)
        if len(environment.get(name, "")) < 32
    ]
    if previous and not environment.get(PREVIOUS_KEY):
        wrong.append(f"{PREVIOUS_KEY}: the key before the current one, as earlier ones are given")
    small_group = environment.get("QUIZ_SMALL_GROUP", "11")
    if not small_group.isdecimal() or int(small_group) < 5:
        wrong.append("QUIZ_SMALL_GROUP: a whole number, 5 at least (11 is recommended)")
    if wrong:
        raise SettingsMissing("\n".join(["These settings are missing or unusable:", *wrong]))
    return Settings(
        database_url=address,
        secret_key=environment["QUIZ_SECRET_KEY"],
        hashing_key=HashingKey(tuple(environment[name].encode() for name in (*previous, "QUIZ_HASHING_KEY"))),
        demonstration=environment.get("QUIZ_DEMONSTRATION", "").lower() in TRUE,
        small_group=int(small_group),
        content_folder=Path(environment.get("QUIZ_CONTENT", Settings.content_folder)),
        operator=environment.get("QUIZ_OPERATOR", ""),
        contact=environment.get("QUIZ_CONTACT", ""),
    )
