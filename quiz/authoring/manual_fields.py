"""The fields of the format in French: what each means to an author, and its bounds as the models hold them."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import BaseModel

# By shape, then field; a field shared by every item is found under ItemBase.
MEANINGS: Mapping[str, Mapping[str, str]] = {
    "Module": {
        "module": "Identifiant du module, le même que le nom de son fichier ; il ne change plus une fois publié.",
        "title": "Titre affiché.",
        "summary": "Deux ou trois phrases qui donnent envie.",
        "duration_minutes": "Durée annoncée : film, lecture et questions comprises.",
        "objectives": "Ce que l’agent saura faire. Chaque objectif a au moins une question notée.",
        "video": "Le film regardé avant le quiz.",
        "reading": "« L’essentiel à lire » : notre texte, qui suffit pour répondre sans voir le film. Markdown.",
        "pass_mark": "Seuil de réussite.",
        "draw": "Nombre de questions notées tirées à chaque tentative, réparties entre les objectifs.",
        "feedback": "Moment de la correction : après chaque réponse (`at_once`) ou à la fin (`at_the_end`).",
        "certainty": "`true` demande à chaque réponse notée si l’on en est sûr, et montre à l’agent, et à lui seul, "
        "si sa certitude était juste. Le score et la réussite n’en dépendent pas.",
        "reviewed_on": "Jour où quelqu’un a vérifié chaque chiffre et chaque adresse.",
        "this_week": "Une action possible cette semaine, montrée avec le résultat. Markdown.",
        "items": "Les questions (partie 3).",
        "resources": "Pour aller plus loin.",
    },
    "Objective": {
        "id": "Identifiant, repris par le champ `objective` des questions.",
        "text": "L’objectif, avec un verbe d’action.",
        "look_again": "Où relire quand l’objectif n’est pas atteint.",
    },
    "Video": {
        "title": "Titre du film.",
        "embed": "Le lecteur de l’éditeur du film ; rien n’est chargé avant un clic.",
        "files": "Fichiers du film, quand nous le servons nous-mêmes. Gardé ; pas encore montré par cette version.",
        "captions": "Fichiers de sous-titres. Gardé ; pas encore montré par cette version.",
        "transcript": "Les mots du film, et eux seuls. `null` déclare que la transcription manque.",
        "duration_seconds": "Durée du film, comptée dans la durée du module.",
    },
    "Embed": {
        "provider": "Qui diffuse le film.",
        "id": "Identifiant du film chez lui.",
        "host": "Serveur PeerTube, si ce n’est pas celui de Mentor.",
    },
    "Resource": {"title": "Titre du lien, qui dit où il mène.", "url": "Adresse complète."},
    "Series": {
        "series": "Identifiant de la série, le même que le nom de son fichier.",
        "title": "Titre affiché.",
        "summary": "Présentation de la série.",
        "modules": "Identifiants des modules, dans l’ordre proposé.",
    },
    "Source": {
        "title": "Auteur, titre, date, page : de quoi retrouver le passage.",
        "url": "Adresse complète.",
        "year": "Année des chiffres, ou du texte cité.",
        "fact": "Identifiant dans le fichier des faits vérifiés.",
    },
    "ItemBase": {
        "id": "Identifiant de la question ; il ne change plus une fois publié : ses statistiques y tiennent.",
        "kind": "Le type de question.",
        "objective": "Identifiant de l’objectif servi.",
        "prompt": "L’énoncé. Markdown.",
        "explanation": "Ce qui est dit après la réponse, juste ou non. Markdown.",
        "source": "D’où vient la réponse.",
        "video_at": "Seconde du film qui répond. Gardé ; pas encore montré par cette version.",
        "credit_rule": "Règle de notation (partie 4).",
    },
    "Option": {
        "id": "Identifiant de la proposition.",
        "text": "La proposition. Markdown sur une ligne.",
        "correct": "Vrai pour une bonne réponse.",
        "explanation": "Pourquoi cette proposition est fausse, ou juste.",
    },
    "SingleChoice": {"options": "Les propositions, dont une seule juste."},
    "MultipleChoice": {"options": "Les propositions, dont une au moins est juste."},
    "TrueFalse": {"correct": "Vrai si l’énoncé est vrai."},
    "Statement": {
        "id": "Identifiant de la ligne.",
        "text": "L’affirmation.",
        "correct": "Vrai si l’affirmation est vraie.",
        "explanation": "Ce qu’il faut en retenir.",
    },
    "TrueFalseGrid": {"rows": "Les affirmations."},
    "Band": {
        "within": 'Écart accepté de part et d’autre : dans l’unité (`"0,5"`) ou en part de la réponse (`"10 %"`).',
        "credit": "Part du point gagnée jusqu’à cet écart.",
    },
    "Numeric": {
        "answer": "Le nombre attendu, avec un point décimal : `4.4`.",
        "unit": "L’unité, montrée à côté du champ.",
        "bands": "Bandes de tolérance, de la plus étroite à la plus large.",
    },
    "Element": {"id": "Identifiant.", "text": "Le texte montré."},
    "Ordering": {
        "first": "Ce que veut dire le rang 1.",
        "last": "Ce que veut dire le dernier rang.",
        "elements": "Les éléments, écrits dans le bon ordre ; ils sont mélangés à l’écran.",
    },
    "Pair": {
        "id": "Identifiant de la paire.",
        "left": "Le texte de gauche.",
        "right": "Le texte qui lui correspond.",
        "explanation": "Pourquoi ils vont ensemble.",
    },
    "Matching": {
        "pairs": "Les paires.",
        "extra": "Textes de droite qui ne vont avec rien : le dernier choix n’est plus donné.",
    },
    "Classified": {
        "id": "Identifiant de l’élément.",
        "text": "L’élément à ranger.",
        "category": "Identifiant de sa catégorie.",
        "explanation": "Pourquoi elle lui convient.",
    },
    "Categorise": {"categories": "Les catégories, toutes utilisées.", "elements": "Les éléments à ranger."},
    "Gap": {
        "id": "Identifiant du trou, entre accolades dans le texte.",
        "options": "Choix proposés, deux au moins, dont un seul juste ; ou bien `accepted`.",
        "accepted": "Textes acceptés quand l’agent écrit lui-même ; ou bien `options`.",
        "distance": "Fautes de frappe pardonnées.",
        "explanation": "Ce qu’il faut en retenir.",
    },
    "Cloze": {"text": "Le texte, où chaque trou est montré une fois : `{objet}`.", "gaps": "Les trous."},
    "ShortAnswer": {
        "accepted": "Toutes les réponses acceptées ; la première est celle qui est montrée.",
        "distance": "Fautes de frappe pardonnées.",
    },
    "Image": {
        "file": "Nom du fichier, dans `content/images/`.",
        "alt": "Ce que l’image montre, pour qui ne la voit pas.",
        "width": "Largeur en pixels.",
        "height": "Hauteur en pixels.",
    },
    "Area": {
        "id": "Identifiant de la zone.",
        "text": "Ce qui la nomme dans la liste, à côté de l’image.",
        "x": "Distance au bord gauche, en pixels.",
        "y": "Distance au bord haut, en pixels.",
        "width": "Largeur en pixels.",
        "height": "Hauteur en pixels.",
        "correct": "Vrai pour la bonne zone.",
        "explanation": "Pourquoi cette zone est fausse, ou juste.",
    },
    "Hotspot": {"image": "L’image.", "areas": "Les zones, dont une seule juste."},
    "Opinion": {"scale": "Les degrés, d’un bout à l’autre."},
    "Commitment": {"practices": "Les gestes entre lesquels choisir."},
}

PATTERNS = {
    r"^[a-z0-9]+(-[a-z0-9]+)*$": "identifiant en minuscules, chiffres et traits d’union",
    r"^(100|[1-9]?[0-9])[ \u00a0\u202f]?%$": "pourcentage entier, comme `70 %`",
    r"^https?://\S+$": "adresse en `https://`",
    r"^[A-E][0-9]{2}$": "une lettre de A à E et deux chiffres, comme `A03`",
    r"^[0-9]{1,12}([.,][0-9]{1,6})?([ \u00a0\u202f]?%)?$": "nombre entre guillemets, avec `%` ou sans",
    r"^[a-z0-9-]+\.(svg|png|webp)$": "nom de fichier `.svg`, `.png` ou `.webp`",
    r"^[A-Za-z0-9_-]+$": "lettres, chiffres, tirets",
    r"^[a-z0-9.-]+$": "nom de serveur",
    r"^[A-Za-z0-9._-]+$": "nom de fichier",
}


def table(shape: type[BaseModel], without: frozenset[str] = frozenset()) -> str:
    """The fields of a shape and of the shapes inside it as a Markdown table, `without` those told elsewhere."""
    schema = shape.model_json_schema()
    rows = [
        f"| `{name}` | {'oui' if required else 'non'} | {meaning} | {bounds} | {default} |"
        for name, required, meaning, bounds, default in _rows(shape.__name__, schema, schema.get("$defs", {}), without)
    ]
    return "\n".join(("| champ | obligatoire | ce que c’est | bornes | par défaut |", "|---|---|---|---|---|", *rows))


def _rows(
    shape: str, schema: Mapping[str, Any], shapes: Mapping[str, Any], without: frozenset[str], above: str = ""
) -> Iterator[tuple[str, bool, str, str, str]]:
    required = schema.get("required", ())
    for name, field in schema["properties"].items():
        if not above and name in without:
            continue
        meaning = MEANINGS[shape].get(name) or MEANINGS["ItemBase"][name]
        yield above + name, name in required, meaning, _bounds(field, shapes), _default(field, name in required)
        inner, several = _inside(field)
        if inner and name != "items":
            yield from _rows(inner, shapes[inner], shapes, without, f"{above}{name}{'[]' if several else ''}.")


def _inside(field: Mapping[str, Any]) -> tuple[str | None, bool]:
    """The name of the shape inside a field, and whether the field lists several."""
    several = field.get("type") == "array"
    held = field["items"] if several else field
    held = next((each for each in held.get("anyOf", ()) if "$ref" in each), held)
    return (held["$ref"].rpartition("/")[2] if "$ref" in held else None), several


def _bounds(field: Mapping[str, Any], shapes: Mapping[str, Any]) -> str:
    kinds = [each for each in field.get("anyOf", ()) if each.get("type") != "null"]
    if len(kinds) > 1:  # a decimal number, which JSON Schema may also write as a text
        return "nombre"
    field = {**field, **kinds[0]} if kinds else field
    if "const" in field:
        return f"`{field['const']}`"
    if "enum" in field:
        return " ou ".join(f"`{each}`" for each in field["enum"])
    if "$ref" in field:
        return "champs ci-dessous"
    written = field.get("type")
    if written == "array":
        return _listed(field, shapes)
    if written == "boolean":
        return "`true` ou `false`"
    if written == "integer":
        return "entier" + _between(field, "minimum", "maximum", "")
    if field.get("format") == "date":
        return "date, comme `2026-11-23`"
    kind = PATTERNS[field["pattern"]] if "pattern" in field else "texte"
    return kind + _between(field, "minLength", "maxLength", " caractères")


def _listed(field: Mapping[str, Any], shapes: Mapping[str, Any]) -> str:
    each = field["items"]
    inside = "" if "$ref" in each or "oneOf" in each else f" ; chacun : {_bounds(each, shapes)}"
    return "liste" + _between(field, "minItems", "maxItems", "") + inside


def _between(field: Mapping[str, Any], lowest: str, highest: str, unit: str) -> str:
    low, high = field.get(lowest), field.get(highest)
    if low is not None and high is not None:
        return f" de {low} à {high}{unit}"
    if high is not None:
        return f", {high}{unit} au plus"
    return f", {low}{unit} au moins" if low is not None else ""


def _default(field: Mapping[str, Any], required: bool) -> str:
    if required:
        return ""
    default = field.get("default")
    return "rien" if default in (None, []) else f"`{default if isinstance(default, str) else json.dumps(default)}`"
