# Ce que le reste du programme dit en anglais, en français. Mêmes espaces insécables que dans fr.ftl.

between-sentences = {" "}
between-parts = {" ; "}
quoted = « { $word } »
copies-same = { $titles } portent le même texte

## An answer that says nothing

refusal = Les documents ne le disent pas.
refusal-empty = La bibliothèque est vide.
refusal-empty-add = Ajoutez des documents dans l’onglet Bibliothèque de la page, ou avec « assistant ingest DOSSIER ».
refusal-none-within = Aucun document n’a été examiné, sur { $held ->
    [one] le seul
   *[other] les { $held }
} de la bibliothèque : il n’y en a pas { $within }.
refusal-searched = La recherche a porté sur { $of ->
    [all] { $count ->
        [one] { $count } document
       *[other] { $count } documents
    }
   *[held] { $count } des { $held ->
        [one] { $held } document
       *[other] { $held } documents
    }
}{ $dated ->
    [undated] {""}
    [day] , date : { $date }
   *[range] , dates : { $first } – { $last }
}{ $bound ->
    [unbound] {""}
   *[within] , uniquement { $within }
}.
absent-word = { $lacking ->
    [it] Il ne contient pas
   *[all] Aucun ne contient
} le mot « { $word } ».
absent-words = { $lacking ->
    [it] Il ne contient pas
   *[all] Aucun ne contient
} les mots { $words }.
absent-both = { $lacking ->
    [it] Il ne contient pas
   *[all] Aucun ne contient
} à la fois { $both }.

## What is asked back

ask-whom = Qui désignez-vous par « { $word } » ?
ask-what = Que désignez-vous par « { $word } » ?
ask-which = De quoi parlez-vous au juste (« { $noun } ») ?
ask-goes-on = À quoi votre question fait-elle suite ? Posez-la en entier.

## What is corrected in a question

premise-number = Les documents donnent un autre nombre que { $number } :
premise-not-so-far = Les documents ne disent pas que cela { $done ->
    [signed] a été signé
    [ratified] a été ratifié
    [concluded] a été conclu
    [completed] a été achevé
    [inaugurated] a été inauguré
    [implemented] a été mis en œuvre
    [disbursed] a été versé
    [delivered] a été livré
    [opened] a été ouvert
    [funded] a été financé
    [established] a été établi
    [created] a été créé
    [built] a été construit
   *[released] a été débloqué ou publié
} :
premise-country = Les documents nomment un autre pays que { $country } :
premise-possible = Les documents en parlent comme d’une possibilité ou d’un projet, non comme d’un fait accompli :
premise-contrary = Les documents ne disent pas « { $word } » :
premise-holder = Les documents n’attribuent pas à { $name } la fonction « { $office } » :

## Why a sentence is not supported

reason-further = L’affirmation va plus loin que la phrase du document.
reason-number = Le nombre { $number } ne figure pas dans la phrase du document.
reason-date = La date « { $date } » ne figure pas dans la phrase du document.
reason-calendar = La phrase du document ne mentionne pas « { $calendar } ».
reason-name = Le nom { $name } ne figure pas dans la phrase du document.
reason-denies = L’affirmation nie ce que la phrase du document ne nie pas.
reason-denied = La phrase du document le nie.
reason-possible = La phrase du document en parle comme d’une possibilité, non comme d’un fait accompli.
reason-done = La phrase du document en parle comme d’un fait accompli, non comme d’une possibilité.
reason-other-way = Dans la phrase du document, cela va dans l’autre sens, du second vers le premier.
reason-countries = Dans la phrase du document, les pays sont dans l’ordre inverse.
reason-number-else = Dans la phrase du document, le nombre { $number } se rapporte à autre chose.
reason-rank-else = Dans la phrase du document, « { $word } » est dit d’un autre pays.
reason-object = Dans la phrase, « { $word } » porte sur autre chose.
reason-title = Elle ne fait que répéter le titre du document.
reason-says = La phrase du document dit « { $word } ».
reason-says-not = La phrase du document ne dit pas « { $word } ».
reason-office-other = Les documents donnent à cette personne la fonction « { $other } », non « { $office } ».
reason-office = La phrase du document ne mentionne pas cette fonction : « { $office } ».
reason-office-of = La phrase du document ne mentionne pas cette fonction : « { $office } » ({ $country }).
reason-somebody = Dans la phrase du document, c’est quelqu’un d’autre qui le dit ou le fait.
reason-opposite = La phrase du document dit le contraire : « { $word }… ».
reason-of-country = La phrase du document parle de « { $word } » pour { $countries }, non pour { $country }.
reason-beside = À côté de « { $noun } », la phrase du document dit autre chose que « { $word } ».
reason-list = La phrase du document ne compte pas « { $word } » parmi ce qu’elle énumère.
reason-quoted = Les mots « { $quote } » ne figurent pas dans la phrase du document.
reason-none-near = Aucune phrase ne s’en approche.
reason-beside-question = La phrase du document ne dit rien de ce qui est demandé.
reason-question-word = La question dit « { $word } », aucune phrase ne le dit.
reason-asked-word = La question dit « { $word } », la phrase non.
reason-act-of-other = Dans la phrase, « { $act } » n’est pas dit de « { $thing } ».
reason-asked-date = La question porte sur la date suivante : { $first } ; ceci est daté : { $last }.
reason-asked-calendar = La question porte sur la période suivante : { $calendar } ; ceci est daté : { $date }.
reason-asked-when = La question porte sur la date suivante : { $asked } ; ceci est daté : { $last }.
reason-purpose = La phrase qui contient { $number } ne dit pas que c’est pour « { $purpose } ».
reason-no-more = L’affirmation ne dit rien de plus que la question.
reason-word = « { $word } » ne figure pas dans la phrase du document.
reason-endless = L’affirmation est trop longue pour être vérifiée.
reason-nearest = La phrase la plus proche dit autre chose.
reason-question-names = La question porte sur { $names }, que son document ne nomme pas.
reason-not-done = La phrase du document dit « { $word } », non que c’est fait.
reason-other-word = La phrase du document dit « { $word } », non « { $other } ».
reason-asked = L’affirmation ne répond pas à ceci : « { $asked } ».
reason-doubted = Le modèle, interrogé de nouveau, ne le trouve pas dans la phrase du document.

