"""The manual's own sentences, in French: what no table, rule or model can say."""

OPENING = """\
# Manuel du rédacteur

<!-- Produit par `quiz content manual --write docs/authors.md` : corrigez sa source, pas ce fichier. -->

Un module s’écrit en YAML : du texte, avec un nom devant chaque morceau. Ce manuel décrit tout ce que la
vérification accepte, et tout ce qu’elle signale. Il est produit à partir du format et des règles du service ;
chaque exemple est lu par la vérification, et chaque point est calculé.

1. [En cinq minutes](#1-en-cinq-minutes)
2. [Les champs d’un module](#2-les-champs-dun-module)
3. [Les types de question](#3-les-types-de-question)
4. [Les règles de notation](#4-les-règles-de-notation)
5. [Ce que dit la vérification](#5-ce-que-dit-la-vérification)
6. [Quand YAML perd du français](#6-quand-yaml-perd-du-français)
7. [Écrire de bonnes questions](#7-écrire-de-bonnes-questions)

Ci-dessous, `quiz` veut dire `.venv/bin/python -m quiz.command_line`, lancé depuis le dossier du service.
"""

FIVE_MINUTES = """\
## 1. En cinq minutes

**Écrire.** Enregistrez ceci sous le nom `content/modules/garder.yaml`, en UTF-8. C’est le plus petit module
publiable : la vérification n’y trouve rien à redire.
"""

CHECK_AND_PUBLISH = """\
**Vérifier.** Une commande lit tous les fichiers et dit tout en une fois : le fichier, la ligne, la colonne, la
règle, et souvent la ligne corrigée, prête à coller.

```sh
quiz content check
```

La première ligne du module indique son format aux éditeurs qui connaissent YAML (VS Code, avec l’extension
« YAML » de Red Hat, par exemple) : ils complètent les champs et soulignent les fautes pendant la frappe. Les
règles de la partie 5 qui lient plusieurs champs ne sont dites que par la vérification.

**Publier.** La commande ci-dessous publie ce qui a changé, et rien d’autre. Une version publiée ne change plus :
une correction en crée une nouvelle, et les résultats obtenus restent attachés à l’ancienne.

```sh
quiz content publish
```

**Corriger dans le navigateur.** Un module déjà publié s’ouvre aussi à l’adresse `/redaction`, avec le droit de
rédiger. « {check} » garde un brouillon et dit ce qui est à corriger : chaque point mène à sa ligne et, quand la
correction est connue, un clic l’applique. « {preview} » montre chaque question avec sa réponse, comme les agents la
verront. Le bouton qui publie dit la version et ce qu’elle change ; chaque version antérieure peut être proposée de
nouveau. La traduction s’écrit, se vérifie et se publie à côté : celle que le nouveau texte laisse en arrière est
signalée avant la publication.

**Comparer, rapatrier.** `quiz content diff` dit en mots ce que publier le dossier changerait ; `quiz content pull`
écrit dans le dossier ce qui est publié, sans jamais recouvrir un travail en cours à moins de le demander.

**Ranger dans une série.** Pour que le module figure dans un parcours, citez-le dans un fichier de
`content/series/`, ici `content/series/parcours.yaml` :
"""

TRANSLATE = """\
**Traduire.** Un fichier `content/modules/garder.en.yaml` donne les mêmes textes en anglais. Il reprend les
identifiants de la source, tous ses textes, et rien d’autre : ni bonne réponse, ni barème, ni adresse, sauf pour
nommer une ressource.
"""

FIELDS = """\
## 2. Les champs d’un module

Un point dans un nom veut dire « à l’intérieur de » ; `[]` veut dire « dans chacun ». Les textes longs s’écrivent
sous `>-`, en retrait ; les autres, entre guillemets droits. Sont en Markdown, sur plusieurs paragraphes : `reading`,
`this_week`, `prompt`, `explanation`. Les propositions et les lignes tiennent en une seule.
"""

KINDS = """\
## 3. Les types de question

Chaque question notée porte d’abord ces champs :
"""

KINDS_BELOW = """\
Chaque type y ajoute les siens. Une question notée vaut un point, ou une part de point. « Je ne sais pas » est une
réponse : elle vaut 0, et dit à l’agent ce qu’il fallait savoir. « Au hasard » est ce que gagne en moyenne
quelqu’un qui répond sans lire.
"""

