"""For each rule, at least one change that breaks it, and the exact place where it is told.

The first example of a rule is the one that the authors' manual shows.
"""

from dataclasses import dataclass

from quiz.content.example_module import MODULE, SERIES


@dataclass(frozen=True)
class Example:
    """One change that breaks one rule; `§` marks, in `now` or in `at`, where the rule is told.

    `then` is how an author would correct `now`, where this is not to write `was` again.
    """

    rule: str
    was: str
    now: str
    at: str = ""
    series: bool = False
    then: str | None = None

    def text(self) -> str:
        """The whole file, broken."""
        return self.marked().replace("§", "")

    def marked(self) -> str:
        """The whole file, broken, with the mark of its place where that is in `now`."""
        return self._good().replace(self.was, self.now, 1)

    def corrected(self) -> str:
        """The whole file, as an author would correct it."""
        return self._good() if self.then is None else self._good().replace(self.was, self.then, 1)

    def _good(self) -> str:
        return SERIES if self.series else MODULE


TITLE = 'title: "Les enjeux d\'un numérique responsable"'
FIRST_ITEM = "    prompt: Quelle est la part du numérique ?\n"
LONG = ("Le numérique, ce sont des appareils, des réseaux et des centres de données ; " * 5).strip()


def _single_choices(right: str) -> str:
    """Four items whose right option is that one: enough to see that the longest is always right."""
    return "".join(
        f"""\
  - id: choix-{number}
    kind: single_choice
    objective: agir
    prompt: Que faire ?
    options:
      - id: a
        text: "{right}"
        correct: true
      - id: b
        text: "Vider sa boîte"
        explanation: Cela pèse peu.
    explanation: Fabriquer pèse plus qu'utiliser.
    source: {{title: Étude, url: "https://exemple.fr/etude", year: 2025}}
"""
        for number in range(1, 5)
    )


NESTED = "[" * 31

