# Tout ce que dit la page, en français. Espace fine insécable (U+202F) devant ; : ? !, espace insécable (U+00A0) dans les « ».

## Gradio's own components

page-conversation = Conversation
box-label = Votre question
box-placeholder = Interroger les documents
box-ask = Demander
box-stop = Arrêter
tab-sources = Sources
tab-sources-counted = Sources ({ $count })
tab-timeline = Chronologie
tab-library = Bibliothèque
chat-retry = Réessayer
chat-undo = Annuler
chat-scroll = Aller à la fin
tabs-more = Autres onglets

## Top bar

skip-to-question = Aller à la question
subtitle = Réponses tirées de { $count ->
    [one] { $count } document
   *[other] { $count } documents
}
subtitle-years = Réponses tirées de { $count ->
    [one] { $count } document
   *[other] { $count } documents
}, { $years }
conversations = Conversations
conversation-new = Nouvelle conversation
theme-dark = Sombre
language = Langue
standing-progress = Passages trouvables par leur sens
standing-unread-list = Documents qui n’ont pas pu être lus
standing-unread = { $count ->
    [one] { $count } document n’a pas pu être lu
   *[other] { $count } documents n’ont pas pu être lus
}
standing-reading = Lecture de { $done } sur { $total ->
    [one] { $total } fichier
   *[other] { $total } fichiers
}
standing-meaning = Trouvables par leur sens : { $percent } % de { $passages ->
    [one] { $passages } passage
   *[other] { $passages } passages
}
standing-left = Encore { $time } environ
standing-looking = Recherche de changements
comma = {", "}
time-seconds = { $count ->
    [one] { $count } seconde
   *[other] { $count } secondes
}
time-minutes = { $count ->
    [one] { $count } minute
   *[other] { $count } minutes
}
time-hours = { $count ->
    [one] { $count } heure
   *[other] { $count } heures
}

## The empty page

hello-title = Que disent les documents ?
hello-text = Les réponses proviennent uniquement des documents, et chaque affirmation montre la phrase sur laquelle elle s’appuie.
hello-suggested = Questions auxquelles les documents en anglais répondent :
hello-empty-title = La bibliothèque est vide
hello-empty-text = Les réponses proviennent uniquement des documents que vous ajoutez : textes, pages web, fichiers PDF et bureautiques, courriers, livres, archives de tout cela.
hello-empty-start = Ou faites lire un dossier au démarrage de l’assistant :
hello-empty-folder = DOSSIER

## Conversations at the side

history-search = Rechercher une conversation
history-none = Vos questions sont conservées ici.
history-writing = Réponse en cours de rédaction
history-none-found = Aucune conversation ne contient ces mots.
history-found = { $count ->
    [one] { $count } conversation
   *[other] { $count } conversations
}
history-today = Aujourd’hui
history-yesterday = Hier
history-week = Les sept derniers jours
history-earlier = Plus ancien
history-options = Options : { $title }
history-download = Télécharger en { $form }
history-rename = Renommer
history-new-name = Nouveau nom de la conversation
history-delete = Supprimer
history-delete-sure = Supprimer définitivement
history-delete-keep = Conserver
history-delete-what = La conversation et ce sur quoi elle s’appuie seront retirés.
account-sign-out = Se déconnecter
account-not-signed-out = Toujours connecté. Réessayer
account-ended = Vous êtes déconnecté, ou la session a expiré. { $link } dans un autre onglet, puis continuez ici.
account-sign-in-again = Reconnectez-vous

## Above and below the messages

state-earlier = Afficher { $count ->
    [one] { $count } question précédente
   *[other] { $count } questions précédentes
}
hint-replaced = { $after ->
    [0] Cette question sera remplacée par la prochaine.
    [1] Cette question et la suivante seront remplacées par la prochaine.
   *[other] Cette question et les { $after } suivantes seront remplacées par la prochaine.
}
hint-undo = « { $undo } » rétablit ce qui précédait, tant qu’aucune autre question n’a sa réponse.
hint-keep = Les conserver
hint-not-kept = Cette conversation n’est pas conservée : la bibliothèque ne peut pas être écrite. Libérez de l’espace sur son disque ; d’ici là, elle n’existe que tant que l’assistant fonctionne.
hint-lost = La liaison avec l’assistant a été interrompue. Rechargez cette page pour continuer.

