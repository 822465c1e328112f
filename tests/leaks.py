"""What a dump says to whoever decodes it: words as they are, and in base64, base64url, hexadecimal and JSON."""

import base64
import json
import re
from collections.abc import Iterable, Iterator

from sqlalchemy import create_engine, select

from quiz.storage.database import Base, engine_options

ENCODED = re.compile(r"[A-Za-z0-9+/_-]{8,}={0,2}")
HEXADECIMAL = re.compile(r"(?:[0-9a-fA-F]{2}){6,}")
# A token within a token within a text: deeper than anyone stores.
DEPTH = 4


def dump(database_url: str) -> str:
    """Every value of every table, one a line."""
    engine = create_engine(database_url, **engine_options(database_url))
    lines = []
    with engine.connect() as connection:
        for table in Base.metadata.sorted_tables:
            for row in connection.execute(select(table)):
                lines += [value.hex() if isinstance(value, bytes) else str(value) for value in row if value is not None]
    engine.dispose()
    return "\n".join(lines)


def found(text: str, words: Iterable[str]) -> set[str]:
    """The words that a text holds, as they are or once decoded, whatever their case."""
    wanted = {word.casefold(): word for word in words}
    return {wanted[word] for reading in readings(text, DEPTH) for word in wanted if word in reading.casefold()} | {
        word for word in wanted.values() if any(run in text for run in encodings(word))
    }


def readings(text: str, depth: int) -> Iterator[str]:
    """A text, and what its parts say once decoded."""
    yield text
    if not depth:
        return
    for part in {*ENCODED.findall(text), *HEXADECIMAL.findall(text)}:
        for decoded in decodings(part):
            yield from readings(decoded, depth - 1)


def decodings(part: str) -> Iterator[str]:
    """What a run of characters says in each encoding that it may be in."""
    bare = part.rstrip("=")
    for alphabet in (bare.replace("-", "+").replace("_", "/"),):
        for start in range(4):
            piece = alphabet[start:]
            piece = piece[: len(piece) - len(piece) % 4] if len(piece) % 4 == 1 else piece + "=" * (-len(piece) % 4)
            try:
                octets = base64.b64decode(piece)
            except ValueError:
                continue
            if said := readable(octets):
                yield said
    if len(part) % 2 == 0 and HEXADECIMAL.fullmatch(part) and (said := readable(bytes.fromhex(part))):
        yield said


def readable(octets: bytes) -> str:
    """The text that octets hold, unescaped where it is JSON; nothing where they hold none."""
    try:
        text = octets.decode()
    except UnicodeDecodeError:
        return ""
    try:
        return json.dumps(json.loads(text), ensure_ascii=False)
    except ValueError:
        return text


def encodings(word: str) -> set[str]:
    """A word in base64, wherever it begins within a longer text, and in hexadecimal."""
    octets, runs = word.encode(), {word.encode().hex()}
    for before in range(3):
        for encode in (base64.b64encode, base64.urlsafe_b64encode):
            run = encode(bytes(before) + octets).decode().rstrip("=")
            # The first and last characters depend on what stands beside the word.
            runs.add(run[(0, 2, 3)[before] : len(run) - (1 if (before + len(octets)) % 3 else 0)])
    return runs