## Below an answer

notice-cut = La liaison avec le modèle a pris fin avant sa réponse : celle-ci peut être incomplète. Posez de nouveau la question.
notice-length = La réponse a atteint sa longueur maximale et a été coupée. Demandez moins à la fois.
notice-filter = Le fournisseur du modèle a coupé la réponse. Reformulez la question, ou choisissez un autre modèle.
notice-nothing-held = Le modèle n’a rien écrit que les documents étayent.
notice-too-strong = Ce que le modèle a écrit va plus loin que les documents.
notice-own-words = Voici les mots mêmes des documents.
notice-undated = Les documents sur lesquels cela s’appuie ne portent pas de date ; la situation a pu changer depuis.
notice-old = Le document le plus récent sur lequel cela s’appuie porte la date suivante : { $date } ; la situation a pu changer depuis.
notice-newest = Date du document le plus récent de la bibliothèque : { $date }.
notice-doubted = Le modèle n’a pas vérifié toutes les phrases une seconde fois : certaines ne reposent que sur les règles.
notice-copies = { $count } documents, { $origins ->
    [one] 1 seule origine
   *[other] { $origins } origines indépendantes
} : { $copies }.
notice-no-model = Aucun modèle de dialogue n’est configuré (ASSISTANT_CHAT=none) : les réponses sont faites des phrases mêmes des documents, mot pour mot.
notice-not-installed = Aucun modèle de dialogue n’est installé : les réponses sont faites des phrases mêmes des documents, mot pour mot. Pour l’installer : { $command }

## On what documents differ

about-of = {" : "}
about-date = date
about-amount = montant
about-percentage = pourcentage
about-currencies = montant, dans des monnaies différentes
about-status = état d’avancement
about-over-time = état d’avancement au fil du temps

## An answer that is taken away

export-comma = {", "}
export-semicolon = {" ; "}
export-colon = {" : "}
export-full-stop = .
export-bottom = L’essentiel
export-points = Points
export-missing = Ce que les documents ne disent pas
export-nearest = Les documents les plus proches, qui n’y répondent pas
export-withheld = Ce qu’aucun document n’étaye
export-basis = Sources et méthode
export-about = À propos de ce relevé
export-dated = Date
export-document = Document
export-says = Ce qu’il dit
export-footnotes = Notes
export-back = Retour au texte
export-nothing = Aucune phrase de la réponse n’est étayée par les documents.
export-not-supported = [non étayé]
export-not-supported-none = [non étayé : aucune phrase des documents ne le dit]
export-not-supported-why = [non étayé : { $reasons }]
export-disputed = (contesté par un lecteur)
export-differ = Les documents divergent : { $differing }
export-develop = Évolution, par date : { $differing }
export-partly = Les documents n’étayent qu’une partie de cette réponse.
export-as-of = À jour à la date suivante : { $date }, { $count ->
    [one] date du document utilisé
   *[other] date du plus récent des { $count } documents utilisés
}.
export-searched = Recherche dans { $of ->
    [all] { $count ->
        [one] { $count } document
       *[other] { $count } documents
    }
   *[held] { $count } des { $held ->
        [one] { $held } document
       *[other] { $held } documents
    }
}{ $dated ->
    [undated] {""}
    [day] , date : { $date }
   *[range] , dates : { $first } – { $last }
}{ $bound ->
    [unbound] {""}
   *[within] , uniquement { $within }
}.
export-rests = Repose sur { $count ->
    [one] { $count } document
   *[other] { $count } documents
} : { $holders }.
export-rests-origins = Repose sur { $count ->
    [one] { $count } document
   *[other] { $count } documents
}, qui ont { $origins ->
    [one] une seule origine
   *[other] { $origins } origines
} : { $holders }.
export-copies = « { $title } » : même texte dans { $count ->
    [one] { $count } autre document
   *[other] { $count } autres documents
}, ce qui ne confirme rien.
export-left-out = { $count ->
    [one] { $count } phrase qu’aucun document n’étaye a été omise
   *[other] { $count } phrases qu’aucun document n’étaye ont été omises
}.
export-model = Rédigé par { $model }.
export-own-words = Composé des phrases mêmes des documents.
export-library = La bibliothèque contenait { $count ->
    [one] { $count } document
   *[other] { $count } documents
}{ $dated ->
    [undated] {""}
    [day] , date : { $date }
   *[range] , dates : { $first } – { $last }
}.
export-made = Établi le { $moment }.
export-rules = Chaque phrase munie d’une note a été comparée par des règles à la phrase qui y est citée : vérifiez-la aussi.
export-verify = La commande « assistant verify » suivie du nom de ce fichier compare chaque note avec les documents ; quiconque a les documents peut le faire.
export-asked = Question posée le { $moment }.
export-understood = Comprise ainsi : { $question }
export-stopped = Cette réponse a été arrêtée avant d’être complète.
export-no-answer = Il n’y a pas de réponse.
export-publisher = Éditeur non indiqué
export-no-publisher = éditeur non indiqué
export-date = { $date }
export-no-date = date non indiquée
export-by = par
export-page = page { $page }
export-in = en langue { $language }
export-metadata = d’un champ du fichier
export-header = de l’en-tête du texte
export-dateline = de la mention de lieu et de date
export-body = trouvée dans le texte
export-file-name = du nom du fichier
export-corrected = corrigée par un lecteur
export-to-year = à l’année près
export-to-month = au mois près
export-file = Fichier
export-characters = caractères { $start } à { $end }
export-retrieved = recueilli le { $moment }
export-changed = Le document a changé depuis qu’il a été cité ({ $date }).
export-removed = Le document a été retiré depuis ({ $date }).
export-reader-checked = Vérifié par un lecteur le { $moment }
export-reader-disputed = Contesté par un lecteur le { $moment }
export-for = pour