## Problems

problem-busy = Trop de questions sont traitées en même temps. Réessayez dans un instant.
problem-cut = La réponse s’est interrompue avant la fin. Réessayez.
problem-full = Cette conversation est pleine. Commencez-en une nouvelle pour poser d’autres questions.
problem-not-yours = Cette conversation ne se trouve pas ici : elle a été supprimée, ou elle appartient à un autre navigateur ou à une autre personne.
problem-unexpected = Une erreur s’est produite dans l’assistant. Réessayez ; le journal de l’assistant indique où.
problem-gone = Cette conversation ne se trouve pas ici.
problem-no-answer = L’assistant n’a pas répondu. Rechargez la page et réessayez.
problem-filter = Ce filtre n’est pas de ceux que propose cette page. Rechargez-la et choisissez-le de nouveau.
problem-filter-many = On peut choisir { $count } documents au plus. Utilisez les autres filtres.
problem-document = La page a demandé un document d’une manière qui n’a pas de sens. Rechargez-la et demandez-le de nouveau.
problem-limit = Vous avez posé { $count ->
    [one] { $count } question
   *[other] { $count } questions
} en une minute ; personne ne peut en poser davantage. Reprenez dans { $time }.

## Questions and answers

question-edit = Modifier
answer-understood = Comprise ainsi : { $question }
answer-searching = Recherche dans les documents…
answer-reading = Lecture de { $count ->
    [one] { $count } passage
   *[other] { $count } passages
}…
answer-waiting = { $ahead ->
    [one] { $ahead } question passe avant la vôtre.
   *[other] { $ahead } questions passent avant la vôtre.
}
answer-waiting-time = { $ahead ->
    [one] { $ahead } question passe avant la vôtre : { $time } environ.
   *[other] { $ahead } questions passent avant la vôtre : { $time } environ.
}
answer-stopped = Arrêtée. Cette réponse n’est pas complète.
answer-stopped-none = Arrêtée. Il n’y a pas encore de réponse.
answer-pending = Pas encore vérifié dans les documents
answer-pending-short = pas encore vérifié
answer-not-supported = non étayé
answer-not-supported-title = Non étayé
answer-no-sentence = Aucune phrase des documents ne le dit.
answer-partly = Les documents n’étayent qu’une partie de cette réponse.
answer-missing = Les documents ne disent pas :
answer-withheld = Le modèle a aussi écrit { $count ->
    [one] { $count } phrase qu’aucun document n’étaye
   *[other] { $count } phrases qu’aucun document n’étaye
}
answer-as-of = Au { $date }, { $count ->
    [one] date du document utilisé
   *[other] date du plus récent des { $count } documents utilisés
}.
answer-searched = Recherche dans { $count ->
    [one] { $count } document
   *[other] { $count } documents
}
answer-searched-of = Recherche dans { $count } des { $held ->
    [one] { $held } document
   *[other] { $held } documents
}
answer-searched-dated = { $searched }, date : { $date }
answer-searched-range = { $searched }, dates : { $first } – { $last }
answer-searched-only = { $searched }, uniquement { $within }
answer-seconds = { $seconds } s
answer-differ = Les documents divergent : { $about }
answer-develop = Évolution, par date : { $about }
answer-compare = Ouvrir côte à côte
answer-check = Vérifier les affirmations
answer-timeline = Par ordre de date
answer-copy = Copier avec les sources
answer-copy-all = Copier aussi les phrases non étayées
answer-save = Enregistrer en { $form }
answer-save-also = en { $form }
answer-good = Utile
answer-bad = Pas utile
answer-copied = Copié
answer-not-copied = Non autorisé
within-about = sur { $countries }
within-dated = datés entre { $first } et { $last }
within-since = datés de { $date } ou après
within-until = datés de { $date } ou avant
within-languages = en langue { $languages }
within-publishers = publiés par { $publishers }
within-documents = parmi { $count ->
    [one] le document choisi
   *[other] les { $count } documents choisis
}

## Sources

