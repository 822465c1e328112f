"""What each rule says once one thing changes in the English of the example module, and where."""

from dataclasses import dataclass

from .english import ENGLISH


@dataclass(frozen=True)
class Slip:
    """One change that breaks one rule; `§` marks, in `now` or in `at`, where the rule is told."""

    rule: str
    was: str
    now: str
    at: str = ""

    def text(self) -> str:
        """The whole file, broken."""
        return self._marked().replace("§", "")

    def place(self) -> tuple[int, int]:
        """The line and column marked."""
        before, _mark, _after = self._marked().partition("§")
        return before.count("\n") + 1, len(before) - before.rfind("\n")

    def _marked(self) -> str:
        assert ENGLISH.count(self.was) >= 1, self.was
        changed = ENGLISH.replace(self.was, self.now, 1)
        if self.at:
            assert changed.count(self.at.replace("§", "")) >= 1, self.at
            changed = changed.replace(self.at.replace("§", ""), self.at, 1)
        assert changed.count("§") == 1, self
        return changed


SLIPS = [
    Slip("translation-not-file-name", "translation_of: enjeux", "translation_of: §reseau"),
    Slip("translation-not-file-name", "language: en", "language: §de"),
    Slip("translation-missing", 'title: "The stakes of responsible digital technology"\n', "", "§translation_of"),
    Slip("translation-missing", '"2.5%"\n        explanation: "This is the former study."', '"2.5%"', "- §id: b"),
    Slip("translation-missing", '    look_again: "The reading"\n', "", "- §id: agir"),
    Slip("translation-missing", '        left: "Old"\n', "", "- §id: ancien"),
    Slip("translation-missing", '    first: "First"\n', "", "- §id: ordre"),
    Slip(
        "translation-missing",
        '  - id: mesurer\n    text: "Know the weight of digital technology in France"\n',
        "",
        "§objectives:",
    ),
    Slip("translation-missing", '        text: "4.4%"\n', "        text:\n", "- id: a\n        text:§"),
    Slip("translation-missing", '    image:\n      alt: "A computer"\n', "", "- §id: image"),
    Slip("translation-missing", '      alt: "A computer"\n', "      alt: null\n", "alt: §null"),
    Slip("translation-missing", "          - computer\n          - telephone\n", "          []\n", "§[]"),
    Slip(
        "translation-missing", 'resources:\n  - url: https://exemple.fr\n    title: "The site"\n', "", "§translation_of"
    ),
    Slip("translation-unknown-id", "  - id: avis", "  - id: §avi"),
    Slip("translation-unknown-id", "      - id: b\n", "      - id: §zz\n"),
    Slip("translation-unknown-id", "- url: https://exemple.fr", "- url: §https://example.org"),
    Slip("translation-field-not-text", '        text: "4.4%"', '        text: "4.4%"\n        §correct: true'),
    Slip("translation-field-not-text", '    unit: "%"', '    unit: "%"\n    §answer: 4.4'),
    Slip("translation-field-not-text", '      title: "Study"', '      title: "Study"\n      §year: 2025'),
    Slip("translation-field-not-text", '      title: "Study"', '      title: "Study"\n      §url: https://exemple.fr'),
    Slip("translation-field-not-text", "  - id: part\n", "  - id: part\n    §kind: single_choice\n"),
    Slip("translation-of-nothing", '        text: "4.4%"', '        text: "4.4%"\n        §explanation: "Yes."'),
    Slip("translation-of-nothing", "    prompt: Sort.", '    prompt: Sort.\n    §unit: "%"'),
    Slip(
        "translation-of-nothing",
        "    prompt: Sort.",
        "    prompt: Sort.\n    §options:\n      - id: a\n        text: A",
    ),
    Slip("translation-of-nothing", '  title: "Episode #2: the stakes"', '  title: "Episode"\n  §transcript: "Hello."'),
    Slip("translation-answer-lost", "      - effet rebond\n", "", "§accepted:\n      - rebound"),
    Slip("translation-of-nothing", 'right: "Repair"', 'right: "Repair"\n        §explanation: "Yes."'),
    # Rules of modules hold in translations too, at their places there.
    Slip("gap-not-in-text", "{verbe} one's {objet}", "{verbe} one's object", "- id: §objet"),
    Slip("unknown-gap", '"One should {verbe} one\'s {objet}."', '§"One should {verb} {verbe} one\'s {objet}."'),
    Slip("same-text", '"2.5%"', '§"4.4%"'),
    Slip("same-text", '"throw away"', '§"keep"'),
    Slip("same-text", 'text: "Nothing"', 'text: §"Make"'),
    Slip("option-catches-all", '"2.5%"', '§"None of these answers"'),
    Slip("duplicate-id", "      - id: reparer\n", "      - id: §garder\n"),
    Slip("field-unknown-near", "    prompt: Sort.", "    §énoncé: Sort."),
    Slip("field-unknown", "    prompt: Sort.", "    prompt: Sort.\n    §matching: x"),
    Slip("field-missing", "language: en\n", "", "§translation_of"),
    Slip("field-missing", "      - id: dos\n        text", "      - §text"),
    Slip("pattern-mismatch", "language: en", "language: §English"),
    Slip("number-read-as-text", '        text: "4.4%"', "        text: §4.4"),
    Slip("text-too-long", '"Useless"', '§"' + "a" * 301 + '"'),
    Slip("text-missing", '"Useless"', '§""'),
    # What YAML loses is lost in any language.
    Slip("text-cut-by-hash", '"Episode #2: the stakes"', "§Episode #2"),
    Slip("unquoted-colon", '"Episode #2: the stakes"', "§Episode 2: the stakes"),
    Slip("text-cut-by-comma", '- id: peu\n        text: "A little"', "- {id: peu, text: §1,5 little}"),
    Slip("duplicate-key", "language: en\n", "language: en\n§language: de\n"),
    Slip("text-starts-with-markup", "prompt: Sort.", "prompt: §*Sort*."),
]
