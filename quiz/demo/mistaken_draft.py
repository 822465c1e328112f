"""A short module with three mistakes in it, for the author's door: each is one that YAML makes in silence."""

MISTAKEN_SLUG = "imprimer"
MISTAKEN_DRAFT = """\
# Trois erreurs se cachent dans ce brouillon. Vérifiez-le, puis corrigez-les une à une.
module: imprimer
title: Imprimer moins #numérique
summary: >-
  Ce qu’une ramette pèse, et comment en utiliser deux fois moins.
duration_minutes: 3
objectives:
  - id: ordre-de-grandeur
    text: "Situer le poids d’une ramette de papier"
    look_again: "Relisez « Ce que pèse une ramette »."
video:
  title: "Imprimer moins"
reading: >-
  Une ramette A4 représente 2,29 kg de CO₂e avant toute impression. Avec trois ramettes par mois,
  une moyenne de 2021, en utiliser deux fois moins évite environ 3,4 kg par agent et par mois.
pass_mark: 70 %
draw: 2
reviewed_on: 2026-11-24
this_week: >-
  Réglez votre imprimante sur le recto verso, une fois pour toutes.
items:
  - id: poids-d-une-ramette
    kind: numeric
    objective: ordre-de-grandeur
    prompt: >-
      D’après la MiNumEco (2021), combien de kilogrammes de CO₂e une ramette A4 représente-t-elle avant
      toute impression ?
    answer: 2,29
    unit: "kg"
    bands:
      - within: "0,5"
        credit: 100 %
    explanation: >-
      Environ 2,3 kg : c’est la fabrication du papier qui pèse, avant même la première page imprimée.
    source:
      title: "MiNumEco, bonne pratique n° 6"
      url: https://ecoresponsable.numerique.gouv.fr/publications/impact-bonnes-pratiques/bonne-pratique-6-organiser-environnement-de-travail/
      year: 2021
      fact: D11
  - id: premier-reflexe
    kind: single_choice
    objective: ordre-de-grandeur
    prompt: >-
      Vous imprimez trois ramettes par mois. Combien de CO₂e évitez-vous chaque mois en en utilisant
      deux fois moins, d’après la MiNumEco (2021) ?
    options:
      - id: gramme
        text: "Environ 3 grammes"
        explanation: >-
          C’est mille fois moins que la réalité : une seule ramette pèse plus de deux kilogrammes.
      - id: kilogramme
        text: "Environ 3 kilogrammes"
      - id: tonne
        text: "Environ 3 tonnes"
        explanation: >-
          Trois tonnes, c’est bien plus que le papier d’un bureau.
    explanation: >-
      Environ 3,4 kg par agent et par mois. Le recto verso suffit souvent à diviser par deux.
    source:
      title: "MiNumEco, bonne pratique n° 6"
      url: https://ecoresponsable.numerique.gouv.fr/publications/impact-bonnes-pratiques/bonne-pratique-6-organiser-environnement-de-travail/
      year: 2021
      fact: D11
"""