source = Source { $number }
source-titled = Source { $number } : { $title }
panel-empty-title = Les sources s’affichent ici
panel-empty-text = Chaque affirmation d’une réponse porte un numéro. Le passage correspondant est montré dans ce panneau, avec la phrase exacte surlignée.
panel-no-answer = Pas de réponse. { $problem }
panel-stopped = Arrêtée.
panel-searching = Recherche dans les documents.
panel-writing = Rédaction de la réponse.
panel-ready = Réponse prête. { $text }
panel-ready-cited = Réponse prête, { $count ->
    [one] { $count } phrase citée
   *[other] { $count } phrases citées
}.
panel-none-cited = aucun cité
panel-count-cited = { $count ->
    [one] { $count } passage cité
   *[other] { $count } passages cités
}
panel-count = { $count ->
    [one] { $count } passage
   *[other] { $count } passages
}
panel-count-searching = recherche en cours
panel-count-none = aucun passage
panel-not-found = Aucun passage n’a été trouvé avant la fin de la réponse.
panel-unclear = Rien n’a été cherché : la question peut se comprendre de plusieurs façons. Choisissez-en une, ou reformulez.
panel-none = Aucun passage ne répond à cette question.
panel-closest = Les passages les plus proches, non utilisés dans la réponse :
panel-further = Autres passages ({ $count })
panel-found = Passages trouvés ({ $count })
panel-also = Aussi trouvés ({ $count })
panel-also-not-cited = Aussi trouvés, non cités ({ $count })
timeline-empty-title = Les dates apparaissent ici
timeline-empty-text = Ce sur quoi repose une réponse, dans l’ordre du temps : ses documents et les jours que ses phrases nomment.
timeline-chart = Par ordre de date ; le tableau ci-dessous dit la même chose
timeline-events = Nommé dans les phrases citées
timeline-documents = Documents
timeline-mark = { $date }, source { $numbers } : { $title }
timeline-mark-found = { $date }, trouvé, non cité : { $title }
timeline-table = Par ordre de date
timeline-date = Date
timeline-what = Contenu
timeline-published = datation : { $basis }
timeline-named = nommé dans
timeline-reckoned = calculé d’après la date de
timeline-found = trouvé, non cité
timeline-undated = Cités, sans date connue :
card-source = Source : { $title }
card-closest = Passage le plus proche : { $title }
card-passage = Passage : { $title }
card-number = Passage { $number }
card-page = page { $page }
card-copies = même texte dans { $count ->
    [one] { $count } autre document
   *[other] { $count } autres documents
}
card-back = Retour à la réponse
card-copy = Copier la citation
card-read = Lire en entier
card-changed = Modifié depuis : { $date }
card-removed = Retiré de la bibliothèque : { $date }
card-no-publisher = Éditeur non indiqué
card-no-date = Date non indiquée

## A document in full

document-close = Fermer
document-problem = Ce document ne peut pas être ouvert
document-changed = Ce document a changé depuis qu’il a été cité : la citation ne s’y trouve plus à cet endroit. Posez de nouveau la question.
document-quoted = Le texte affiché est celui qui a été cité.
document-long = Ce document compte { $count } caractères ; seule une partie autour du passage est affichée.
document-text = Texte
document-pages = Pages
document-show-as = Affichage
document-previous = Citation précédente
document-previous-key = Citation précédente (k)
document-next = Citation suivante
document-next-key = Citation suivante (j)
document-citations = Citations
document-before = Afficher ce qui précède
document-after = Afficher la suite
document-find = Chercher dans ce document
document-find-previous = Occurrence précédente
document-find-next = Occurrence suivante
document-find-at = { $at } sur { $count }
document-find-part = { $at } sur { $count } dans la partie affichée
document-find-none = Introuvable
document-citation = Citation { $number } · { $at } sur { $count }
document-count = { $count ->
    [one] { $count } citation
   *[other] { $count } citations
}
compare-statements = Énoncés
compare-previous-key = Énoncé précédent (k)
compare-next-key = Énoncé suivant (j)
compare-statement = { $at } sur { $count }
sheets-page = Page
sheets-page-number = Page { $number }
sheets-page-of = Page { $input } sur { $count }
sheets-smaller = Réduire
sheets-smaller-key = Réduire (−)
sheets-larger = Agrandir
sheets-larger-key = Agrandir (+)
sheets-percent = { $percent } %
sheets-unplaced = L’endroit de la page n’a pas pu être déterminé avec certitude ; rien n’est donc surligné.
sheets-unseen = La page { $number } ne peut pas être affichée.

