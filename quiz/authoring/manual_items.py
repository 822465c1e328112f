"""An example of each kind of item, for authors to copy: French, sourced, and without a problem."""

from collections.abc import Mapping

IMPACT_CO2 = """\
    source:
      title: "ADEME, Impact CO2, numérique"
      url: https://impactco2.fr/outils/numerique
      year: 2026
      fact: C01
"""
GOOD_PRACTICE = """\
    source:
      title: "MiNumEco et ADEME, bonne pratique n° 1, allonger la durée de vie du matériel"
      url: https://ecoresponsable.numerique.gouv.fr/publications/impact-bonnes-pratiques/bonne-pratique-1-allonger-duree-vie-materiel/
      year: 2021
      fact: C05
"""
REPAIR_INDEX = """\
    source:
      title: "MiNumEco, guide « Prendre en compte l’indice de réparabilité »"
      url: https://ecoresponsable.numerique.gouv.fr/publications/guide-achat-indice-reparabilite/
      year: 2023
      fact: C13
"""

ITEMS: Mapping[str, str] = {
    "single_choice": """\
  - id: avant-allumage
    kind: single_choice
    objective: duree-de-vie
    prompt: >-
      Quel poids de CO₂e un ordinateur portable neuf a-t-il déjà émis avant son premier allumage,
      d’après l’ADEME (2026) ?
    options:
      - id: kilos-183
        text: "Environ 183 kg"
        correct: true
      - id: kilos-18
        text: "Environ 18 kg"
        explanation: >-
          Dix fois trop peu : extraire les métaux, fabriquer et livrer pèsent bien plus.
      - id: kilos-2
        text: "Environ 2 kg"
        explanation: >-
          C’est l’ordre de grandeur d’une année d’utilisation en France.
    explanation: >-
      Environ 183 kg avant le premier allumage, moins de 2 kg par an ensuite : le garder longtemps
      compte plus que tout.
"""
    + IMPACT_CO2,
    "multiple_choice": """\
  - id: renouvellement
    kind: multiple_choice
    objective: duree-de-vie
    prompt: >-
      Vous préparez le renouvellement de portables. Quelles étapes réduisent l’empreinte de la
      commande ?
    options:
      - id: prolonger
        text: "Chercher lesquels peuvent servir un an de plus"
        correct: true
      - id: reparabilite
        text: "Demander l’indice de réparabilité, quand il existe"
        correct: true
      - id: tout-remplacer
        text: "Tout remplacer le même jour"
        explanation: >-
          Plus simple à organiser, mais des appareils récents partent alors qu’ils servaient encore.
      - id: ecran-de-reserve
        text: "Ajouter un écran de réserve par agent"
        explanation: >-
          Un écran de réserve, c’est un écran fabriqué pour rien.
    explanation: >-
      Garder d’abord, acheter réparable ensuite.
"""
    + REPAIR_INDEX,
    "true_false": """\
  - id: remplacer-pour-economiser
    kind: true_false
    objective: duree-de-vie
    prompt: >-
      En France, remplacer un portable de quatre ans en bon état par un neuf qui consomme moitié
      moins est rentable pour le climat en moins de cinq ans (Impact CO2, ADEME, 2026).
    correct: false
    explanation: >-
      On économise moins d’un kilo de CO₂e par an, alors que le neuf en a déjà émis environ 183.
"""
    + IMPACT_CO2,
    "true_false_grid": """\
  - id: fabrication-ou-usage
    kind: true_false_grid
    objective: duree-de-vie
    prompt: >-
      Ordinateur portable en France : dites si chaque affirmation est vraie ou fausse.
    rows:
      - id: avant
        text: "Sa fabrication et sa livraison émettent plus de 100 kg de CO₂e"
        correct: true
      - id: usage
        text: "Une année d’utilisation émet plus que sa fabrication"
        correct: false
        explanation: >-
          Moins de 2 kg par an, contre environ 183 kg avant le premier allumage.
    explanation: >-
      En France, l’électricité est peu carbonée : c’est la fabrication qui domine.
"""
    + IMPACT_CO2,
    "numeric": """\
  - id: trois-ans-de-plus
    kind: numeric
    objective: duree-de-vie
    prompt: >-
      Combien de kilogrammes de CO₂e évite-t-on, à peu près, en gardant un ordinateur trois ans de
      plus (MiNumEco et ADEME, 2021) ?
    answer: 65
    unit: "kg"
    bands:
      - within: "10"
        credit: 100 %
      - within: "50 %"
        credit: 50 %
    explanation: >-
      Environ 65 kg : c’est la fabrication d’un appareil neuf que l’on retarde.
"""
    + GOOD_PRACTICE,
    "ordering": """\
  - id: gestes-par-effet
    kind: ordering
    objective: duree-de-vie
    prompt: >-
      Rangez ces gestes selon le CO₂e évité pour un appareil (MiNumEco et ADEME, 2021).
    first: "Évite le plus de CO₂e"
    last: "Évite le moins de CO₂e"
    elements:
      - id: ordinateur
        text: "Garder un ordinateur trois ans de plus"
      - id: smartphone
        text: "Garder un smartphone deux ans de plus"
      - id: veille
        text: "Mieux régler la veille d’un portable pendant trois ans"
    explanation: >-
      Environ 65 kg, puis 16 kg, puis 3,6 kg.
"""
    + GOOD_PRACTICE,
    "matching": """\
  - id: regles-smartphones
    kind: matching
    objective: duree-de-vie
    prompt: >-
      Depuis le 20 juin 2025, des règles européennes s’appliquent aux smartphones neufs. Associez
      chaque exigence à sa valeur.
    pairs:
      - id: mises-a-jour
        left: "Mises à jour du système"
        right: "5 ans"
      - id: pieces
        left: "Pièces détachées disponibles"
        right: "7 ans"
    extra:
      - id: deux-ans
        text: "2 ans"
    explanation: >-
      5 ans de mises à jour et 7 ans de pièces. Deux ans, c’est la garantie légale de conformité,
      une autre règle.
    source:
      title: "Règlement européen sur les smartphones, présenté par France News Agency"
      url: https://francenewsagency.com/un-nouveau-reglement-de-lue-impose-des-exigences-plus-strictes-pour-la-duree-de-vie-des-batteries-des-telephones-15590
      year: 2025
      fact: C15
""",
    "categorise": """\
  - id: quand-emet-il
    kind: categorise
    objective: duree-de-vie
    prompt: >-
      À quelle étape de la vie d’un ordinateur chaque émission a-t-elle lieu ?
    categories:
      - id: avant
        text: "Avant le premier allumage"
      - id: pendant
        text: "Pendant l’utilisation"
    elements:
      - id: metaux
        text: "Extraire les métaux"
        category: avant
      - id: livraison
        text: "Livrer l’appareil"
        category: avant
      - id: electricite
        text: "Produire l’électricité qui le recharge"
        category: pendant
    explanation: >-
      En France, environ 94 % du carbone d’un portable gardé cinq ans vient d’avant son premier
      allumage (notre calcul).
"""
    + IMPACT_CO2,
    "cloze": """\
  - id: le-bon-geste
    kind: cloze
    objective: duree-de-vie
    prompt: "Complétez, d’après l’ADEME (2026)."
    text: >-
      Avant son premier allumage, un portable a émis environ {poids} de CO₂e. Le plus efficace est
      donc de {geste} un ordinateur qui fonctionne.
    gaps:
      - id: poids
        options:
          - id: kilos-183
            text: "183 kg"
            correct: true
          - id: kilos-2
            text: "2 kg"
            explanation: >-
              C’est l’ordre de grandeur d’une année d’utilisation en France.
      - id: geste
        accepted:
          - "garder"
          - "conserver"
        distance: 1
    explanation: >-
      Chaque année gagnée répartit ces 183 kg sur une durée plus longue.
"""
    + IMPACT_CO2,
    "short_answer": """\
  - id: obsolescence
    kind: short_answer
    objective: duree-de-vie
    prompt: >-
      L’ordinateur fonctionne, mais son système n’est plus mis à jour. Complétez d’un adjectif :
      « obsolescence… »
    accepted:
      - "logicielle"
      - "obsolescence logicielle"
    distance: 1
    explanation: >-
      L’objet est en état, mais ses programmes ne suivent plus.
    source:
      title: "SeneNews, fin du support de Windows 10 (pétition HOP et UFC-Que Choisir)"
      url: https://www.senenews.com/actualites/windows-10-400-millions-de-pc-pourraient-ne-plus-etre-utilisables-apres-le-14-octobre_559489.html
      year: 2025
      fact: C20
""",
    "hotspot": """\
  - id: lire-l-etiquette
    kind: hotspot
    objective: duree-de-vie
    prompt: >-
      Où regarder sur cette étiquette pour savoir si l’ordinateur sera facile à réparer ?
    image:
      file: dinum-etiquette-portable.svg
      alt: >-
        Étiquette de magasin d’un ordinateur portable, en quatre cases : prix, 890 euros ; note, 7,8
        sur 10, avec une clé à molette ; garantie légale, 2 ans ; autonomie, 11 heures.
      width: 640
      height: 360
    areas:
      - id: prix
        text: "En haut à gauche : le prix, 890 €"
        x: 20
        y: 76
        width: 290
        height: 122
        explanation: "Un prix élevé ne dit rien de la facilité à ouvrir l’appareil."
      - id: note
        text: "En haut à droite : la note de 7,8 sur 10"
        x: 330
        y: 76
        width: 290
        height: 122
        correct: true
    explanation: >-
      L’indice de réparabilité est une note sur 10 : à usage égal, choisissez la meilleure.
"""
    + REPAIR_INDEX,
    "opinion": """\
  - id: pret-a-expliquer
    kind: opinion
    prompt: >-
      Sauriez-vous expliquer à un collègue pourquoi garder son ordinateur compte ?
    scale:
      - id: pas-encore
        text: "Pas encore"
      - id: a-peu-pres
        text: "À peu près"
      - id: tout-a-fait
        text: "Tout à fait"
""",
    "commitment": """\
  - id: ce-mois-ci
    kind: commitment
    prompt: >-
      Et vous ? Choisissez ce que vous essaierez ce mois-ci, si vous le souhaitez.
    practices:
      - id: garder
        text: "Garder mon ordinateur, s’il me rend encore service"
      - id: tiroirs
        text: "Rendre les appareils qui dorment dans mon bureau"
""",
}