## Models

who = Le modèle
who-at = Le modèle à l’adresse { $address }
who-embedded = Le modèle intégré
model-key = { $who } n’a pas accepté la clé (HTTP 401). Vérifiez OPENAI_API_KEY.
model-payment = { $who } demande d’abord à être payé (HTTP 402). Vérifiez le compte.
model-rights = { $who } n’autorise pas cette clé à utiliser le modèle (HTTP 403). Vérifiez OPENAI_API_KEY et les droits du compte.
model-unknown = { $who } ne connaît pas ce modèle ou ce chemin (HTTP 404). Vérifiez le nom du modèle et OPENAI_BASE_URL.
model-path = { $who } n’accepte pas de requêtes à ce chemin (HTTP 405). Vérifiez OPENAI_BASE_URL : l’adresse se termine en général par /v1.
model-proxy-password = { $who } est derrière un proxy qui demande un mot de passe (HTTP 407). Vérifiez HTTPS_PROXY.
model-late = { $who } n’a pas répondu à temps. Réessayez dans un instant.
model-broken = { $who } a rompu la liaison avant de répondre. Réessayez.
model-reported = { $who } a signalé une erreur de son côté pendant sa réponse. Réessayez.
model-strange = { $who } a envoyé une réponse qui n’est pas celle d’un modèle de dialogue ou de vectorisation. Vérifiez OPENAI_BASE_URL : l’adresse se termine en général par /v1.
model-too-long = { $who } trouve la question et ses passages trop longs pour sa fenêtre. Posez une question plus brève ou montrez-lui moins de texte avec ASSISTANT_EVIDENCE_CHARACTERS.
model-failed = { $who } a échoué (HTTP { $status }). Réessayez dans un instant ; si cela persiste, consultez le journal de ce serveur.
model-moved = { $who } nous renvoie à une autre adresse (HTTP { $status }). Indiquez l’adresse finale dans OPENAI_BASE_URL.
model-refused = { $who } a refusé la requête (HTTP { $status }). Vérifiez le nom du modèle et qu’il est du bon type.
model-quota = { $who } indique que le quota du compte est épuisé (HTTP 429). Vérifiez le compte.
model-rate = { $who } a dépassé sa limite de requêtes ou le quota du compte (HTTP 429). Réessayez { $when ->
    [soon] dans un instant
   *[later] plus tard
}.
model-no-host = { $who } est introuvable : il n’y a pas d’hôte de ce nom. Vérifiez OPENAI_BASE_URL et le réseau.
model-insecure = { $who } n’a pas pu être joint de façon sûre : son certificat ou son chiffrement n’est pas valable. Vérifiez OPENAI_BASE_URL (http ou https ?) et SSL_CERT_FILE.
model-no-connection = { $who } n’a pas accepté de connexion en { $seconds } secondes. Vérifiez OPENAI_BASE_URL et le réseau.
model-no-proxy = { $who } n’a pas pu être joint par le proxy. Vérifiez HTTPS_PROXY.
model-closed-door = { $who } a refusé la connexion. Fonctionne-t-il ? Vérifiez OPENAI_BASE_URL.
model-silent = { $who } n’a rien écrit pendant { $seconds } secondes. Réessayez, ou accordez-lui plus de temps avec ASSISTANT_FIRST_TOKEN_TIMEOUT.
model-fell-silent = { $who } s’est tu pendant { $seconds } secondes au milieu de sa réponse. Réessayez, ou accordez-lui plus de temps avec ASSISTANT_GAP_TIMEOUT.
model-unfinished = { $who } n’avait pas terminé après { $seconds } secondes. Demandez moins, ou accordez-lui plus de temps avec ASSISTANT_TOTAL_TIMEOUT.
model-wrote-nothing = { $who } n’a rien écrit. Réessayez, ou indiquez un autre modèle.
model-too-much = { $who } a envoyé bien plus qu’une réponse. Vérifiez l’adresse.
model-vectors = { $who } a envoyé des vecteurs qui n’ont pas de sens. Vérifiez que c’est un modèle de vectorisation.
model-vector-zero = { $who } a envoyé un vecteur de longueur nulle. Vérifiez que c’est un modèle de vectorisation.
model-vector-lengths = { $who } a envoyé des vecteurs de longueurs différentes. Vérifiez que c’est un modèle de vectorisation.
model-embedding-late = { $who } n’a pas vectorisé en { $seconds } secondes ce qui lui a été envoyé. Réessayez, ou accordez-lui plus de temps avec ASSISTANT_TOTAL_TIMEOUT.
model-text-too-long = { $who } trouve un texte de { $count } caractères trop long pour être vectorisé. Indiquez un autre modèle de vectorisation.
model-closed = Le modèle intégré a été fermé. Redémarrez le programme.
model-closed-early = Le modèle intégré a été fermé avant d’être chargé.
model-not-started = Le processus du modèle intégré n’a pas pu démarrer : { $cause }.
model-not-loaded = Le modèle intégré n’a pas pu être chargé : erreur imprévue.
model-no-runtime = Le moteur du modèle intégré n’est pas installé. Pour l’installer : { $command }
model-damaged = { $file } n’a pas pu être chargé. Ce fichier est endommagé, n’est pas un modèle de dialogue que llama.cpp connaît, ou dépasse la mémoire libre de cette machine. Indiquez-en un autre avec ASSISTANT_CHAT_GGUF, ou renseignez OPENAI_API_KEY.
model-no-room = Le modèle intégré a besoin de { $gigabytes } Go dans le dossier de cache, et il y en a { $size }. Libérez de l’espace ou indiquez un autre dossier avec ASSISTANT_CACHE.
model-no-cache = Le modèle intégré a besoin de { $gigabytes } Go dans le dossier de cache, où l’on ne peut pas écrire : { $cause }. Libérez de l’espace ou indiquez un autre dossier avec ASSISTANT_CACHE.
model-file = Le fichier de modèle { $file } ne peut pas être lu : { $cause }. Vérifiez ASSISTANT_CHAT_GGUF.
model-no-gguf = { $file } n’est pas un fichier GGUF. Indiquez-en un avec ASSISTANT_CHAT_GGUF, ou laissez-le vide.
model-incomplete = Le modèle intégré n’est pas complet ; { $count ->
    [1] il en manque le paquet
   *[other] il en manque { $count } paquets sur { $held }
}. Pour l’installer : { $command }