## Checking the claims

check-title = Vérification
check-claim = Affirmation { $at } sur { $count }
check-status = Affirmation { $at } sur { $count }, { $state } : { $claim } Elle s’appuie sur : { $cited }
check-status-uncited = Affirmation { $at } sur { $count }, { $state } : { $claim } { $reason }
check-uncited = Aucune phrase n’est citée à l’appui.
check-state-checked = vérifiée
check-state-disputed = contestée
check-state-none = non marquée
check-key-next = affirmation suivante
check-key-previous = affirmation précédente
check-key-checked = marquer comme vérifiée
check-key-disputed = marquer comme contestée, avec une note si vous voulez
check-key-unmark = retirer la marque
check-key-open = ouvrir le document entier
check-key-keys = ces touches
check-key-leave = quitter
check-keys = Touches
check-leave = Quitter
check-previous = Précédente
check-next = Suivante
check-checked = Vérifiée
check-disputed = Contestée
check-unmark = Retirer
check-note = Note
check-why = Pourquoi ? (facultatif)
check-single-keys = Touches simples actives
check-not-kept = Cette marque n’a pas pu être conservée. Réessayez, ou rechargez la page.
check-tally = { $checked } sur { $count ->
    [one] { $count } affirmation vérifiée
   *[other] { $count } affirmations vérifiées
}
check-tally-disputed = { $checked } sur { $count ->
    [one] { $count } affirmation vérifiée
   *[other] { $count } affirmations vérifiées
}, { $disputed ->
    [one] { $disputed } contestée
   *[other] { $disputed } contestées
}

## What helped

feedback-thanks = Merci. Votre avis est conservé ici, avec la conversation.
feedback-title = Qu’est-ce qui était faux ou manquait ?
feedback-kept = Conservé ici, avec la conversation. Rien n’est envoyé ailleurs.
feedback-skip = Passer
feedback-keep = Conserver

## Filters

filter = Filtrer
filter-clear = Effacer
filter-on = Filtres actifs
filter-remove = Retirer le filtre { $name }
filter-since = depuis : { $date }
filter-until = jusqu’à : { $date }
filter-documents = { $count ->
    [one] { $count } document
   *[other] { $count } documents
}
filter-title = Chercher seulement dans les documents…
filter-cancel = Annuler
filter-apply = Appliquer
filter-dated = Datés
filter-from = Du
filter-to = Au
filter-dates-like = 2021-09
filter-dates = Une année, un mois ou un jour.
filter-dates-held = Une année, un mois ou un jour. Ceux de la bibliothèque vont de { $first } à { $last }.
filter-countries = Pays
filter-countries-all = Portant sur tous ceux-ci.
filter-countries-find = Chercher un pays
filter-languages = Langues
filter-languages-any = Dans l’une de celles-ci.
filter-languages-find = Chercher une langue
filter-publishers = Éditeurs
filter-publishers-any = De l’un de ceux-ci.
filter-publishers-find = Chercher un éditeur

## Signing in

signin-title = Se connecter
signin-failed = Échec de la connexion
signin-name = Nom
signin-password = Mot de passe
signin-help = La personne qui gère cet assistant attribue les noms et les nouveaux mots de passe.
signin-out = Vous êtes déconnecté.
signin-wrong = Le nom ou le mot de passe est incorrect. Réessayez.
signin-wait = Trop de tentatives erronées. Attendez { $time }, puis réessayez.

## The library: adding

