"""Why each rule of the checker exists, in French, and what stands for an example where one line cannot show it."""

from collections.abc import Mapping
from dataclasses import dataclass

from quiz.authoring.manual_first_module import FIRST_TRANSLATION
from quiz.content.example_module import MODULE

REASONS: Mapping[str, str] = {
    # The file.
    "file-unreadable": "Un fichier que le service ne peut pas ouvrir serait absent sans que personne le sache.",
    "file-ignored": "Un module dont le nom finit en `.yml` ou contient une majuscule ne serait jamais publié.",
    "file-too-large": "Au-delà d’un mégaoctet, ce n’est plus un module écrit à la main.",
    "file-empty": "Un fichier vide est presque toujours un enregistrement manqué.",
    "folder-missing": "La vérification d’un mauvais dossier ne doit pas ressembler à « tout va bien ».",
    "not-utf8": "Dans un autre encodage, les accents deviennent illisibles.",
    "character-not-allowed": (
        "Un caractère invisible, souvent collé depuis un traitement de texte, fausse recherches et comparaisons."
    ),
    "several-documents": "YAML accepte plusieurs documents par fichier : le second serait oublié.",
    "anchor-or-alias": (
        "Les renvois de YAML font lire autre chose que ce qui est écrit, et un petit fichier peut en devenir énorme."
    ),
    "tag": "Les étiquettes changent la nature d’une valeur, ou font perdre un texte qui commence par « ! ».",
    "duplicate-key": "Un champ donné deux fois : YAML n’en garderait qu’un, sans dire lequel.",
    "key-not-text": "Un champ est un nom ; un nombre ou une liste à sa place vient d’une faute de frappe.",
    "too-deep": "Tant de niveaux viennent d’un crochet répété ou d’un fichier abîmé.",
    "too-many-values": "Un fichier de cette taille n’est pas un module ; le lire bloquerait la vérification.",
    "too-many-problems": "Les premières fautes expliquent en général les suivantes.",
    "syntax": "Deux champs d’un même niveau commencent dans la même colonne ; une espace de moins change tout.",
    "tab-in-indentation": "YAML refuse les tabulations : leur largeur dépend de l’éditeur.",
    "quote-not-closed": "Sans guillemet fermant, la suite du fichier est lue comme du texte.",
    # What YAML loses.
    "unquoted-colon": (
        "Pour YAML, deux-points suivi d’une espace sépare un champ de sa valeur. Le français en met partout : "
        "« Épisode 2 : les enjeux »."
    ),
    "text-starts-with-markup": (
        "Au début d’un texte, `*`, `&`, `!`, `>`, `|`, `%`, `@`, `-`, `[`, `{`, les guillemets droits et l’accent "
        "grave sont des signes de YAML. Un texte qui commence par du gras en fait partie."
    ),
    "text-cut-by-hash": "Une espace suivie de `#` ouvre un commentaire : la fin du titre disparaît sans un mot.",
    "text-cut-by-comma": (
        "Entre accolades ou crochets, la virgule sépare deux valeurs : « 4,4 % » devient « 4 » et « 4 % »."
    ),
    # The fields.
    "field-unknown": "Un champ inconnu ne ferait rien : mieux vaut le dire que le laisser croire utile.",
    "field-unknown-near": "Les noms de champs sont en anglais ; un nom français ou mal écrit est reconnu et corrigé.",
    "field-missing": "Sans ce champ, la question ou le module ne peut pas être montré.",
    "kind-missing": "Le type de question décide de ses champs, de sa page et de sa notation.",
    "kind-unknown": "Le type de question décide de ses champs, de sa page et de sa notation.",
    "kind-unknown-near": "Les types de question ont un nom anglais ; leur nom français est reconnu et corrigé.",
    "number-read-as-text": (
        "Sans guillemets, `2.50` est le nombre 2,5 et `true` une valeur logique : l’agent ne lirait pas ce que vous "
        "avez écrit."
    ),
    "text-missing": "Un champ laissé vide donnerait un blanc à l’écran.",
    "text-wanted": "Ce champ est montré tel quel : il lui faut un texte, pas une liste.",
    "text-too-long": "Au-delà, la page ne se lit plus d’un coup d’œil sur un téléphone.",
    "identifier-wanted": "Les identifiants servent d’adresses et de clés : ni accents, ni espaces, ni majuscules.",
    "share-wanted": "Écrire « % » évite de confondre 70 %, 0,7 et 70 points.",
    "address-wanted": "Une adresse incomplète ne peut pas devenir un lien.",
    "pattern-mismatch": "La forme attendue permet de retrouver ce que le champ désigne.",
    "choice-wanted": "Seules ces valeurs ont un sens ; une autre serait ignorée.",
    "number-wanted": "YAML écrit les décimales avec un point : `4,4` y est un texte. À l’écran, la virgule revient.",
    "whole-number-wanted": "L’unité est dans le nom du champ ; la valeur s’écrit en chiffres, seule.",
    "number-too-small": "En dessous, la valeur n’a pas de sens ici.",
    "number-too-large": "Au-dessus, la valeur n’a pas de sens ici : c’est souvent une faute de frappe.",
    "number-out-of-range": "Les points sont calculés exactement : le nombre doit rester de taille humaine.",
    "true-or-false-wanted": "YAML écrit `true` ou `false` ; « vrai », « oui » et « faux » y sont des textes.",
    "date-wanted": "Année, mois, jour : une seule façon de lire, dans tous les pays.",
    "fields-wanted": "Plusieurs renseignements vont ici, chacun sous son nom.",
    "list-wanted": "Même s’il n’y a qu’un élément, la liste garde son tiret ou ses crochets.",
    "too-few": "En dessous, la question se répond toute seule.",
    "too-many": "Au-dessus, la page devient trop longue à lire et à parcourir au clavier.",
    "value-refused": "Filet de sécurité : ce qu’aucune autre règle ne décrit est dit tel quel plutôt que tu.",
    # References and right answers.
    "duplicate-id": "Les réponses et les statistiques sont rangées par identifiant : deux fois le même les mêlerait.",
    "same-text": "Deux propositions identiques ne se distinguent pas, et l’une compterait faux.",
    "unknown-objective": "Une question sert un objectif du module, sinon son résultat n’apprend rien à l’agent.",
    "objective-without-item": "Un objectif que rien n’évalue ne peut pas être déclaré atteint.",
    "draw-too-large": "On ne peut pas tirer plus de questions qu’il n’y en a.",
    "one-correct": "Avec deux bonnes réponses, l’agent ne pourrait en donner qu’une : prenez `multiple_choice`.",
    "none-correct": "Sans bonne réponse, personne ne peut gagner le point.",
    "same-answer-passes": (
        "Tout cocher, répondre « vrai » partout, ranger tout dans la même catégorie ou écrire le même mot dans chaque "
        "trou ne doit pas suffire pour réussir."
    ),
    "unknown-category": "L’élément n’aurait aucune bonne place.",
    "unused-category": "Une catégorie toujours vide est un piège, ou un oubli.",
    "gap-not-in-text": "Le trou n’aurait pas d’endroit où apparaître.",
    "gap-twice-in-text": "Une seule réponse ne peut pas remplir deux endroits.",
    "unknown-gap": "L’agent lirait les accolades au lieu d’un trou.",
    "gap-answers": "Un trou se remplit d’une seule façon : en choisissant, ou en écrivant.",
    "area-outside-image": "Une zone hors de l’image ne peut pas être désignée.",
    "image-missing": "L’image doit être dans `content/images/`, sous ce nom exact.",
    "bands-not-increasing": "Une bande plus large qui rapporterait autant rendrait la plus étroite inutile.",
    "module-not-file-name": "Le fichier (ici `enjeux.yaml`) et le module portent le même nom.",
    "series-not-file-name": "Le fichier (ici `parcours.yaml`) et la série portent le même nom.",
    "unknown-module": "La série mènerait à une page qui n’existe pas.",
    "module-twice": "L’agent ferait deux fois le même module.",
    # Good items.
    "longest-option-is-key": (
        "Qui ne sait pas choisit la plus longue : elle est souvent juste, parce qu’on l’a nuancée. Dit quand c’est le "
        "cas de plus de la moitié des choix uniques, s’il y en a quatre ou plus."
    ),
    "negative-without-emphasis": "Une négation lue trop vite fait rater ceux qui savent.",
    "options-overlap": "Si l’une contient l’autre, les deux peuvent être défendues.",
    "option-names-a-position": "L’ordre change d’un agent à l’autre : « ci-dessus » ne désigne plus rien.",
    "option-catches-all": (
        "« Toutes ces réponses » se devine dès que l’on en reconnaît deux justes ; « aucune de ces réponses » "
        "n’apprend pas ce qui est juste."
    ),
    "prompt-too-long": "Au-delà, on mesure la lecture plus que la connaissance.",
    "explanation-missing": "C’est en comprenant son erreur que l’on apprend : chaque proposition fausse dit pourquoi.",
    "module-over-its-minutes": (
        "Film, lecture et questions tirées sont comptés (partie 7). Une durée annoncée trop courte décourage ceux qui "
        "avaient prévu ce temps-là."
    ),
    "reviewed-long-ago": "Les chiffres et les adresses vieillissent ; une relecture par an les garde justes.",
    "reviewed-in-the-future": "Une relecture qui n’a pas encore eu lieu ne garantit rien.",
    # Translations.
    "translation-not-file-name": "Le nom du fichier dit le module et la langue : son contenu doit dire la même chose.",
    "translation-in-source-language": "Le français est la langue de la source : on la corrige, on ne la traduit pas.",
    "translation-without-module": "Une traduction sans module ne serait lue par personne.",
    "translation-missing": "Un texte oublié laisserait une phrase en français au milieu de l’anglais.",
    "translation-unknown-id": "Les identifiants relient chaque texte à sa source ; ils ne se traduisent pas.",
    "translation-field-not-text": (
        "Une traduction ne change ni les bonnes réponses ni les points : les deux langues valent le même résultat."
    ),
    "translation-of-nothing": "Une langue ne dit pas ce que l’autre tait.",
    "translation-answer-lost": "Qui lit en anglais peut taper le mot français : il était juste, il le reste.",
}


