"""The example module with the kinds it lacks, and its English, complete."""

from quiz.content.example_module import MODULE

# The example module has not the kinds below.
MORE = """\
  - id: mot
    kind: short_answer
    objective: agir
    prompt: Quel effet annule le gain ?
    accepted:
      - effet rebond
      - l'effet rebond
    explanation: "L'effet rebond."
    source: {title: "Étude", url: "https://exemple.fr/etude", year: 2025}
  - id: ordre
    kind: ordering
    objective: agir
    prompt: Remettez dans l'ordre.
    first: "D'abord"
    last: "Enfin"
    elements:
      - id: garder
        text: "Garder"
      - id: reparer
        text: "Réparer"
      - id: donner
        text: "Donner"
    explanation: "Garder d'abord."
    source: {title: "Étude", url: "https://exemple.fr/etude", year: 2025}
  - id: paires
    kind: matching
    objective: agir
    prompt: Associez.
    pairs:
      - id: neuf
        left: "Neuf"
        right: "Fabriquer"
        explanation: "Il faut le fabriquer."
      - id: ancien
        left: "Ancien"
        right: "Réparer"
    extra:
      - id: rien
        text: "Rien"
    explanation: "Un neuf se fabrique."
    source: {title: "Étude", url: "https://exemple.fr/etude", year: 2025}
"""
SOURCE = MODULE.replace("resources:\n", MORE + "resources:\n").replace(
    'text: "Choisir un geste utile"', 'text: "Choisir un geste utile"\n    look_again: "La lecture"'
)

ENGLISH = """\
translation_of: enjeux
language: en
title: "The stakes of responsible digital technology"
summary: >-
  Know the weight of digital technology, and choose a habit.
objectives:
  - id: mesurer
    text: "Know the weight of digital technology in France"
  - id: agir
    text: "Choose a useful habit"
    look_again: "The reading"
video:
  title: "Episode #2: the stakes"
reading: >-
  Digital technology is a measurable part of the carbon footprint of France.
this_week: >-
  Keep your computer one year longer.
items:
  - id: part
    prompt: What is the share of digital technology?
    options:
      - id: a
        text: "4.4%"
      - id: b
        text: "2.5%"
        explanation: "This is the former study."
      - id: c
        text: "8% or more"
        explanation: "This is too much."
    explanation: A recent measure.
    source:
      title: "Study"
  - id: gestes
    prompt: Which habits count?
    options:
      - id: garder
        text: "Keeping one's computer"
      - id: reparer
        text: "Repairing one's telephone"
      - id: vider
        text: "Emptying the recycle bin"
        explanation: "This weighs little."
    explanation: "Making weighs more than using."
    source:
      title: "Study"
  - id: vrai
    prompt: Making weighs more than using.
    explanation: "Yes."
    source:
      title: "Study"
  - id: grille
    prompt: True or false?
    rows:
      - id: un
        text: "Making weighs"
      - id: deux
        text: "Emptying one's mailbox is enough"
    explanation: "One yes, one no."
    source:
      title: "Study"
  - id: nombre
    prompt: What share?
    unit: "%"
    explanation: "It is 4.4%."
    source:
      title: "Study"
  - id: rangement
    prompt: Sort.
    categories:
      - id: utile
        text: "Useful"
      - id: inutile
        text: "Useless"
    elements:
      - id: garder
        text: "Keep"
      - id: reparer
        text: "Repair"
      - id: vider
        text: "Empty"
    explanation: "Keep and repair."
    source:
      title: "Study"
  - id: trous
    prompt: Complete.
    text: "One should {verbe} one's {objet}."
    gaps:
      - id: verbe
        options:
          - id: garder
            text: "keep"
          - id: jeter
            text: "throw away"
      - id: objet
        accepted:
          - computer
          - telephone
    explanation: "Keep one's computer."
    source:
      title: "Study"
  - id: mot
    prompt: Which effect cancels the gain?
    accepted:
      - rebound effect
      - effet rebond
      - l'effet rebond
    explanation: "The rebound effect."
    source:
      title: "Study"
  - id: image
    prompt: Where is the label?
    image:
      alt: "A computer"
    areas:
      - id: dos
        text: "On the back"
      - id: cote
        text: "On the side"
        explanation: "No."
    explanation: "On the back."
    source:
      title: "Study"
  - id: avis
    prompt: Do you feel concerned?
    scale:
      - id: peu
        text: "A little"
      - id: beaucoup
        text: "A lot"
  - id: ordre
    prompt: Put in order.
    first: "First"
    last: "Last"
    elements:
      - id: garder
        text: "Keep"
      - id: reparer
        text: "Repair"
      - id: donner
        text: "Give"
    explanation: "Keep first."
    source:
      title: "Study"
  - id: paires
    prompt: Match.
    pairs:
      - id: neuf
        left: "New"
        right: "Make"
        explanation: "It must be made."
      - id: ancien
        left: "Old"
        right: "Repair"
    extra:
      - id: rien
        text: "Nothing"
    explanation: "What is new is made."
    source:
      title: "Study"
resources:
  - url: https://exemple.fr
    title: "The site"
"""