CREDIT = """\
## 4. Les règles de notation

Quand une question a plusieurs bonnes réponses, ou plusieurs lignes, `credit_rule` dit comment elles font un point :

- **`exact`** : tout juste, ou rien. Sévère : oublier une case coûte autant que se tromper partout.
- **`net`** : les bonnes cases cochées moins les mauvaises, divisées par le nombre de bonnes, jamais moins de 0.
  Chaque mauvaise case cochée annule une bonne : deviner ne paie pas. C’est la règle des choix multiples
  si vous n’en dites pas d’autre.
- **`each`** : chaque case ou chaque ligne est jugée à part ; on divise celles qui sont justes par leur nombre, une
  mauvaise case laissée vide étant juste. C’est la règle des grilles, ordres, associations, rangements et textes à
  trous ; dans un choix multiple, elle est généreuse pour qui coche tout.

Une réponse vide vaut 0 sous les trois. Voici la même question sous les trois règles : cinq propositions A à E, dont
A, B et D sont justes.
"""

CREDIT_BELOW = """\
La colonne ABCDE est celle de qui coche tout. La vérification refuse la question où cela suffit pour atteindre le
seuil de réussite du module (`same-answer-passes`) : il faut alors plus de mauvaises propositions, ou une autre
règle.
"""

RULES = """\
## 5. Ce que dit la vérification

Une **erreur** empêche de publier ; un **avertissement** est dit et laisse passer. Chaque règle a un nom qui ne
change pas. « Avant » est une ligne fautive et ce qu’en dit la vérification, « après » la même une fois corrigée.
"""

LOSSES = """\
## 6. Quand YAML perd du français

YAML a été pensé pour des réglages, pas pour des phrases. Il coupe, sans un mot, des textes français ordinaires. Un
réflexe évite presque tout : **entre guillemets droits quand le texte tient sur une ligne, sous `>-` sinon**. Chaque
perte est signalée avec la ligne à coller : en `-`, ce qui était écrit ; en `+`, la correction proposée.
"""

GOOD_QUESTIONS = """\
## 7. Écrire de bonnes questions

La vérification compte et compare ; elle ne sait pas si une question est utile. Cela reste votre travail.

**Partir de ce que l’agent fera.** Une bonne question fait prendre une décision du lundi matin : garder, refuser,
demander, régler. Si la réponse ne change rien à ce que l’on fait, la question est de trop. Chacune sert un objectif
du module, et un seul.

**Poser la question avant les propositions.** On doit pouvoir répondre en cachant les choix. Tout le nécessaire est
dans l’énoncé, en moins de {longest_prompt} caractères : l’année, le périmètre, l’organisme qui l’affirme.

**Faire de chaque erreur une erreur réelle.** Une proposition fausse n’est pas un remplissage : c’est une idée que
l’on entend, un ancien chiffre, une confusion d’unité, un bon geste pour une mauvaise raison. Trois erreurs
plausibles valent mieux que six dont trois font rire. Si personne ne choisit une proposition, retirez-la.

**Expliquer chaque erreur.** Celui qui a choisi « 2,5 % » veut savoir d’où venait son chiffre. Dites ce qui était
juste dans son raisonnement, puis ce qui ne l’est pas. L’explication de la question, elle, est lue par tous : la
réponse, sa raison, et ce qu’on en fait.

**Ne pas donner la réponse par la forme.** La bonne proposition n’est ni la plus longue, ni la seule nuancée, ni la
seule à finir par un point. « Toujours » et « jamais » trahissent une proposition fausse. Les chiffres ont la même
précision, les phrases la même construction.

**Ni « toutes les réponses », ni « aucune des réponses ».** La première se devine dès que deux sont justes ; la
seconde n’apprend rien. L’ordre des propositions change d’un agent à l’autre : n’y faites jamais allusion.

**Interroger en positif.** « Lequel évite le plus de CO₂e ? » plutôt que « Lequel n’évite pas ? ». S’il faut une
négation, mettez-la en gras : `**pas**`. Jamais deux dans la même phrase.

**Pas de piège.** Une question difficile l’est par ce qu’il faut savoir, pas par un mot caché, une exception rare
ou une virgule.

**Citer la source et l’année.** Un chiffre sans année est déjà faux. `year` est l’année des chiffres, pas celle de
la page. Quand deux sources officielles se contredisent, dites laquelle vous suivez ; un chiffre remplacé ne se
demande jamais comme s’il était actuel.

**Varier.** Mêlez facile et difficile, chiffres et situations, choix et mise en ordre. Un module tient dans la durée
annoncée : on compte {reading_speed} mots par minute et {seconds_an_item} secondes par question tirée.

**Relire.** Faites répondre un collègue qui n’a pas vu le module : là où il hésite entre deux propositions, il y a
peut-être deux bonnes réponses.

Pour aller plus loin : T. M. Haladyna, S. M. Downing et M. C. Rodriguez, « A Review of Multiple-Choice Item-Writing
Guidelines for Classroom Assessment », *Applied Measurement in Education* 15(3), 2002.
"""