adding-label = Ajouter des documents
adding-choose-label = Choisir les fichiers à ajouter
adding-drop = Déposez des fichiers ici
adding-or = ou
adding-choose = choisissez-les
adding-limit = Jusqu’à { $megabytes } Mo chacun : PDF, Word, HTML, texte, courriels, tableaux, archives…
adding-too-large = Un fichier peut faire { $megabytes } Mo ; celui-ci en fait { $size }.
adding-elsewhere = Depuis un dossier ou le web
adding-folder = Dossier de cette machine
adding-folder-do = Lire
adding-address = Page web ou flux
adding-address-do = Récupérer
adding-list = Ce qui a été ajouté
adding-clear = Effacer la liste
adding-queued = En attente.
adding-files = { $count ->
    [one] { $count } fichier
   *[other] { $count } fichiers
} à ajouter.
adding-unsent = L’envoi a échoué. Le fichier est-il toujours à sa place ?
adding-through = { $count } ajouts sont terminés.
adding-stop = Arrêter
adding-stop-name = Arrêter { $name }
adding-stopped = Arrêté.
adding-step = { $name } : { $step }
adding-step-said = { $name } : { $step }. { $said }
adding-step-sending = Envoi
adding-step-waiting = En attente d’envoi
adding-step-queued = En file d’attente
adding-step-reading = Lecture
adding-step-embedding = Trouvable par ses mots ; vectorisation
adding-step-ready = Prêt : trouvable par ses mots et par son sens
adding-step-refused = Non ajouté
adding-step-stopped = Arrêté
adding-done-passages = { $step } { $done } sur { $total ->
    [one] { $total } passage
   *[other] { $total } passages
}
adding-done-files = { $step } { $done } sur { $total ->
    [one] { $total } fichier
   *[other] { $total } fichiers
}
adding-done-percent = { $step } { $percent } %

## The library: what it covers

coverage-label = Ce que couvrent les documents
coverage-more = Par pays et par langue
coverage-year = Par année
coverage-month = Par mois de { $year }
coverage-country = Par pays nommé
coverage-language = Par langue
coverage-undated = Sans date : { $count }
coverage-no-country = Aucun pays nommé : { $count }
coverage-no-month = { $year }, mois non indiqué
coverage-dates = Documents par date
coverage-by-country = Documents par pays
coverage-by-language = Documents par langue
coverage-most = maximum : { $count }
coverage-bar = { $name } : { $count ->
    [one] { $count } document
   *[other] { $count } documents
}
coverage-bar-chosen = { $name } : { $count ->
    [one] { $count } document
   *[other] { $count } documents
}, choisi : retirer ce filtre
coverage-table = Sous forme de tableau
coverage-documents = Documents

## The library: the list

library-search = Rechercher titres, éditeurs, noms
library-order = Ordre
library-order-added = Derniers ajouts d’abord
library-order-newest = Plus récents d’abord
library-order-oldest = Plus anciens d’abord
library-order-title = Titre, de A à Z
library-order-publisher = Éditeur, de A à Z
library-list = La liste des documents
library-pages = Pages de la liste
library-country = Pays
library-country-any = Tous les pays
library-country-none = Aucun pays nommé
library-language = Langue
library-language-any = Toutes les langues
library-language-none = Inconnue
library-publisher = Éditeur
library-publisher-any = Tous les éditeurs
library-publisher-none = Éditeur non indiqué
library-kind = Type
library-kind-any = Tous les types
library-kind-web-page = Page web
library-kind-record = Enregistrement
library-kind-pdf = PDF
library-kind-word = Word
library-kind-slides = Présentation
library-kind-table = Tableau
library-kind-html = HTML
library-kind-mail = Courriel
library-kind-book = Livre
library-kind-text = Texte
library-state = État
library-state-any = Tous les états
library-state-meaning = Trouvable par mots et par sens
library-state-words = Trouvable par mots, vecteurs en attente
library-undated = Sans date
library-option = { $name } ({ $count })
library-count = { $count ->
    [one] { $count } document
   *[other] { $count } documents
}
library-count-found = { $count ->
    [one] { $count } document trouvé
   *[other] { $count } documents trouvés
}
library-count-part = { $counted }, { $first } à { $last }
library-shown = { $counted }, { $first } à { $last } affichés
library-none = Aucun document ne correspond.
library-none-narrowed = Aucun document ne correspond. Retirez un filtre, ou cherchez moins de mots.
library-empty = La bibliothèque est vide. Déposez des fichiers ci-dessus.
library-previous = Précédent
library-next = Suivant
library-page = Page { $page } sur { $count }
library-chip = { $name } : retirer ce filtre
library-unread = { $count ->
    [one] { $count } n’a pas pu être lu
   *[other] { $count } n’ont pas pu être lus
}
library-again = Réessayer
library-again-name = Réessayer : { $name }
library-again-done = Nouvelle lecture en cours.
library-removed-count = { $count ->
    [one] { $count } document retiré
   *[other] { $count } documents retirés
}
library-removed-note = Ce que vous retirez n’est dès lors trouvé par aucune recherche. On peut le rétablir pendant { $minutes ->
    [one] { $minutes } minute
   *[other] { $minutes } minutes
} ; ensuite, son texte disparaît définitivement.
library-removed-unnamed = Retiré
library-removed-stays = Retiré d’ici ; encore présent dans { $places }. Il reste à l’écart quand celui-ci est relu.
library-removed-until = Disparaît définitivement à { $time }.
library-removed-gone = Définitivement disparu d’ici.
library-bring-back = Rétablir
library-take-in-again = Relire
library-empty-now = Vider maintenant
library-emptied = Retirés définitivement.
library-removed-one = Retiré : { $title }
library-undo = Annuler
library-removed-said = Retiré. On peut le rétablir.
library-brought-back = Rétabli.

