"""A fingerprint changes with what an agent sees, and with nothing else."""

from quiz.content.example_module import EXAMPLES_DAY, EXAMPLES_IMAGES, MODULE
from quiz.content.files import read_text
from quiz.content.fingerprint import item_fingerprint, media_files, module_fingerprint
from quiz.content.module import Module


def module(text: str = MODULE) -> Module:
    file = read_text(text, "enjeux.yaml", EXAMPLES_DAY, EXAMPLES_IMAGES)
    assert file.value is not None
    return file.value


def changed(was: str, now: str) -> Module:
    assert was in MODULE
    return module(MODULE.replace(was, now, 1))


def test_comments_layout_defaults_and_the_date_of_review_do_not_count() -> None:
    same = module_fingerprint(module())
    assert module_fingerprint(module("# relu\n" + MODULE)) == same
    assert module_fingerprint(changed("reviewed_on: 2026-11-23", "reviewed_on: 2026-01-01")) == same
    assert module_fingerprint(changed("    prompt: Vrai ou faux ?", '    prompt: "Vrai ou faux ?"')) == same
    assert module_fingerprint(changed('text: "2,5 %"', 'text: "2,5 %"\n        correct: false')) == same
    assert module_fingerprint(changed("answer: 4.4", "answer: 4.40")) == same
    assert module_fingerprint(changed("Étude", "E\u0301tude")) == same
    title = 'title: "Les enjeux d\'un numérique responsable"\n'
    assert module_fingerprint(module(MODULE.replace(title, "") + title)) == same


def test_every_word_and_the_order_of_items_count() -> None:
    prints = {
        module_fingerprint(each)
        for each in (
            module(),
            changed("Une mesure récente.", "Une mesure ancienne."),
            changed("answer: 4.4", "answer: 4.5"),
            changed("pass_mark: 70 %", "pass_mark: 71 %"),
            changed("year: 2025", "year: 2024"),
            changed("  transcript: null ", '  transcript: "Bonjour." '),
        )
    }
    assert len(prints) == 6


def test_a_typo_elsewhere_leaves_the_fingerprint_of_an_item() -> None:
    before, after = module(), changed("Une mesure récente.", "Une mesure assez récente.")
    assert item_fingerprint(before.items[0]) != item_fingerprint(after.items[0])
    assert [item_fingerprint(item) for item in before.items[1:]] == [item_fingerprint(item) for item in after.items[1:]]


def test_the_media_shown_count_and_others_do_not() -> None:
    plain = module()
    assert media_files(plain) == ("etiquette.svg",)
    assert module_fingerprint(plain, {"etiquette.svg": "a"}) != module_fingerprint(plain, {"etiquette.svg": "b"})
    assert module_fingerprint(plain, {"autre.svg": "a"}) == module_fingerprint(plain, {"autre.svg": "b"})
    hotspot = next(item for item in plain.items if item.id == "image")
    assert item_fingerprint(hotspot, {"etiquette.svg": "a"}) != item_fingerprint(hotspot, {"etiquette.svg": "b"})


def test_a_published_document_read_back_has_the_same_fingerprint() -> None:
    assert module_fingerprint(Module.model_validate_json(module().model_dump_json())) == module_fingerprint(module())


def test_a_fingerprint_does_not_change_with_the_software() -> None:
    assert module_fingerprint(module(), {"etiquette.svg": "a" * 64}) == (
        "5785f1094f336d8bec56743dc1012f0d761b4524675de6906ba3cc11297fd337"
    )