@dataclass(frozen=True)
class Situation:
    """Words for a rule that no line shows: `text`, in that file, breaks it, or `parameters` fill in what is said."""

    before: str
    after: str
    text: str | bytes | None = None
    file: str = "enjeux.yaml"
    parameters: tuple[tuple[str, str], ...] = ()


TRANSLATED = "garder.en.yaml"
SITUATIONS: Mapping[str, Situation] = {
    "file-unreadable": Situation(
        "un fichier que le compte du service n’a pas le droit de lire",
        "le même, lisible par ce compte",
        parameters=(("detail", "Permission denied"),),
    ),
    "file-ignored": Situation(
        "`content/modules/Enjeux.yml`", "`content/modules/enjeux.yaml`", file="content/modules/Enjeux.yml"
    ),
    "file-too-large": Situation(
        "un fichier de plus d’un mégaoctet", "plusieurs modules, chacun dans son fichier", "#" * (1024 * 1024 + 1)
    ),
    "file-empty": Situation("un fichier sans rien, ou avec des commentaires seuls", "le module de la partie 1", ""),
    "folder-missing": Situation("`quiz content check modules`", "`quiz content check content`", file="modules"),
    "not-utf8": Situation(
        "un fichier enregistré en « Windows-1252 » ou « ISO-8859-1 »",
        "le même, enregistré en « UTF-8 »",
        MODULE.encode("cp1252"),
    ),
    "character-not-allowed": Situation(
        "un texte collé avec un séparateur de ligne invisible",
        "le même texte, retapé ou collé « sans mise en forme »",
        MODULE.replace("Situer le poids", "Situer\u2028le poids", 1),
    ),
    "too-many-values": Situation(
        "un fichier de plusieurs dizaines de milliers de lignes", "plusieurs modules", "[" + "a, " * 20_000 + "a]"
    ),
    "too-many-problems": Situation(
        "un fichier dont presque chaque ligne est fausse",
        "le même, une fois les premières fautes corrigées",
        "title: a\n" * 200,
    ),
    "value-refused": Situation(
        "une valeur qu’aucune autre règle ne décrit (aucune n’est connue à ce jour)",
        "la valeur attendue, d’après la partie 2",
        parameters=(("field", "champ"), ("detail", "…")),
    ),
    "translation-not-file-name": Situation(
        "`translation_of: reseau` dans le fichier `garder.en.yaml`",
        "`translation_of: garder`",
        FIRST_TRANSLATION.replace("translation_of: garder", "translation_of: reseau"),
        TRANSLATED,
    ),
    "translation-in-source-language": Situation(
        "un fichier `garder.fr.yaml`",
        "la correction, dans `garder.yaml`",
        FIRST_TRANSLATION.replace("language: en", "language: fr"),
        "garder.fr.yaml",
    ),
    "translation-without-module": Situation(
        "`ranger.en.yaml`, quand il n’y a pas de module `ranger`",
        "`garder.en.yaml`",
        FIRST_TRANSLATION.replace("translation_of: garder", "translation_of: ranger"),
        "ranger.en.yaml",
    ),
    "translation-missing": Situation(
        "la traduction de la partie 1, sans son titre",
        'la même, avec `title: "Keep your computer"`',
        FIRST_TRANSLATION.replace('title: "Keep your computer"\nsummary', "summary"),
        TRANSLATED,
    ),
    "translation-unknown-id": Situation(
        "`- id: lifetime`",
        "`- id: duree-de-vie`",
        FIRST_TRANSLATION.replace("- id: duree-de-vie", "- id: lifetime"),
        TRANSLATED,
    ),
    "translation-field-not-text": Situation(
        "`draw: 2` dans la traduction",
        "la même, sans cette ligne",
        FIRST_TRANSLATION.replace("summary:", "draw: 2\nsummary:"),
        TRANSLATED,
    ),
    "translation-of-nothing": Situation(
        "`look_again` dans la traduction d’un objectif qui n’en a pas",
        "la même, sans cette ligne",
        FIRST_TRANSLATION.replace('matters"\n', 'matters"\n    look_again: "Read again."\n', 1),
        TRANSLATED,
    ),
    "translation-answer-lost": Situation(
        "`accepted: [reuse]`, quand la source accepte « réemploi »",
        "`accepted: [reuse, réemploi]`",
        parameters=(("texts", "réemploi"),),
        file=TRANSLATED,
    ),
}