EXAMPLES = [
    # What YAML refuses or loses.
    Example("several-documents", "items:\n", "§---\nitems:\n"),
    Example("anchor-or-alias", "duration_minutes: 6", "duration_minutes: §&six 6"),
    Example("anchor-or-alias", "draw: 6 ", "draw: §*six "),
    Example("anchor-or-alias", "    options:\n      - id: a\n", "    options: §&liste\n      - id: a\n"),
    Example("tag", "draw: 6 ", "draw: §!!int 6 "),
    Example("tag", "embed:\n", "embed: §!film\n"),
    Example("duplicate-key", "draw: 6 ", "§pass_mark: 80 %\ndraw: 6 "),
    Example("duplicate-key", FIRST_ITEM, FIRST_ITEM + "    §prompt: Et encore ?\n"),
    Example("key-not-text", "draw: 6 ", "§1: 6\ndraw: 6 "),
    Example("key-not-text", "draw: 6 ", "? §[a]\n: 6\ndraw: 6 "),
    Example("key-not-text", "draw: 6 ", "§true: 6\ndraw: 6 "),
    Example("too-deep", "transcript: null ", f"transcript: {NESTED[1:]}§[ "),
    Example("syntax", '    text: "Choisir un', '   §text: "Choisir un'),
    Example("syntax", "  - id: agir\n", "  - id: agir\n   §text: perdu\n"),
    Example("tab-in-indentation", '    text: "Choisir', '§\ttext: "Choisir'),
    Example("quote-not-closed", 'title: "Épisode #2 : les enjeux"', 'title: §"Épisode #2 : les enjeux'),
    Example("unquoted-colon", 'title: "Épisode #2 : les enjeux"', "title: §Épisode 2 : les enjeux"),
    Example("unquoted-colon", '    text: "Choisir un geste utile"', "    text: §Choisir : un geste utile"),
    Example("unquoted-colon", "prompt: Vrai ou faux ?", "prompt: §À propos :"),
    Example("unquoted-colon", "accepted: [ordinateur, téléphone]", "accepted:\n          - §note : ordinateur"),
    Example("text-starts-with-markup", "prompt: Vrai ou faux ?", "prompt: §**Vrai** ou faux ?"),
    Example("text-starts-with-markup", "prompt: Vrai ou faux ?", "prompt: §*Vrai"),
    Example("text-starts-with-markup", "prompt: Vrai ou faux ?", "prompt: §&Vrai ou faux ?"),
    Example("text-starts-with-markup", "prompt: Vrai ou faux ?", "prompt: §!important Vrai ou faux ?"),
    Example("text-starts-with-markup", "prompt: Vrai ou faux ?", "prompt: §@agents : vrai ?"),
    Example("text-starts-with-markup", "prompt: Vrai ou faux ?", "prompt: §`vrai` ou faux ?"),
    Example("text-starts-with-markup", "prompt: Vrai ou faux ?", "prompt: §% de vrai ?"),
    Example("text-starts-with-markup", "prompt: Vrai ou faux ?", "prompt: §> 50 % de vrai ?"),
    Example("text-starts-with-markup", "prompt: Vrai ou faux ?", "prompt: §| vrai"),
    Example("text-starts-with-markup", "prompt: Vrai ou faux ?", 'prompt: §"Vrai" ou faux ?'),
    Example("text-starts-with-markup", "prompt: Vrai ou faux ?", "prompt: §'L'un' ou l'autre ?"),
    Example("text-starts-with-markup", "prompt: Vrai ou faux ?", "prompt: §[Vrai] ou faux ?"),
    Example("text-starts-with-markup", 'text: "Il faut {verbe} son {objet}."', "text: §{verbe} son {objet}."),
    Example("text-starts-with-markup", "prompt: Vrai ou faux ?", "prompt: §{Vrai}"),
    Example("text-starts-with-markup", "prompt: Vrai ou faux ?", "prompt: §- vrai"),
    Example("text-cut-by-hash", 'title: "Épisode #2 : les enjeux"', "title: §Épisode #2"),
    Example("text-cut-by-hash", 'title: "Épisode #2 : les enjeux"', "title: §Épisode # les enjeux"),
    Example("text-cut-by-hash", 'title: "Épisode #2 : les enjeux"', "title:§ #2"),
    Example("text-cut-by-hash", "prompt: Vrai ou faux ?", "prompt: §Vrai ou\n      faux #1"),
    Example("text-cut-by-hash", "accepted: [ordinateur, téléphone]", "accepted:\n          - §poste #1"),
    Example("text-cut-by-hash", '{id: jeter, text: "jeter"}', "{id: jeter, text: §jeter #1}"),
    Example("text-cut-by-comma", '{id: c, text: "8 % ou plus",', "{id: c, text: §8,8 %,"),
    Example("text-cut-by-comma", '{id: c, text: "8 % ou plus",', "{id: c, text: §Non, pas du tout,"),
    Example("text-cut-by-comma", '{id: c, text: "8 % ou plus",', "{id: c, text: §8,8,"),
    Example("text-cut-by-comma", "[ordinateur, téléphone]", "[§4,4 %, 2,5 %]"),
    # What the fields of a kind want.
    Example("field-unknown", "draw: 6 ", "§couleur: vert\ndraw: 6 "),
    Example("field-unknown-near", TITLE, '§titre: "Les enjeux d\'un numérique responsable"'),
    Example("field-unknown-near", "        correct: true", "        §bonne_reponse: true"),
    Example("field-unknown-near", "prompt: Quels", "§énoncé: Quels"),
    Example("field-unknown-near", "pass_mark: 70 % ", "§seuil: 70 % "),
    Example("field-unknown-near", "duration_minutes: 6", "§durée: 6"),
    Example("field-unknown-near", "reading: >-", "§lecture: >-"),
    Example("field-unknown-near", '    unit: "%"', '    §unité: "%"'),
    Example("field-unknown-near", "summary: >-", "§résumé: >-"),
    Example("field-unknown-near", "objectives:", "§objectifs:"),
    Example("field-unknown-near", "    options:", "    §propositions:"),
    Example("field-unknown-near", "        explanation: \"C'est", "        §explication: \"C'est"),
    Example("field-missing", "duration_minutes: 6\n", "", at="§module: enjeux"),
    Example("field-missing", '      - id: a\n        text: "4,4 %"', "      - §id: a"),
    Example("kind-missing", "    kind: opinion\n", "", at="§id: avis"),
    Example("kind-unknown", "kind: opinion", "kind: §devinette"),
    Example("kind-unknown-near", "kind: single_choice", "kind: §choix_unique"),
    Example("kind-unknown-near", "kind: single_choice", "kind: §single_chioce"),
    Example("number-read-as-text", 'text: "2,5 %"', "text: §2.50"),
    Example("number-read-as-text", 'text: "2,5 %"', "text: §50"),
    Example("number-read-as-text", 'text: "2,5 %"', "text: §true"),
    Example("number-read-as-text", "pass_mark: 70 % ", "pass_mark: §70 "),
    Example("number-read-as-text", 'within: "0,1"', "within: §0.1"),
    Example("text-missing", FIRST_ITEM, "    prompt:§\n"),
    Example("text-missing", FIRST_ITEM, '    prompt: §" "\n'),
    Example("text-wanted", FIRST_ITEM, "    prompt:\n      §- a\n      - b\n"),
    Example("text-too-long", TITLE, f'title: §"{LONG}"'),
    Example("identifier-wanted", "- id: part\n", "- id: §Part de l'été\n"),
    Example("share-wanted", "pass_mark: 70 % ", "pass_mark: §70 pour cent "),
    Example("address-wanted", "url: https://exemple.fr/etude", "url: §www.exemple.fr"),
    Example("pattern-mismatch", "fact: A03", "fact: §Z99"),
    Example("choice-wanted", "feedback: at_once ", "feedback: §at_onse "),
    Example("number-wanted", "answer: 4.4", "answer: §4,4"),
    Example("number-wanted", "answer: 4.4", "answer: §1 234,5"),
    Example("number-wanted", "answer: 4.4", "answer: §.nan"),
    Example("whole-number-wanted", "duration_minutes: 6", "duration_minutes: §6 min"),
    Example("number-too-small", "duration_minutes: 6", "duration_minutes: §0"),
    Example("number-too-large", "year: 2025", "year: §20255"),
    Example("number-out-of-range", "answer: 4.4", 'answer: §"1e400"'),
    Example(
        "true-or-false-wanted",
        '    correct: true\n    explanation: "Oui."',
        '    correct: §vrai\n    explanation: "Oui."',
    ),
    Example("true-or-false-wanted", "        correct: false", "        correct: §faux"),
    Example("true-or-false-wanted", "        correct: false", "        correct: §non"),
    Example("true-or-false-wanted", "        correct: true", "        correct: §oui"),
    Example("date-wanted", "reviewed_on: 2026-11-23", "reviewed_on: §23/11/2026"),
    Example("fields-wanted", "  embed:\n    provider: dailymotion\n    id: x9368gg\n", "  embed: §x9368gg\n"),
    Example("list-wanted", "[ordinateur, téléphone]", "§ordinateur"),
    Example(
        "too-few",
        '      - id: deux\n        text: "Vider sa boîte suffit"\n        correct: false\n',
        "",
        at="§- id: un",
    ),
    Example("too-many", "[ordinateur, téléphone]", "§[a, b, c, d, e, f, g, h, i, j, k, l, m]"),
    # What names something else, and right answers.
    Example("duplicate-id", "  - id: gestes", "  - id: §part"),
    Example("duplicate-id", "      - id: b\n", "      - id: §a\n"),
    Example("duplicate-id", "  - id: agir\n", "  - id: §mesurer\n"),
    Example("duplicate-id", "{id: jeter,", "{id: §garder,"),
    Example("same-text", 'text: "2,5 %"', 'text: §" 4,4  %"'),
    Example("unknown-objective", "objective: mesurer", "objective: §mesure"),
    Example("objective-without-item", "  - id: agir\n", '  - id: §rever\n    text: "Rêver"\n  - id: agir\n'),
    Example("draw-too-large", "draw: 6 ", "draw: §9 "),
    Example(
        "none-correct",
        '    options:\n      - id: a\n        text: "4,4 %"\n        correct: true\n',
        '    options:\n      §- id: a\n        text: "4,4 %"\n        explanation: e\n',
    ),
    Example("none-correct", "height: 100, correct: true}", "height: 100, explanation: e}", at="§- {id: dos"),
    Example(
        "one-correct",
        '        text: "2,5 %"\n',
        '        text: "2,5 %"\n        correct: true\n',
        at='§- id: a\n        text: "4,4',
    ),
    Example(
        "same-answer-passes",
        '        text: "Vider sa boîte suffit"\n        correct: false',
        '        text: "Vider sa boîte suffit"\n        correct: true',
        at="§- id: un",
    ),
    Example(
        "same-answer-passes",
        '"Vider sa corbeille"',
        '"Vider sa corbeille"\n        correct: true',
        at='§- id: garder\n        text: "Garder son',
    ),
    Example(
        "same-answer-passes",
        '        text: "Vider"\n        category: inutile\n',
        '        text: "Vider"\n        category: inutile\n'
        '      - id: prolonger\n        text: "Prolonger"\n        category: utile\n',
        at='§- id: garder\n        text: "Garder"',
    ),
    Example(
        "same-answer-passes",
        '          - {id: garder, text: "garder", correct: true}\n',
        '          - {id: garder, text: "Ordinateur", correct: true}\n',
        at="§- id: verbe",
    ),
    Example("unknown-category", "category: inutile", "category: §autre"),
    Example("unused-category", "category: inutile", "category: utile", at="- §id: inutile"),
    Example("gap-not-in-text", "{verbe} son {objet}", "{verbe} son objet", at="- id: §objet"),
    Example("gap-twice-in-text", '"Il faut {verbe} son {objet}."', '§"Il faut {verbe} et {verbe} son {objet}."'),
    Example("unknown-gap", '"Il faut {verbe} son {objet}."', '§"Il faut {verbe} son {objet} {ici}."'),
    Example("gap-answers", "        accepted: [ordinateur, téléphone]\n", "", at="- §id: objet"),
    Example("gap-answers", '          - {id: jeter, text: "jeter"}\n', "", at="- §id: verbe"),
    Example("area-outside-image", "x: 300,", "x: 301,", at="§{id: cote"),
    Example("image-missing", "file: etiquette.svg", "file: §autre.svg"),
    Example("bands-not-increasing", 'within: "0,1"', 'within: "1"', at='- §within: "10 %"'),
    Example("bands-not-increasing", "credit: 50 %", "credit: 100 %", at='- §within: "10 %"'),
    Example("module-not-file-name", "module: enjeux", "module: §reseau"),
    Example("series-not-file-name", "series: parcours", "series: §autre", series=True),
    Example("unknown-module", "- reseau", "- §reseaux", series=True),
    Example("module-twice", "- reseau", "- §enjeux", series=True),
    # What could be better.
    Example("negative-without-emphasis", "Quels gestes comptent ?", "§Quels gestes n'ont pas d'effet ?"),
    Example("options-overlap", 'text: "2,5 %"', 'text: §"4,4 % par an"'),
    Example(
        "options-overlap",
        '"4,4 %"\n        correct: true\n      - id: b\n        text: "2,5 %"',
        '"de 4 à 6 %"\n        correct: true\n      - id: b\n        text: §"de 5 à 8 %"',
    ),
    Example("option-names-a-position", 'text: "2,5 %"', 'text: §"Aucune des réponses ci-dessus"'),
    Example("option-catches-all", 'text: "2,5 %"', 'text: §"Toutes ces réponses"'),
    Example("option-catches-all", 'text: "Réparer son téléphone"', 'text: §"Aucune de ces propositions n’est juste"'),
    Example("option-catches-all", 'text: "jeter"', 'text: §"All of the above"'),
    Example("prompt-too-long", "prompt: Vrai ou faux ?", f"prompt: §{LONG}"),
    Example("explanation-missing", "        explanation: \"C'est l'ancienne étude.\"\n", "", at="- §id: b\n"),
    Example("explanation-missing", ', explanation: "Non."}', "}", at="§{id: cote"),
    Example("module-over-its-minutes", "duration_minutes: 6", "duration_minutes: §1"),
    Example("reviewed-long-ago", "reviewed_on: 2026-11-23", "reviewed_on: §2025-11-01"),
    Example("reviewed-in-the-future", "reviewed_on: 2026-11-23", "reviewed_on: §2026-12-01"),
    Example(
        "longest-option-is-key",
        "items:\n",
        f"items:\n{_single_choices('Garder son ordinateur plus longtemps')}",
        at="§- id: choix-1",
        then=f"items:\n{_single_choices('Le garder')}",
    ),
]
