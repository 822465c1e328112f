"""A module and a series without a problem: what the examples of the rules change, one thing at a time."""

from datetime import date

EXAMPLES_DAY = date(2026, 11, 24)
EXAMPLES_IMAGES = frozenset({"etiquette.svg", "dinum-etiquette-portable.svg"})
EXAMPLES_MODULES = frozenset({"enjeux", "garder", "reseau"})

MODULE = """\
module: enjeux
title: "Les enjeux d'un numérique responsable"
summary: >-
  Situer le poids du numérique, et choisir un geste.
duration_minutes: 6
objectives:
  - id: mesurer
    text: "Situer le poids du numérique en France"
  - id: agir
    text: "Choisir un geste utile"
video:
  title: "Épisode #2 : les enjeux"
  embed:
    provider: dailymotion
    id: x9368gg
  transcript: null     # only the film's own words
reading: >-
  Le numérique représente une part mesurable de l'empreinte carbone de la France.
pass_mark: 70 %   # the default
draw: 6                # items per attempt
feedback: at_once      # or at_the_end
reviewed_on: 2026-11-23
this_week: >-
  Garder son ordinateur une année de plus.
items:
  - id: part
    kind: single_choice
    objective: mesurer
    prompt: Quelle est la part du numérique ?
    options:
      - id: a
        text: "4,4 %"
        correct: true
      - id: b
        text: "2,5 %"
        explanation: "C'est l'ancienne étude."
      - {id: c, text: "8 % ou plus", explanation: "C'est trop."}
    explanation: Une mesure récente.
    source:
      title: "Étude"
      url: https://exemple.fr/etude
      year: 2025
      fact: A03
  - id: gestes
    kind: multiple_choice
    objective: agir
    prompt: Quels gestes comptent ?
    options:
      - id: garder
        text: "Garder son ordinateur"
        correct: true
      - id: reparer
        text: "Réparer son téléphone"
        correct: true
      - id: vider
        text: "Vider sa corbeille"
        explanation: "Cela pèse peu."
    explanation: "Fabriquer pèse plus qu'utiliser."
    source: {title: "Étude", url: "https://exemple.fr/etude", year: 2025}
  - id: vrai
    kind: true_false
    objective: agir
    prompt: Fabriquer pèse plus qu'utiliser.
    correct: true
    explanation: "Oui."
    source: {title: "Étude", url: "https://exemple.fr/etude", year: 2025}
  - id: grille
    kind: true_false_grid
    objective: agir
    prompt: Vrai ou faux ?
    rows:
      - id: un
        text: "Fabriquer pèse"
        correct: true
      - id: deux
        text: "Vider sa boîte suffit"
        correct: false
    explanation: "Un oui, un non."
    source: {title: "Étude", url: "https://exemple.fr/etude", year: 2025}
  - id: nombre
    kind: numeric
    objective: mesurer
    prompt: Quelle part ?
    answer: 4.4
    unit: "%"
    bands:
      - within: "0,1"
        credit: 100 %
      - within: "10 %"
        credit: 50 %
    explanation: "C'est 4,4 %."
    source: {title: "Étude", url: "https://exemple.fr/etude", year: 2025}
  - id: rangement
    kind: categorise
    objective: agir
    prompt: Rangez.
    categories:
      - id: utile
        text: "Utile"
      - id: inutile
        text: "Inutile"
    elements:
      - id: garder
        text: "Garder"
        category: utile
      - id: reparer
        text: "Réparer"
        category: utile
      - id: vider
        text: "Vider"
        category: inutile
    explanation: "Garder et réparer."
    source: {title: "Étude", url: "https://exemple.fr/etude", year: 2025}
  - id: trous
    kind: cloze
    objective: agir
    prompt: Complétez.
    text: "Il faut {verbe} son {objet}."
    gaps:
      - id: verbe
        options:
          - {id: garder, text: "garder", correct: true}
          - {id: jeter, text: "jeter"}
      - id: objet
        accepted: [ordinateur, téléphone]
    explanation: "Garder son ordinateur."
    source: {title: "Étude", url: "https://exemple.fr/etude", year: 2025}
  - id: image
    kind: hotspot
    objective: agir
    prompt: Où est l'étiquette ?
    image: {file: etiquette.svg, alt: "Un ordinateur", width: 400, height: 300}
    areas:
      - {id: dos, text: "Au dos", x: 0, y: 0, width: 100, height: 100, correct: true}
      - {id: cote, text: "Sur le côté", x: 300, y: 200, width: 100, height: 100, explanation: "Non."}
    explanation: "Au dos."
    source: {title: "Étude", url: "https://exemple.fr/etude", year: 2025}
  - id: avis
    kind: opinion
    prompt: Vous sentez-vous concerné ?
    scale:
      - id: peu
        text: "Peu"
      - id: beaucoup
        text: "Beaucoup"
resources:
  - title: "Le site"
    url: https://exemple.fr
"""

SERIES = """\
series: parcours
title: "Le parcours"
summary: "Les modules dans l'ordre."
modules:
  - enjeux
  - reseau
"""