## Questions

question-empty = La question est vide. Demandez quelque chose à quoi les documents pourraient répondre.
question-long = La question compte { $count } caractères, et le maximum est de { $held }. Raccourcissez-la.

## What was added, and what to do where it could not be

added-documents = { $count } documents.
added-held = La bibliothèque contient déjà ce texte : « { $title } ».
added-unread = { $count ->
    [one] { $count } de ses documents n’a pas pu être lu
   *[other] { $count } de ses documents n’ont pas pu être lus
} : voir ci-dessous.
added-removed = Retiré.
added-nothing = Rien de ce qui s’y trouve ne peut être lu.
added-report = { $report }.
report-added = { $count ->
    [one] { $count } ajouté
   *[other] { $count } ajoutés
}
report-changed = { $count ->
    [one] { $count } modifié
   *[other] { $count } modifiés
}
report-as-before = { $count ->
    [one] { $count } inchangé
   *[other] { $count } inchangés
}
report-held = { $count ->
    [one] { $count } déjà présent
   *[other] { $count } déjà présents
}
report-removed = { $count ->
    [one] { $count } retiré
   *[other] { $count } retirés
}
report-left-out = { $count ->
    [one] { $count } laissé de côté, car vous l’avez retiré
   *[other] { $count } laissés de côté, car vous les avez retirés
}
report-unread = { $count ->
    [one] { $count } n’a pas pu être lu
   *[other] { $count } n’ont pas pu être lus
}
added-no-stop = Il n’y a rien à arrêter : c’est terminé. Retirez le document de la liste.
added-quota = Vos fichiers occupent { $size } Mo sur les { $limit } Mo dont vous disposez. Retirez-en, puis réessayez.
added-not-looked-for = La recherche de ceci est impossible : { $cause }.
added-neither = Ce n’est ni un fichier ni un dossier.
added-none = Ce fichier ou ce dossier n’existe pas.
advice-split = Divisez-le et ajoutez les parties.
advice-split-limit = Divisez-le, ou relevez la limite.
advice-split-text = Divisez-le, ou enregistrez-le comme texte.
advice-split-text-add = Divisez-le, ou enregistrez-le comme texte, et ajoutez le résultat.
advice-split-unpack = Divisez-le, ou décompressez-le.
advice-text = Ajoutez un fichier qui contient du texte.
advice-text-version = Ajoutez une version avec du texte.
advice-text-shown = Ajoutez le texte qu’elle montre.
advice-save = Enregistrez-le comme texte, PDF ou DOCX et ajoutez le résultat.
advice-save-text = Enregistrez-le comme texte et ajoutez le résultat.
advice-save-its-text = Enregistrez son texte et ajoutez-le.
advice-save-text-pdf = Enregistrez-le comme texte ou PDF.
advice-save-docx = Enregistrez-le en DOCX ou PDF et ajoutez le résultat.
advice-save-eml = Enregistrez-le en EML, texte ou PDF et ajoutez le résultat.
advice-save-xlsx = Enregistrez-le en XLSX et ajoutez le résultat.
advice-save-unlocked = Enregistrez-le sans mot de passe et ajoutez le résultat.
advice-save-utf = Enregistrez-le en UTF-8 et ajoutez-le de nouveau.
advice-save-in-utf = Enregistrez-le en UTF-8 et ajoutez le résultat.
advice-save-again = Enregistrez-le de nouveau et ajoutez le résultat.
advice-save-spreadsheet = Ouvrez-le dans un tableur, enregistrez-le de nouveau et ajoutez le résultat.
advice-save-in = Ouvrez-le dans { $program ->
    [e-book] un logiciel de livres numériques
    [office] LibreOffice
    [presentation] un logiciel de présentation
    [spreadsheet] un tableur
   *[word] Word
}, enregistrez-le de nouveau et ajoutez le résultat.
advice-own-program = Ouvrez-le dans le logiciel avec lequel il a été fait, enregistrez-le de nouveau ou comme texte, et ajoutez le résultat.
advice-export-pdf = Exportez-le en PDF et ajoutez le résultat.
advice-export-pdf-text = Exportez-la en PDF avec son texte.
advice-export-lines = Exportez-les en JSON Lines : un objet avec un texte par ligne.
advice-export-again = Exportez-le de nouveau, ou corrigez-le.
advice-unpack = Décompressez-la et ajoutez les documents qu’elle contient.
advice-unpack-look = Décompressez-la et regardez ce qu’elle contient.
advice-unpack-itself = Décompressez-les et ajoutez-la seule.
advice-unpack-folder = Décompressez-la et ajoutez le dossier.
advice-unpack-one = Décompressez-le vous-même et ajoutez-le.
advice-unpack-known = Décompressez-le vous-même et ajoutez ce que vous connaissez.
advice-files = Ajoutez les fichiers qu’il contient.
advice-link = Ajoutez le fichier auquel il mène.
advice-permission = Donnez-vous le droit de le lire.
advice-get-again = Reprenez-le là d’où il vient.
advice-get-again-print = Reprenez-le là d’où il vient, ou imprimez-le vers un nouveau PDF.
advice-get-again-program = Reprenez-le là d’où il vient, ou ouvrez-le dans le logiciel avec lequel il a été fait, enregistrez-le de nouveau et ajoutez le résultat.
advice-drm = Procurez-vous une version sans cela.
advice-ocr = Faites reconnaître son texte (OCR) et ajoutez le résultat.
advice-ocr-install = Installez la reconnaissance de texte (OCR) avec pip install 'bilateral-record[ocr]' et ajoutez-le de nouveau, ou faites reconnaître son texte par un autre logiciel et ajoutez le résultat.
advice-smaller = Réduisez-la.
advice-browser-complete = Enregistrez la page depuis le navigateur quand elle est complète.
advice-browser-again = Enregistrez-la de nouveau depuis le navigateur.
advice-browser = Ouvrez la page dans le navigateur, enregistrez-la et ajoutez le fichier.
advice-browser-save = Enregistrez-la dans le navigateur et ajoutez le fichier.
advice-save-pdf = Enregistrez-le en PDF ou comme texte et ajoutez le résultat.
advice-add-text = Ajoutez le texte en HTML, PDF, DOCX ou texte brut.
advice-feed = Ouvrez-le dans le navigateur et ajoutez les pages qu’il nomme.
advice-feed-pages = Ajoutez les pages qu’il nomme.
advice-part = Ajoutez comme fichier la partie qui compte.
advice-page = Ajoutez la page.
advice-own-address = Ajoutez l’adresse de la page elle-même.
advice-trusted = Si vous faites confiance à la page, ajoutez son adresse propre.
advice-allow = Si c’est voulu, faites-la autoriser par son nom (ASSISTANT_WEB_ALLOW={ $address }).
advice-port = Utilisez l’adresse habituelle du site, ou faites autoriser celle-ci par son nom (ASSISTANT_WEB_ALLOW={ $address }).
advice-check = Vérifiez-la.
advice-check-address = Vérifiez l’adresse.
advice-check-or-later = Vérifiez l’adresse, ou réessayez plus tard.
advice-spelling = Vérifiez l’orthographe de l’adresse et la connexion.
advice-copy = Recopiez-la depuis la barre d’adresse du navigateur.
advice-shorter = Utilisez-en une plus courte.
advice-host = Écrivez le nom de l’hôte.
advice-without = Écrivez-la sans eux.
advice-later = Réessayez plus tard.
advice-later-or-browser = Réessayez plus tard, ou enregistrez la page dans le navigateur et ajoutez le fichier.
advice-after = Réessayez ensuite.
advice-in-a-moment = Réessayez dans un instant.
advice-again = Réessayez.
advice-then = Libérez de l’espace, puis réessayez.
advice-several-records = Divisez-le en plusieurs enregistrements.
advice-name-field = Nommez le champ qui le contient.
advice-ingest-complete = Ajoutez-le de nouveau quand il sera complet.
advice-memory = Libérez de la mémoire, puis ajoutez-le de nouveau.

