# Ce que le reste du programme dit en anglais, en français. Mêmes espaces insécables que dans fr.ftl.

between-sentences = {" "}
quoted = « { $word } »
copies-same = { $titles } portent le même texte

## An answer that says nothing

refusal = Les documents ne le disent pas.
refusal-empty = La bibliothèque est vide.
refusal-empty-add = Ajoutez des documents avec `assistant ingest DOSSIER`.
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
   *[released] a été débloqué ou publié
} :
premise-possible = Les documents en parlent comme d’une possibilité ou d’un projet, non comme d’un fait accompli :
premise-contrary = Les documents ne disent pas « { $word } » :
premise-holder = Les documents n’attribuent pas à { $name } la fonction « { $office } » :

## Why a sentence is not supported

reason-further = Elle va plus loin que la phrase.
reason-number = Le nombre { $number } n’y figure pas.
reason-date = La date « { $date } » n’y figure pas.
reason-calendar = Rien n’y indique « { $calendar } ».
reason-name = Le nom { $name } n’y figure pas.
reason-denies = Elle nie ce que la phrase ne nie pas.
reason-denied = La phrase le nie.
reason-possible = La phrase en parle comme d’une possibilité, non comme d’un fait accompli.
reason-done = La phrase en parle comme d’un fait accompli, non comme d’une possibilité.
reason-other-way = Dans la phrase, cela va dans l’autre sens, du second vers le premier.
reason-countries = Dans la phrase, les pays sont dans l’ordre inverse.
reason-number-else = Dans la phrase, le nombre { $number } se rapporte à autre chose.
reason-says = La phrase dit « { $word } ».
reason-says-not = Elle ne dit pas « { $word } ».
reason-office-other = Les documents donnent à cette personne la fonction « { $other } », non « { $office } ».
reason-office = La phrase ne mentionne pas cette fonction : « { $office } ».
reason-office-of = La phrase ne mentionne pas cette fonction : « { $office } » ({ $country }).
reason-somebody = Dans la phrase, c’est quelqu’un d’autre qui le dit ou le fait.
reason-opposite = La phrase dit le contraire : « { $word }… ».
reason-of-country = La phrase parle de « { $word } » pour { $countries }, non pour { $country }.
reason-beside = À côté de « { $noun } », elle dit autre chose que « { $word } ».
reason-list = Elle ne cite pas « { $word } » parmi les éléments énumérés.
reason-quoted = Les mots « { $quote } » n’y figurent pas.
reason-none-near = Aucune phrase ne s’en approche.
reason-question-word = La question dit « { $word } », aucune phrase ne le dit.
reason-no-more = Elle ne dit rien de plus que la question.
reason-word = « { $word } » n’y figure pas.
reason-nearest = La phrase la plus proche dit autre chose.
reason-question-names = La question porte sur { $names }, que son document ne nomme pas.
reason-not-done = La phrase dit « { $word } », non que c’est fait.
reason-other-word = La phrase dit « { $word } », non « { $other } ».
reason-asked = Elle ne répond pas à ceci : « { $asked } ».
reason-doubted = Le modèle, interrogé de nouveau, ne le trouve pas dans la phrase.

## Below an answer

notice-cut = La liaison avec le modèle a pris fin avant sa réponse : celle-ci peut être incomplète. Posez de nouveau la question.
notice-length = La réponse a atteint sa longueur maximale et a été coupée. Demandez moins à la fois.
notice-filter = Le fournisseur du modèle a coupé la réponse. Reformulez la question, ou choisissez un autre modèle.
notice-own-words = Le modèle n’a rien écrit que les documents étayent. Voici leurs propres mots.
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

about-day = { $date }
about-date = date
about-amount = montant
about-percentage = pourcentage
about-currencies = montant, dans des monnaies différentes
about-status = état d’avancement
about-over-time = état d’avancement au fil du temps

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