## The library: one document

record-title = Titre
record-publisher = Éditeur
record-date = Date
record-language = Langue
record-countries = Pays
record-author = Auteur
record-place = Lieu
record-address = Adresse
record-name = Nom
record-basis-metadata = d’un champ du fichier
record-basis-header = de l’en-tête du texte
record-basis-dateline = de la mention de lieu et de date
record-basis-body = trouvé dans le texte
record-basis-file-name = du nom du fichier
record-basis-corrected-by-a-reader = corrigé par un lecteur
record-not-stated = non indiqué
record-none = aucun
record-undated = sans date
record-names = Trouvé sous { $count ->
    [one] { $count } nom
   *[other] { $count } noms
}
record-more = et { $count } de plus
record-more-countries = { $count } de plus
record-copies = { $count ->
    [one] { $count } exemplaire
   *[other] { $count } exemplaires
} d’un même texte
record-as-read = { $field } tel que lu
record-read = Lire en entier
record-correct = Corriger
record-take-back = Retirer les corrections
record-taken-back = Le document redevient ce qui a été lu, dès qu’il est vectorisé.
record-remove = Retirer
record-hint-date = Par exemple 2021, 2021-09 ou 2021-09-07
record-hint-language = Un nom ou un code, par exemple ourdou ou ur
record-hint-countries = Des noms, séparés par des virgules
record-save = Enregistrer
record-cancel = Annuler
record-corrected-said = Corrigé.
record-changing = Corrigé ou modifié : la nouvelle version est en cours de vectorisation
record-waiting = Trouvable par ses mots ; { $waiting } sur { $count ->
    [one] { $count } passage
   *[other] { $count } passages
} en attente de vecteurs
record-corrected = Corrigé
record-passages = { $count ->
    [one] { $count } passage
   *[other] { $count } passages
}
record-passages-found = { $count ->
    [one] { $count } passage, trouvable
   *[other] { $count } passages, trouvables
} par mots et par sens

## Refusals of the library

library-malformed = La page a demandé quelque chose que l’assistant ne comprend pas. Rechargez la page, puis réessayez.
library-no-title = Un document a un titre. Saisissez-en un.
library-no-problem = Ce n’est plus un problème. Consultez de nouveau la liste.
library-no-date = « { $date } » n’est ni une année ni un mois. Écrivez par exemple 2021 ou 2021-09.
library-no-folders = Seule la personne qui gère l’assistant sur cette machine peut ajouter des dossiers depuis la page.
library-no-addresses = Les adresses ne sont pas récupérées pour les lecteurs ici. Ajoutez plutôt la page comme fichier.
library-too-many = { $count ->
    [one] { $count } fichier attend
   *[other] { $count } fichiers attendent
} déjà d’être lus. Ajoutez-en d’autres quand certains le seront.
library-not-whole = Le fichier n’est pas arrivé en entier. Ajoutez-le de nouveau.
library-too-large = Un fichier peut faire { $megabytes } Mo. Divisez-le, ou faites-le ajouter sur la machine.
library-no-folder = Ce dossier n’existe pas sur cette machine. Indiquez son chemin complet, par exemple /home/me/cables.
library-own-folder = C’est le dossier de la bibliothèque elle-même. Choisissez celui où se trouvent vos documents.