## Why a file cannot be read

reading-empty = Ce fichier est vide.
reading-no-text = Il n’y a pas de texte dans ce fichier.
reading-binary = Ce fichier ne contient pas du texte mais des données binaires.
reading-encoding = L’encodage de ce texte ne peut pas être déterminé.
reading-size = Ce fichier fait { $how ->
    [more] plus de { $size } Mo
   *[exact] { $size } Mo
} ; on lit des fichiers de { $limit } Mo au plus.
reading-characters = Ce fichier compte plus de { $count } caractères.
reading-rows = Ce fichier compte plus de { $count } lignes ou paragraphes, { $held } cellules ou { $more } caractères.
reading-several = C’est une archive ou un export de plusieurs documents, et non un seul.
reading-folder = C’est un dossier.
reading-device = C’est un périphérique ou un tube, et non un fichier.
reading-gone = Ce fichier n’existe pas ; il a pu être déplacé ou supprimé.
reading-not-allowed = La lecture de ce fichier n’est pas autorisée.
reading-link = C’est un lien, qui n’est pas suivi.
reading-link-out = Ce lien mène hors du dossier : il n’est pas suivi.
reading-link-nowhere = Ce lien ne mène à rien.
reading-link-back = Ce lien ramène à lui-même.
reading-folder-failed = Ce dossier ne peut pas être lu : { $cause }.
reading-failed = Ce fichier ne peut pas être lu : { $cause }.
reading-changed = Ce fichier a changé pendant sa lecture.
reading-memory = La lecture de ce fichier demande plus de mémoire qu’il n’y en a.
reading-memory-limit = Cette lecture demande plus de mémoire qu’elle ne peut en avoir.
reading-time = Cette lecture a dépassé { $seconds } secondes ; ce fichier a donc été laissé de côté.
reading-broke-down = Le programme qui lit ces fichiers a échoué sur celui-ci, qui a donc été laissé de côté.
reading-behind = La suite de ce fichier n’a pas été lue, car la lecture a échoué trop souvent.
reading-no-process = Le processus qui lit les fichiers ne démarre pas.
reading-damaged = Ce fichier est endommagé et ne peut pas être lu.
reading-damaged-archive = Ce fichier est endommagé : il commence comme un document Word ou une archive, mais ne peut pas être décompressé.
reading-damaged-kind = { $kind ->
    [e-book] Ce livre numérique est endommagé et ne peut pas être lu
    [office] Ce fichier OpenDocument est endommagé et ne peut pas être lu
    [presentation] Cette présentation est endommagée et ne peut pas être lue
    [spreadsheet] Cette feuille de calcul est endommagée et ne peut pas être lue
   *[word] Ce document Word est endommagé et ne peut pas être lu
}.
reading-locked-kind = { $kind ->
    [e-book] Ce livre numérique est protégé
    [office] Ce fichier OpenDocument est protégé
    [presentation] Cette présentation est protégée
    [spreadsheet] Cette feuille de calcul est protégée
   *[word] Ce document Word est protégé
} par un mot de passe.
reading-unpacks-kind = Une fois { $kind ->
    [e-book] ce livre numérique décompressé
    [office] ce fichier OpenDocument décompressé
    [presentation] cette présentation décompressée
    [spreadsheet] cette feuille de calcul décompressée
   *[word] ce document Word décompressé
}, il y a bien plus que ce que contient un document ; la lecture n’a donc pas lieu.
reading-tags-kind = Une partie de { $kind ->
    [e-book] ce livre numérique
    [office] ce fichier OpenDocument
    [presentation] cette présentation
    [spreadsheet] cette feuille de calcul
   *[word] ce document Word
} compte plus de { $count } balises.
reading-pdf-damaged = Ce PDF est endommagé et ne peut pas être lu.
reading-pdf-joined = Ce fichier contient plusieurs PDF l’un derrière l’autre, dont les programmes n’affichent qu’un seul. Procurez-vous chacun d’eux séparément, ou imprimez ce que vous voyez dans un nouveau PDF et ajoutez celui-ci.
reading-pdf-locked = Ce PDF est protégé par un mot de passe.
reading-pdf-scan = Ce PDF contient des images de texte, et non du texte (il a été numérisé).
reading-pdf-fonts = Les polices de ce PDF ne permettent pas d’en déterminer les lettres.
reading-pdf-pages = Ce PDF compte plus de { $count } pages.
reading-pdf-scans = Ce PDF compte plus de { $count } pages numérisées.
reading-pdf-characters = Ce PDF compte plus de { $count } caractères.
reading-pdf-no-page = Ce PDF n’a pas cette page.
reading-pdf-not-drawn = Les pages de ce PDF ne peuvent pas être dessinées.
reading-word-no-text = Ce document Word ne contient pas de texte ; il contient peut-être des images.
reading-no-text-shown = Ce document ne montre pas de texte ; il contient peut-être des images.
reading-locked = Ce document est protégé par un mot de passe.
reading-old-office = C’est un fichier de Word 97 ou d’un autre ancien logiciel Office.
reading-outlook = C’est un message enregistré par Outlook (MSG).
reading-xlsb = C’est une feuille de calcul binaire (XLSB).
reading-drawing = C’est un dessin, une formule ou une base de données, et non un document.
reading-picture = C’est une image, et non du texte.
reading-sound = C’est un fichier son ou vidéo, et non du texte.
reading-program = C’est un programme, et non du texte.
reading-postscript = C’est un fichier PostScript.
reading-apple = C’est un document de Pages, Numbers ou Keynote.
reading-onenote = C’est une section de OneNote.
reading-djvu = C’est un fichier DjVu.
reading-photo = C’est une photo de téléphone (HEIF), et non du texte.
reading-database = C’est une base de données.
reading-packed = C’est une archive compressée.
reading-archive-empty = Cette archive ne contient aucun fichier d’un type qui soit lu.
reading-archive-deep = Cette archive se trouve dans trop d’autres archives.
reading-archive-many = Cette archive contient plus de { $count } fichiers.
reading-archive-overlaps = Les fichiers de cette archive se recouvrent, comme dans aucune archive honnête ; elle n’est donc pas lue.
reading-archive-locked = Ce fichier de l’archive est protégé par un mot de passe.
reading-archive-link = C’est un lien dans l’archive, et non un fichier : il n’est pas suivi.
reading-archive-method = Ce fichier de l’archive est compressé d’une manière qui n’est pas lue.
reading-archive-gaps = Ce fichier de l’archive est enregistré avec des lacunes, ce qui n’est pas lu.
reading-unpacks = Une fois décompressé, ce fichier dépasse de loin ce que contiennent des documents ; sa lecture s’arrête donc là.
reading-book-drm = Ce livre numérique est verrouillé pour la liseuse d’une librairie (DRM).
reading-book-no-text = Ce livre numérique ne montre pas de texte ; il contient peut-être des images.
reading-book-chapter = Un chapitre de ce livre numérique est trop long pour être lu.
reading-book-chapters = Ce livre numérique compte plus de { $count } chapitres.
reading-book-characters = Ce livre numérique compte plus de { $count } caractères.
reading-mail-no-text = Ce message ne contient pas de texte.
reading-mail-parts = Ce message compte plus de { $count } parties.
reading-mail-deep = Les parties de ce message sont imbriquées trop profondément.
reading-slides-no-text = Cette présentation ne montre pas de texte ; elle contient peut-être des images.
reading-slides-many = Cette présentation compte plus de { $count } diapositives.
reading-slides-shapes = Cette présentation compte plus de { $count } formes.
reading-sheets-no-text = Cette feuille de calcul ne montre pas de texte : ses feuilles sont vides, masquées, ou contiennent des images et des graphiques.
reading-sheets-many = Cette feuille de calcul compte plus de { $count } feuilles.
reading-table = Ce tableau ne peut pas être lu : il manque un guillemet, ou une cellule compte plus de { $count } caractères.
reading-rtf = Ce n’est pas un fichier de texte enrichi (RTF), ou il est endommagé.
reading-rtf-no-text = Ce fichier de texte enrichi ne montre pas de texte ; il contient peut-être des images.
reading-rtf-formatting = Ce fichier de texte enrichi contient plus de mise en forme qu’on n’en lit.
reading-rtf-deep = Ce fichier de texte enrichi est imbriqué trop profondément.
reading-picture-damaged = Cette image est endommagée et ne peut pas être lue.
reading-picture-no-text = Aucun texte n’est reconnu sur cette image.
reading-picture-large = Cette image compte plus de { $count } mégapixels.
reading-page-no-text = Cette page web ne montre pas de texte.
reading-page-attributes = Une balise de cette page web a plus d’attributs qu’aucune page n’en demande ; la page n’est donc pas lue.
reading-page-piece = Un morceau de cette page web est trop long pour être lu.
reading-page-damaged = Cette page web est vide ou endommagée.
reading-json-none = Ce fichier JSON ne contient pas d’enregistrements avec du texte.
reading-json-wide = Cet export est en UTF-16 et long.
reading-record = { $record ->
    [line] Ligne
   *[record] Enregistrement
} { $count }, laissé de côté : { $fault ->
    [long] plus de { $size } Mo
    [malformed] ce n’est pas du JSON bien formé
    [no-object] ce n’est pas un enregistrement avec des champs
    [no-text] il n’y a pas de texte
   *[no-field] il n’y a pas de texte dans le champ { $field }
}.
reading-original-changed = Le fichier de ce document a changé depuis sa lecture, ou a disparu ; c’est son texte qui est affiché.
reading-original-no-pages = Ce document n’a pas de pages qui puissent être affichées ; c’est son texte qui l’est.
reading-original-too-much = Cette page demande trop de temps ou de mémoire pour être dessinée ; c’est son texte qui est affiché.
reading-drawing-busy = Trop de pages sont dessinées en même temps.

