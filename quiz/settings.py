"""Settings, read once from the environment; every missing one is named before the program stops."""

from collections.abc import Mapping
from dataclasses import dataclass
from email.utils import parseaddr
from pathlib import Path
from urllib.parse import unquote, urlsplit

# How many keys came before the current one; the settings that name them follow each other.
PREVIOUS_KEY = "QUIZ_HASHING_KEY_PREVIOUS"
TRUE = {"1", "true", "yes", "on"}
FALSE = {"0", "false", "no", "off"}
SECRETS = ("QUIZ_SECRET_KEY", "QUIZ_HASHING_KEY")
LOOPBACK = ("127.0.0.1", "localhost", "::1")
ALGORITHMS = ("RS256", "ES256")
MOST_PROXIES = 9
# All of them or none: half a registration signs nobody in.
PROCONNECT = {
    "QUIZ_PROCONNECT_ISSUER": "its address, such as https://auth.agentconnect.gouv.fr/api/v2",
    "QUIZ_PROCONNECT_CLIENT_ID": "the identifier ProConnect gave this service",
    "QUIZ_PROCONNECT_CLIENT_SECRET": "the secret that goes with it",
}


# What protects the way to the mail relay, and the port where it is usually reached.
MAIL_SCHEMES = {"smtp": ("none", 25), "smtp+starttls": ("starttls", 587), "smtps": ("tls", 465)}


class SettingsMissing(Exception):
    """Raised with the sentence of every setting that is missing or unusable."""


@dataclass(frozen=True)
class HashingKey:
    """The hashing keys, from the first this database had to the current one: each wraps the hashes of those before."""

    chain: tuple[bytes, ...]


@dataclass(frozen=True)
class ProConnect:
    """What ProConnect registered for this service; `strong_for_all` asks everyone for several factors."""

    issuer: str
    client_id: str
    client_secret: str
    algorithm: str = "RS256"
    strong_for_all: bool = False


@dataclass(frozen=True)
class Mail:
    """The relay that mails leave through; `security` is none, starttls or tls."""

    host: str
    port: int
    security: str
    user: str
    password: str


@dataclass(frozen=True)
class Settings:
    """What an operator decides. `docs/operating.md` describes each."""

    database_url: str
    secret_key: str
    hashing_key: HashingKey
    demonstration: bool = False
    small_group: int = 11
    content_folder: Path = Path(__file__).resolve().parents[1] / "content"
    theme: Path | None = None
    page_weight: bool = True
    erasure_journal: Path | None = None
    operator: str = ""
    operator_address: str = ""
    contact: str = ""
    publication_director: str = ""
    dpo: str = ""
    hosting: str = ""
    address: str = ""
    hosts: frozenset[str] = frozenset()
    trusted_proxies: int = 0
    security_contact: str = ""
    proconnect: ProConnect | None = None
    mail: Mail | None = None
    mail_from: str = "demonstration@demonstration.invalid"
    mail_domains: tuple[str, ...] = ()

    @property
    def on_sqlite(self) -> bool:
        """True where the database is one file."""
        return self.database_url.startswith("sqlite")


def is_on(environment: Mapping[str, str], name: str) -> bool:
    """True where a setting says yes."""
    return environment.get(name, "").lower() in TRUE


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


def is_address(text: str) -> bool:
    """True for an https origin with at most a path; http is good enough for this very machine."""
    parts = urlsplit(text)
    secure = parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in LOOPBACK)
    return secure and bool(parts.hostname) and not (parts.query or parts.fragment or parts.username)


def proconnect_problems(environment: Mapping[str, str]) -> list[str]:
    """What is missing or unusable among the settings of ProConnect; nothing where none of them is given."""
    if not any(environment.get(name) for name in PROCONNECT):
        return []
    wrong = [f"{name}: {what}" for name, what in PROCONNECT.items() if not environment.get(name)]
    issuer, address = environment.get("QUIZ_PROCONNECT_ISSUER", ""), environment.get("QUIZ_ADDRESS", "")
    if issuer and not is_address(issuer):
        wrong.append("QUIZ_PROCONNECT_ISSUER: an https address, such as https://auth.agentconnect.gouv.fr/api/v2")
    if not address:
        wrong.append("QUIZ_ADDRESS: where people find this service, as registered with ProConnect")
    if environment.get("QUIZ_PROCONNECT_ALGORITHM", "RS256") not in ALGORITHMS:
        wrong.append(f"QUIZ_PROCONNECT_ALGORITHM: {' or '.join(ALGORITHMS)}, as registered with ProConnect")
    if environment.get("QUIZ_PROCONNECT_MFA", "roles") not in ("roles", "everyone"):
        wrong.append("QUIZ_PROCONNECT_MFA: roles or everyone")
    return wrong


def network_problems(environment: Mapping[str, str]) -> list[str]:
    """What is unusable among the settings of the network around the service."""
    wrong = []
    address = environment.get("QUIZ_ADDRESS", "")
    if address and (not is_address(address) or urlsplit(address).path):
        wrong.append("QUIZ_ADDRESS: an https address without a path, such as https://quiz.example.gouv.fr")
    proxies = environment.get("QUIZ_TRUSTED_PROXIES", "0")
    if not proxies.isdecimal() or int(proxies) > MOST_PROXIES:
        wrong.append("QUIZ_TRUSTED_PROXIES: how many proxies stand in front of the service, such as 1")
    contact = environment.get("QUIZ_SECURITY_CONTACT", "")
    if contact and not contact.startswith(("mailto:", "https://")):
        wrong.append("QUIZ_SECURITY_CONTACT: an address that begins with mailto: or https://")
    if any(
        ord(character) <= 32
        for name in ("QUIZ_ADDRESS", "QUIZ_SECURITY_CONTACT")
        for character in environment.get(name, "")
    ):
        wrong.append("QUIZ_ADDRESS and QUIZ_SECURITY_CONTACT: without spaces")
    return wrong


