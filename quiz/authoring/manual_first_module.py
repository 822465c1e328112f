"""The smallest module that can be published, a series that holds it, and its translation."""

FIRST_MODULE = """\
# yaml-language-server: $schema=../schema/module.schema.json
module: garder
title: "Garder son ordinateur"
summary: >-
  Pourquoi garder un ordinateur un an de plus compte davantage que l’éteindre à midi.
duration_minutes: 1
objectives:
  - id: duree-de-vie
    text: "Expliquer pourquoi la durée de vie d’un appareil compte"
video:
  title: "Garder son ordinateur"
reading: >-
  Un portable neuf a déjà émis environ 183 kg de CO₂e avant son premier allumage. L’utiliser en
  France en émet moins de 2 kg par an (ADEME, Impact CO2, 2026).
draw: 1
reviewed_on: 2026-11-24
this_week: >-
  Demandez jusqu’à quand le système de votre ordinateur recevra des mises à jour.
items:
  - id: fabriquer-ou-utiliser
    kind: true_false
    objective: duree-de-vie
    prompt: >-
      En France, fabriquer et livrer un portable émet plus de CO₂e que l’utiliser pendant cinq ans
      (ADEME, 2026).
    correct: true
    explanation: >-
      Environ 183 kg avant le premier allumage, moins de 2 kg par an ensuite.
    source:
      title: "ADEME, Impact CO2, numérique"
      url: https://impactco2.fr/outils/numerique
      year: 2026
      fact: C01
"""

FIRST_SERIES = """\
# yaml-language-server: $schema=../schema/series.schema.json
series: parcours
title: "Mon parcours"
summary: "Un premier module, d’autres viendront."
modules:
  - garder
"""

FIRST_TRANSLATION = """\
# yaml-language-server: $schema=../schema/translation.schema.json
translation_of: garder
language: en
title: "Keep your computer"
summary: >-
  Why keeping a computer one more year matters more than switching it off at noon.
objectives:
  - id: duree-de-vie
    text: "Explain why the lifetime of a device matters"
video:
  title: "Keep your computer"
reading: >-
  Before it is first switched on, a new laptop has already emitted about 183 kg of CO₂e. Using it in
  France emits less than 2 kg a year (ADEME, Impact CO2, 2026).
this_week: >-
  Ask until when your computer’s system will receive updates.
items:
  - id: fabriquer-ou-utiliser
    prompt: >-
      In France, making and delivering a laptop emits more CO₂e than using it for five years (ADEME,
      2026).
    explanation: >-
      About 183 kg before it is first switched on, less than 2 kg a year afterwards.
    source:
      title: "ADEME, Impact CO2, digital devices"
"""
