"""What an author who writes French most likely meant: names of fields, kinds, values and figures."""

import re
import unicodedata
from collections.abc import Iterable
from difflib import get_close_matches

from quiz.content.correction import quoted, rest_of_line
from quiz.content.node import Document, MappingNode, Node, ScalarNode

FRENCH_FIELDS = {
    "a_retenir": "reading", "acceptes": "accepted", "acceptees": "accepted", "adresse": "url", "affirmations": "rows",
    "annee": "year", "bandes": "bands", "bonne_reponse": "correct", "categorie": "category",
    "categories": "categories", "certitude": "certainty", "cette_semaine": "this_week", "consigne": "prompt",
    "correcte": "correct",
    "dernier": "last", "distance": "distance", "droite": "right", "duree": "duration_minutes", "echelle": "scale",
    "elements": "elements", "enonce": "prompt", "essentiel": "reading", "exacte": "correct",
    "explication": "explanation", "explications": "explanation", "fait": "fact", "fichier": "file",
    "fichiers": "files", "gauche": "left",
    "hauteur": "height", "identifiant": "id", "intitule": "title", "juste": "correct", "largeur": "width",
    "lecture": "reading", "lien": "url", "lignes": "rows", "module": "module", "modules": "modules",
    "note_de_passage": "pass_mark", "objectif": "objective", "objectifs": "objectives", "paires": "pairs",
    "parcours": "series", "pratiques": "practices", "premier": "first", "proposition": "options",
    "propositions": "options", "question": "prompt", "questions": "items", "regle": "credit_rule",
    "relu_le": "reviewed_on", "reponse": "answer", "reponses": "options", "ressources": "resources",
    "resume": "summary", "retour": "feedback", "revoir": "look_again", "revu_le": "reviewed_on", "serie": "series",
    "seuil": "pass_mark", "seuil_de_reussite": "pass_mark", "solution": "answer", "source": "source",
    "sous_titres": "captions", "texte": "text", "tirage": "draw", "titre": "title", "tolerances": "bands",
    "transcription": "transcript", "trous": "gaps", "type": "kind", "unite": "unit", "vrai": "correct",
    "zones": "areas",
}  # fmt: skip
# Where the first meaning is no field there, the same word may be another field.
OTHERWISE = {"reponse": ("correct", "accepted", "text"), "proposition": ("text",), "solution": ("correct",)}
FRENCH_KINDS = {
    "appariement": "matching", "association": "matching", "categorisation": "categorise", "choix_multiple":
    "multiple_choice", "choix_multiples": "multiple_choice", "choix_unique": "single_choice", "classement":
    "categorise", "engagement": "commitment", "grille": "true_false_grid", "image": "hotspot", "numerique": "numeric",
    "nombre": "numeric", "ordre": "ordering", "qcm": "multiple_choice", "qcu": "single_choice", "remise_en_ordre":
    "ordering", "reponse_courte": "short_answer", "sondage": "opinion", "texte_a_trous": "cloze", "vrai_faux":
    "true_false", "vrai_ou_faux": "true_false", "zone": "hotspot",
}  # fmt: skip
TRUTH = {
    "oui": "true", "vrai": "true", "v": "true", "x": "true", "yes": "true", "juste": "true", "correct": "true",
    "non": "false", "faux": "false", "f": "false", "no": "false", "incorrect": "false",
}  # fmt: skip
FRENCH_NUMBER = re.compile(r"(-?[0-9]{1,3}(?:[ \u00a0\u202f]?[0-9]{3})*(?:[,.][0-9]+)?)(?:\s*[%€]|\s+[^\W\d].*)?")
FRENCH_DATE = re.compile(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})")
SHARE_NUMBER = re.compile(r"(100|[0-9]{1,2})\s*(?:%|pour cent)?")
LONGEST_GUESSED = 200


def simplified(text: str) -> str:
    """The text in lowercase, without accents, its spaces and hyphens as underscores."""
    bare = unicodedata.normalize("NFKD", text[:LONGEST_GUESSED].casefold())
    return re.sub(r"[\s'’-]+", "_", "".join(letter for letter in bare if not unicodedata.combining(letter))).strip("_")


def nearest_field(name: str, known: Iterable[str]) -> str | None:
    """The field meant by a French or misspelt name: `nearest_field("énoncé", ["id", "prompt"])` is "prompt"."""
    return _nearest(name, list(known), FRENCH_FIELDS, OTHERWISE)


def nearest_kind(name: str, known: Iterable[str]) -> str | None:
    """The kind of item meant by a French or misspelt name."""
    return _nearest(name, list(known), FRENCH_KINDS, {})


def nearest(name: str, known: Iterable[str]) -> str | None:
    """The known word closest to a misspelt one, or nothing close enough."""
    return _nearest(name, list(known), {}, {})


def _nearest(name: str, known: list[str], french: dict[str, str], otherwise: dict[str, tuple[str, ...]]) -> str | None:
    plain = simplified(name)
    meant = next((word for word in (french.get(plain), *otherwise.get(plain, ())) if word in known), None)
    if meant is not None:
        return meant
    by_simplified = {simplified(word): word for word in known}
    close = get_close_matches(plain, by_simplified, 1, 0.7)
    return by_simplified[close[0]] if close else None


def identifier(text: str) -> str | None:
    """The identifier closest to a text: `identifier("Ordre de grandeur")` is "ordre-de-grandeur"."""
    words = re.findall(r"[a-z0-9]+", simplified(text))
    return "-".join(words)[:60].strip("-") or None


def truth(text: str) -> str | None:
    """`true` or `false`, as a French word says it."""
    return TRUTH.get(simplified(text))


def number(text: str) -> str | None:
    """A number as YAML writes it: `number("1 234,5")` is "1234.5"."""
    found = FRENCH_NUMBER.fullmatch(text.strip()[:LONGEST_GUESSED])
    return re.sub(r"[ \u00a0\u202f]", "", found[1]).replace(",", ".") if found else None


def whole_number(text: str) -> str | None:
    """The whole number a text starts with: `whole_number("6 min")` is "6"."""
    found = re.match(r"[0-9]{1,9}", text.strip())
    return found.group() if found else None


def share(text: str) -> str | None:
    """A percentage as content writes it: `share("70")` is "70 %"."""
    found = SHARE_NUMBER.fullmatch(text.strip()[:LONGEST_GUESSED])
    return f"{int(found.group(1))} %" if found else None


def iso_date(text: str) -> str | None:
    """A date as content writes it: `iso_date("23/11/2026")` is "2026-11-23"."""
    found = FRENCH_DATE.fullmatch(text.strip())
    return f"{found[3]}-{int(found[2]):02}-{int(found[1]):02}" if found else None


def text_behind(document: Document, node: Node) -> str | None:
    """The quoted text an author meant where YAML read something else, on the node's own line."""
    if isinstance(node, ScalarNode):
        return quoted(node.text)
    if isinstance(node, MappingNode) and not node.flow:
        values = [entry.value for entry in node.entries.values()]
        one_line = len(values) == 1 and isinstance(values[0], ScalarNode) and values[0].end_line == node.line
        return quoted(rest_of_line(document, node)) if one_line else None
    rest = rest_of_line(document, node)
    return quoted(rest) if node.flow and rest.endswith(("]", "}")) and rest.count(rest[0]) == 1 else None