## Why an address is not fetched

web-malformed = Ce n’est pas une adresse web bien écrite.
web-odd-number = Cette adresse nomme son hôte par un nombre écrit de façon inhabituelle.
web-long = Cette adresse compte plus de { $count } caractères.
web-scheme = Seules les adresses qui commencent par http:// ou https:// sont récupérées.
web-password = Cette adresse contient un nom d’utilisateur ou un mot de passe.
web-private = Cette adresse mène à un réseau privé ou réservé, et non à l’internet public ; elle n’est donc pas récupérée.
web-ports = Seuls les ports 80 et 443 sont interrogés.
web-no-internet = Le nom de cet hôte mène à quelque chose qui n’est pas une adresse internet.
web-no-host = Il n’y a pas d’hôte de ce nom, ou pas de connexion au réseau.
web-slow = Le serveur a été trop lent : la page n’est pas arrivée en entier en { $seconds } secondes.
web-unreachable = Le serveur ne peut pas être joint.
web-certificate = Le certificat du serveur ne prouve pas qu’il est l’hôte de cette adresse ; la page n’est donc pas récupérée.
web-insecure = Aucune connexion sûre au serveur n’a pu être établie.
web-broken = Le serveur s’est interrompu avant que la page soit entière.
web-no-http = La réponse du serveur n’est pas du HTTP correct.
web-coding = Le serveur compresse cette page d’une manière qui n’a pas été demandée.
web-large = Cette page dépasse { $size } Mo.
web-redirects = Cette adresse renvoie sans cesse à une autre (plus de { $count } redirections).
web-leads-nowhere = Cette adresse renvoie ailleurs, mais son serveur ne dit pas où.
web-leads-open = Cette adresse renvoie d’une connexion sûre (https) à une connexion ouverte (http), où elle n’est pas suivie.
web-leads-private = Cette page publique renvoie à un réseau privé, où elle n’est pas suivie.
web-json = À cette adresse se trouvent des données pour programmes (JSON), et non une page ou un flux.
web-feed-damaged = Ce flux est endommagé et ne peut pas être lu.
web-feed-large = Ce flux est trop grand pour être lu.
web-feed-declares = Ce flux déclare un type de document propre, par lequel un petit fichier peut enfler sans fin ; il n’est donc pas lu.
web-alone = Le serveur demande qu’on le laisse encore { $count } { $unit ->
    [minutes] minutes
   *[seconds] secondes
} en paix.
web-robots = Le site demande aux programmes de ne pas récupérer cette page (robots.txt).
web-robots-failed = Le site ne peut pas dire pour l’instant ce que les programmes peuvent récupérer (robots.txt donne { $status }) ; on le laisse donc en paix.
web-not-understood = Le serveur ne comprend pas cette adresse (400).
web-log-in = Cette page demande de se connecter (401).
web-paid = Cette page est payante (402).
web-forbidden = Le serveur ne donne pas cette page aux programmes (403).
web-proxy = Un proxy se trouve devant cette page (407).
web-fewer = Le serveur demande moins de requêtes (429).
web-legal = Le serveur ne peut pas montrer cette page pour des raisons juridiques (451).
web-overloaded = Le serveur est surchargé ou en maintenance (503).
web-gone = Cette page n’existe pas, ou n’existe plus ({ $status }).
web-fault = Le serveur a une erreur de son côté ({ $status }).
web-status = Le serveur ne donne pas de page, seulement l’état { $status }.
web-unknown = Le serveur ne dit pas ce que c’est, et ce n’est pas du texte.
web-no-text = Il n’y a pas de texte à cette adresse, mais { $kind ->
    [picture] une image ({ $media })
    [sound] un enregistrement sonore ({ $media })
    [video] une vidéo ({ $media })
    [font] une police de caractères ({ $media })
    [unknown] quelque chose d’inconnu
   *[media] ceci : { $media }
}.

