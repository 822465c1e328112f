"""How long 200 modules of 20 items take to read and check: run it, it prints seconds.

`python benchmarks/read_content.py --profile` says where they go.
"""

import argparse
import cProfile
import pstats
import tempfile
from datetime import date
from pathlib import Path
from time import perf_counter

import click

from quiz.content.files import read_folder
from quiz.content.reading import Reading

MODULES = 200
ITEMS = 20
TODAY = date(2026, 11, 24)
TARGET_SECONDS = 2.0
PARAGRAPH = "Le numérique représente une part mesurable de l'empreinte carbone de la France, et elle augmente. "

HEAD = """\
module: module-{number}
title: "Module {number} : les enjeux d'un numérique responsable"
summary: >-
  {paragraph}
duration_minutes: 12
objectives:
  - id: ordre-de-grandeur
    text: "Situer le poids du numérique en France"
  - id: agir
    text: "Choisir un geste utile"
video:
  title: "Épisode {number} : les enjeux"
  embed:
    provider: dailymotion
    id: x9368gg
  duration_seconds: 150
reading: >-
  {paragraph}
  {paragraph}
pass_mark: 70 %
draw: 6
reviewed_on: 2026-11-23
this_week: >-
  {paragraph}
items:
"""
COMMON = """\
    objective: {objective}
    prompt: >-
      Question {number} : quelle part de l'empreinte carbone de la France le numérique représente-t-il ?
    explanation: >-
      {paragraph}
    source:
      title: "Étude de l'ADEME et de l'Arcep, mise à jour"
      url: https://exemple.gouv.fr/etude
      year: 2025
      fact: A03
"""
KINDS = (
    """\
    kind: single_choice
    options:
      - id: a
        text: "{number},4 %"
        correct: true
      - id: b
        text: "{number}2,5 %"
        explanation: >-
          {paragraph}
      - id: c
        text: "{number}8,1 %"
        explanation: >-
          {paragraph}
      - id: d
        text: "{number}0,2 %"
        explanation: >-
          {paragraph}
""",
    """\
    kind: multiple_choice
    options:
      - id: a
        text: "Garder son ordinateur une année de plus"
        correct: true
      - id: b
        text: "Réparer le téléphone de service"
        correct: true
      - id: c
        text: "Vider sa corbeille chaque soir"
        explanation: "{paragraph}"
      - id: d
        text: "Passer son écran en noir"
        explanation: "{paragraph}"
""",
    """\
    kind: true_false
    correct: false
""",
    """\
    kind: true_false_grid
    rows:
      - id: fabrication
        text: "La fabrication pèse plus que l'usage"
        correct: true
      - id: reseau
        text: "Le réseau pèse plus que les terminaux"
        correct: false
""",
    """\
    kind: numeric
    answer: 4.4
    unit: "%"
    bands:
      - within: "0,5"
        credit: 50 %
""",
)


def a_module(number: int) -> str:
    """The YAML of one module with twenty items of five kinds."""
    text = HEAD.format(number=number, paragraph=PARAGRAPH)
    for item in range(ITEMS):
        objective = ("ordre-de-grandeur", "agir")[item % 2]
        text += f"  - id: question-{item}\n" + KINDS[item % len(KINDS)].format(number=item, paragraph=PARAGRAPH)
        text += COMMON.format(objective=objective, number=item, paragraph=PARAGRAPH)
    return text


def read_all(folder: Path) -> tuple[Reading, float]:
    """Reads the folder once, and times it."""
    started = perf_counter()
    reading = read_folder(folder, TODAY)
    return reading, perf_counter() - started


def main() -> None:
    """Writes the modules, reads them three times, prints each time."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--profile", action="store_true", help="say where the time goes")
    profiled = arguments.parse_args().profile
    with tempfile.TemporaryDirectory() as name:
        modules = Path(name) / "modules"
        modules.mkdir()
        for number in range(MODULES):
            (modules / f"module-{number}.yaml").write_text(a_module(number), encoding="utf-8")
        megabytes = sum(path.stat().st_size for path in modules.iterdir()) / 1e6
        if profiled:
            with cProfile.Profile() as profile:
                read_all(Path(name))
            pstats.Stats(profile).sort_stats("tottime").print_stats(25)
            return
        for _ in range(3):
            reading, seconds = read_all(Path(name))
            if reading.problems:
                raise SystemExit(f"the modules written here have problems: {reading.problems[0]}")
            items = sum(len(file.value.items) for file in reading.modules if file.value)
            verdict = "within target" if seconds < TARGET_SECONDS else "OVER TARGET"
            click.echo(f"{MODULES} modules, {items} items, {megabytes:.1f} MB: {seconds:.2f} s ({verdict})")


if __name__ == "__main__":
    main()