def proconnect(environment: Mapping[str, str]) -> ProConnect | None:
    """ProConnect as it was registered, or nothing where it was not."""
    if not environment.get("QUIZ_PROCONNECT_ISSUER"):
        return None
    return ProConnect(
        issuer=environment["QUIZ_PROCONNECT_ISSUER"].rstrip("/"),
        client_id=environment["QUIZ_PROCONNECT_CLIENT_ID"],
        client_secret=environment["QUIZ_PROCONNECT_CLIENT_SECRET"],
        algorithm=environment.get("QUIZ_PROCONNECT_ALGORITHM", "RS256"),
        strong_for_all=environment.get("QUIZ_PROCONNECT_MFA") == "everyone",
    )


def hosts(environment: Mapping[str, str]) -> frozenset[str]:
    """The names this service answers to, without ports; any, where none is given."""
    names = environment.get("QUIZ_HOSTS", "").replace(",", " ").split()
    own = urlsplit(environment.get("QUIZ_ADDRESS", "")).hostname
    return frozenset(name.lower() for name in (*names, *([own] if own else [])))


def read_mail(address: str) -> Mail | None:
    """The relay that an address names, such as smtp+starttls://user:password@relay.example:587; else nothing."""
    try:
        parts = urlsplit(address)
        security, usual = MAIL_SCHEMES[parts.scheme]
        host, port = parts.hostname or "", parts.port or usual
    except (KeyError, ValueError):
        return None
    secret = bool(parts.username or parts.password)
    if not host or parts.path.strip("/") or (secret and security == "none" and host not in LOOPBACK):
        return None
    return Mail(host, port, security, unquote(parts.username or ""), unquote(parts.password or ""))


def mail_problems(environment: Mapping[str, str], domains: tuple[str, ...]) -> list[str]:
    """What is wrong with the settings of mail."""
    wrong = []
    relay, sender = environment.get("QUIZ_SMTP_URL", ""), environment.get("QUIZ_MAIL_FROM", "")
    if relay and read_mail(relay) is None:
        wrong.append(
            "QUIZ_SMTP_URL: the mail relay, such as smtp+starttls://user:password@relay.example:587, smtps://… or "
            "smtp://localhost; a password never travels without TLS"
        )
    if relay and not ("@" in parseaddr(sender)[1] and sender.isprintable()):
        wrong.append("QUIZ_MAIL_FROM: whom mails come from, such as Service <ne-pas-repondre@example.gouv.fr>")
    wrong += [
        f"QUIZ_MAIL_DOMAINS: {domain!r} is no domain; give them as example.gouv.fr, other.gouv.fr"
        for domain in domains
        if "." not in domain or "@" in domain or "*" in domain or " " in domain
    ]
    return wrong


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
    wrong += network_problems(environment) + proconnect_problems(environment)
    domains = tuple(name for part in environment.get("QUIZ_MAIL_DOMAINS", "").split(",") if (name := part.strip()))
    wrong += mail_problems(environment, domains)
    if wrong:
        raise SettingsMissing("\n".join(["These settings are missing or unusable:", *wrong]))
    return Settings(
        database_url=address,
        secret_key=environment["QUIZ_SECRET_KEY"],
        hashing_key=HashingKey(tuple(environment[name].encode() for name in (*previous, "QUIZ_HASHING_KEY"))),
        demonstration=is_on(environment, "QUIZ_DEMONSTRATION"),
        small_group=int(small_group),
        content_folder=Path(environment.get("QUIZ_CONTENT", Settings.content_folder)),
        page_weight=environment.get("QUIZ_PAGE_WEIGHT", "").lower() not in FALSE,
        theme=Path(theme) if (theme := environment.get("QUIZ_THEME")) else None,
        erasure_journal=Path(journal) if (journal := environment.get("QUIZ_ERASURE_JOURNAL")) else None,
        operator=environment.get("QUIZ_OPERATOR", ""),
        operator_address=environment.get("QUIZ_OPERATOR_ADDRESS", ""),
        contact=environment.get("QUIZ_CONTACT", ""),
        publication_director=environment.get("QUIZ_PUBLICATION_DIRECTOR", ""),
        dpo=environment.get("QUIZ_DPO", ""),
        hosting=environment.get("QUIZ_HOSTING", ""),
        address=environment.get("QUIZ_ADDRESS", ""),
        hosts=hosts(environment),
        trusted_proxies=int(environment.get("QUIZ_TRUSTED_PROXIES", "0")),
        security_contact=environment.get("QUIZ_SECURITY_CONTACT", ""),
        proconnect=proconnect(environment),
        mail=read_mail(environment.get("QUIZ_SMTP_URL", "")),
        mail_from=environment.get("QUIZ_MAIL_FROM") or Settings.mail_from,
        mail_domains=domains,
    )