## What is typed to narrow a search

narrow-country = « { $country } » n’est pas un pays connu. Donnez son nom, ou son code ISO, par exemple JPN ou JP.
narrow-date = « { $text } » n’est pas une date. Écrivez par exemple 2021-09-07, 2021-09 ou 2021.
narrow-language = « { $text } » n’est pas une langue connue. Donnez son nom, ou son code, par exemple ur.
narrow-swapped = « Depuis { $since } » vient après « jusqu’à { $until } » : rien n’est les deux à la fois. Inversez-les.

## The library

store-none = La bibliothèque ne contient pas ce document.
store-none-any-more = La bibliothèque ne contient pas ce document, ou plus. Consultez de nouveau la liste.
store-changed = Ce document a été modifié (date : { $day }) ; la bibliothèque contient sa version ultérieure.
store-removed = Ce document a été retiré de la bibliothèque (date : { $day }).
store-ask-again = Posez de nouveau la question pour voir ce qu’elle contient à présent.
store-nothing-corrected = Rien n’est corrigé dans ce document.
store-brought-back = Il n’y a rien à rétablir : cela a déjà été rétabli, ou a maintenant disparu définitivement.
store-not-yours = Ce document appartient à la bibliothèque, et non à vous. Demandez à la personne qui gère l’assistant de le retirer.
store-closed = La bibliothèque est fermée, car l’assistant s’arrête. Redémarrez l’assistant.
store-not-written = La bibliothèque ne peut pas être écrite. Libérez de l’espace ou rendez le dossier accessible en écriture, puis réessayez. Ce qu’elle contenait est conservé.
store-not-written-or-read = La bibliothèque ne peut être ni écrite ni lue. Libérez de l’espace ou rendez le dossier accessible en écriture, puis réessayez. Ce qu’elle contenait est conservé.
store-damaged = Le catalogue de la bibliothèque est endommagé. Lancez `assistant check` pour voir ce qui peut être réparé. Le reste revient d’une sauvegarde avec `assistant restore`, ou en déplaçant le dossier de la bibliothèque et en relisant les documents.
store-failed = Le catalogue de la bibliothèque a échoué. Réessayez ; si cela se reproduit, redémarrez l’assistant.
store-document-damaged = Ce que la bibliothèque contient du document { $name } est endommagé : ce n’est pas ce qui a été lu. Arrêtez l’assistant, puis lancez `assistant check --repair` et relisez le document, ou rétablissez la bibliothèque à partir d’une sauvegarde.
store-busy = La bibliothèque est maintenant ouverte dans un autre processus. Fermez-le d’abord, puis réessayez.
store-busy-writing = Un autre processus (numéro { $number }) lit des documents pour cette bibliothèque ou répare son index de recherche. Les questions reçoivent une réponse entre-temps ; attendez qu’il ait fini, puis réessayez.
store-full = Le disque de la bibliothèque est presque plein : { $size } Mo sont libres et { $limit } Mo sont nécessaires. Libérez de l’espace, puis réessayez.
store-embedding = Cette bibliothèque a été remplie avec le modèle de vectorisation { $former }, et { $model } est maintenant configuré : leurs vecteurs ne sont pas comparables. Configurez de nouveau { $former }, ou lancez `assistant ingest --rebuild`, qui vectorise tous les documents de la bibliothèque avec { $model }.
store-dimensions = Les vecteurs de la bibliothèque ont { $count } dimensions, celui de la question { $held }. Configurez le modèle de vectorisation avec lequel la bibliothèque a été remplie, ou lancez `assistant ingest --rebuild`.
store-no-vectors = La bibliothèque n’a plus de vecteurs. Relisez ses documents.
store-index-soon = L’index de recherche est en cours de création. Posez de nouveau la question dans une minute ; entre-temps, les documents sont trouvés par leurs mots.
store-index-full = L’index de recherche ne peut pas être écrit : son disque est plein, ou son dossier n’est pas accessible en écriture. Libérez de l’espace ou rendez le dossier de la bibliothèque accessible en écriture, puis réessayez. Rien de ce que contenait la bibliothèque n’est perdu.
store-index-failed = L’index de recherche a échoué. L’assistant le répare de lui-même, au plus tard à son prochain démarrage, et rien de ce que contenait la bibliothèque n’est perdu.
store-index-cannot = L’index de recherche ne peut pas faire cela : le vecteur a une autre dimension que la sienne, ou le filtre n’est pas de ceux qu’il connaît.
store-index-unreachable = Le serveur Chroma qui contient l’index de recherche (ASSISTANT_CHROMA_URL) ne répond pas. Démarrez-le ou corrigez l’adresse, puis réessayez. Rien de ce que contenait la bibliothèque n’est perdu.
store-index-no-chroma = Ce qui répond à ASSISTANT_CHROMA_URL n’est pas un serveur Chroma d’une version utilisable (1.5). Corrigez l’adresse.
store-index-token = Le serveur Chroma (ASSISTANT_CHROMA_URL) refuse le jeton. Corrigez ASSISTANT_CHROMA_TOKEN.
store-index-large = Ce qui se trouve devant le serveur Chroma (ASSISTANT_CHROMA_URL) refuse les requêtes de la taille nécessaire. Faites-lui accepter 40 Mo.
store-not-embedded = Le modèle de vectorisation { $model } n’a pas donné de vecteur de nombres pour chacun des { $count } textes. Vérifiez son nom et son adresse, puis relisez les documents : ce qui a été fait est conservé.
store-vectors-changed = Le modèle de vectorisation { $model } donne maintenant { $count } dimensions ; cette bibliothèque a été remplie avec les { $held } de { $former }. Configurez de nouveau ce dernier, ou lancez `assistant ingest --rebuild`.
store-ended = L’assistant a été arrêté avant la fin de cette réponse. Réessayez.

## Signing in

entrance-proxy = Le proxy placé devant l’assistant doit dire qui vous êtes. Connectez-vous là.
entrance-stranger = Vous n’êtes pas connecté. Rechargez la page.
