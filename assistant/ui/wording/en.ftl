# All that the page says, in English. The other languages have the same messages with the same variables.
# No < > & or " in any of them: they are put into HTML as they are. Isolation of names is done where they are put in.

## Gradio's own components

page-conversation = Conversation
box-label = Your question
box-placeholder = Ask the documents
box-ask = Ask
box-stop = Stop
tab-sources = Sources
tab-sources-counted = Sources ({ $count })
tab-timeline = Timeline
tab-library = Library
chat-retry = Try again
chat-undo = Undo
chat-scroll = Scroll to the end
tabs-more = More tabs

## Top bar

skip-to-question = Skip to the question
subtitle = Questions answered from { $count ->
    [one] { $count } document
   *[other] { $count } documents
}
subtitle-years = Questions answered from { $count ->
    [one] { $count } document
   *[other] { $count } documents
}, { $years }
conversations = Conversations
conversation-new = New conversation
theme-dark = Dark
language = Language
standing-progress = Passages that can be found by meaning
standing-unread-list = Documents that could not be read
standing-unread = { $count ->
    [one] { $count } document could not be read
   *[other] { $count } documents could not be read
}
standing-reading = Reading { $done } of { $total ->
    [one] { $total } file
   *[other] { $total } files
}
standing-meaning = Found by meaning: { $percent } % of { $passages ->
    [one] { $passages } passage
   *[other] { $passages } passages
}
standing-left = About { $time } left
standing-looking = Looking for changes
# between the parts of a list
comma = {", "}
time-seconds = { $count ->
    [one] { $count } second
   *[other] { $count } seconds
}
time-minutes = { $count ->
    [one] { $count } minute
   *[other] { $count } minutes
}
time-hours = { $count ->
    [one] { $count } hour
   *[other] { $count } hours
}

## The empty page

hello-title = What do the documents say?
hello-text = Answers come only from the documents, and every statement shows the sentence it rests on.
hello-suggested = Questions that the documents in English answer:
hello-empty-title = The library is empty
hello-empty-text = Answers come only from documents that you add: texts, web pages, PDF and office files, letters, books, archives of them.
hello-empty-start = Or have a folder taken in when the assistant starts:
hello-empty-folder = FOLDER

## Conversations at the side

history-search = Search conversations
history-none = Your questions are kept here.
history-writing = Answer being written
history-none-found = No conversation holds these words.
history-found = { $count ->
    [one] { $count } conversation
   *[other] { $count } conversations
}
history-today = Today
history-yesterday = Yesterday
history-week = The last seven days
history-earlier = Earlier
history-options = Options: { $title }
history-download = Download as { $form }
history-rename = Rename
history-new-name = New name of the conversation
history-delete = Delete
history-delete-sure = Delete for good
history-delete-keep = Keep
history-delete-what = The conversation and what it rests on are taken out.
account-sign-out = Sign out
account-not-signed-out = Not signed out. Try again
account-ended = You are signed out, or the session has ended. { $link } in another tab, then go on here.
account-sign-in-again = Sign in again

## Above and below the messages

state-earlier = Show { $count ->
    [one] { $count } earlier question
   *[other] { $count } earlier questions
}
hint-replaced = { $after ->
    [0] This question will be replaced when you ask.
    [1] This question and the one after it will be replaced when you ask.
   *[other] This question and the { $after } after it will be replaced when you ask.
}
hint-undo = “{ $undo }” brings back what was there, until another question is answered.
hint-keep = Keep them
hint-not-kept = This conversation is not being kept: the library cannot be written. Free some space on its disk; until then it is here only as long as the assistant runs.
hint-lost = The connection to the assistant was interrupted. Reload this page to go on.

## Problems

problem-busy = Too many questions are being answered at once. Try again in a moment.
problem-cut = The answer ended before it was complete. Try again.
problem-full = This conversation is full. Start a new one to ask more.
problem-not-yours = There is no such conversation here: it was deleted, or it is in another browser or another person’s.
problem-unexpected = Something went wrong inside the assistant. Try again; the log of the assistant says where it happened.
problem-gone = There is no such conversation here.
problem-no-answer = The assistant did not answer. Reload the page and try again.
problem-filter = The filter is not one that this page makes. Reload the page and choose it again.
problem-filter-many = { $count } documents is the most that can be chosen. Use the other filters.
problem-document = The page asked for a document in a way that makes no sense. Reload it and ask again.
problem-limit = You have asked { $count ->
    [one] { $count } question
   *[other] { $count } questions
} within a minute; nobody may ask more than that. Ask again in { $time }.

## Questions and answers

question-edit = Edit
answer-understood = Understood as: { $question }
answer-searching = Searching the documents…
answer-reading = Reading { $count ->
    [one] { $count } passage
   *[other] { $count } passages
}…
answer-waiting = { $ahead ->
    [one] { $ahead } question is answered before yours.
   *[other] { $ahead } questions are answered before yours.
}
answer-waiting-time = { $ahead ->
    [one] { $ahead } question is answered before yours: about { $time }.
   *[other] { $ahead } questions are answered before yours: about { $time }.
}
answer-stopped = Stopped. This answer is not complete.
answer-stopped-none = Stopped. There is no answer yet.
answer-pending = Not yet checked against the documents
answer-pending-short = not yet checked
answer-not-supported = not supported
answer-not-supported-title = Not supported
answer-no-sentence = No sentence of the documents says this.
answer-partly = The documents support only a part of this answer.
answer-missing = The documents do not say:
answer-withheld = The model also wrote { $count ->
    [one] { $count } sentence
   *[other] { $count } sentences
} that no document supports
answer-as-of = As of { $date }, { $count ->
    [one] the date of the document used
   *[other] the newest of the { $count } documents used
}.
answer-searched = Searched { $count ->
    [one] { $count } document
   *[other] { $count } documents
}
answer-searched-of = Searched { $count } of { $held ->
    [one] { $held } document
   *[other] { $held } documents
}
answer-searched-dated = { $searched } dated { $date }
answer-searched-range = { $searched } dated { $first } to { $last }
answer-searched-only = { $searched }, only those { $within }
answer-seconds = { $seconds } s
answer-differ = The documents differ: { $about }
answer-develop = Over time, by date: { $about }
answer-compare = Open side by side
answer-check = Check the claims
answer-timeline = In date order
answer-copy = Copy with sources
answer-copy-all = Copy with unsupported sentences too
answer-save = Save as { $form }
answer-save-also = as { $form }
answer-good = Helpful
answer-bad = Not helpful
answer-copied = Copied
answer-not-copied = Not allowed
within-about = about { $countries }
within-dated = dated { $first } to { $last }
within-since = dated { $date } or later
within-until = dated { $date } or earlier
within-languages = in { $languages }
within-publishers = published by { $publishers }
within-documents = among the { $count ->
    [one] { $count } document chosen
   *[other] { $count } documents chosen
}

## Sources

source = Source { $number }
source-titled = Source { $number }: { $title }
panel-empty-title = Sources appear here
panel-empty-text = Every statement in an answer carries a number. The passage behind it is shown in this panel, with the exact sentence marked.
panel-no-answer = No answer. { $problem }
panel-stopped = Stopped.
panel-searching = Searching the documents.
panel-writing = Writing the answer.
panel-ready = Answer ready. { $text }
panel-ready-cited = Answer ready, { $count ->
    [one] { $count } sentence
   *[other] { $count } sentences
} cited.
panel-none-cited = none cited
panel-count-cited = { $count ->
    [one] { $count } passage
   *[other] { $count } passages
} cited
panel-count = { $count ->
    [one] { $count } passage
   *[other] { $count } passages
}
panel-count-searching = searching
panel-count-none = no passages
panel-not-found = No passages were found before the answer ended.
panel-unclear = Nothing was searched: the question can mean several things. Choose one of them, or ask in other words.
panel-none = No passage answers this.
panel-closest = The closest passages, not used in the answer:
panel-further = Further passages ({ $count })
panel-found = Passages found ({ $count })
panel-also = Also found ({ $count })
panel-also-not-cited = Also found, not cited ({ $count })
timeline-empty-title = Dates appear here
timeline-empty-text = What an answer rests on, in the order of time: its documents, and the days that its sentences name.
timeline-chart = In date order; the table below says the same
timeline-events = Named in cited sentences
timeline-documents = Documents
timeline-mark = { $date }, source { $numbers }: { $title }
timeline-mark-found = { $date }, found, not cited: { $title }
timeline-table = In date order
timeline-date = Date
timeline-what = What
timeline-published = date { $basis }
timeline-named = named in
timeline-reckoned = reckoned from the date of
timeline-found = found, not cited
timeline-undated = Cited, without a known date:
card-source = Source: { $title }
card-closest = Closest passage: { $title }
card-passage = Passage: { $title }
card-number = Passage { $number }
card-page = page { $page }
card-copies = same text in { $count ->
    [one] { $count } other document
   *[other] { $count } other documents
}
card-back = Back to answer
card-copy = Copy quote
card-read = Read in full
card-changed = Changed since: { $date }
card-removed = Removed from the library: { $date }
card-no-publisher = Publisher not stated
card-no-date = Date not stated

## A document in full

document-close = Close
document-problem = This document cannot be opened
document-changed = This document has changed since it was quoted: the quote does not stand here any more. Ask again.
document-quoted = Shown is the text that was quoted.
document-long = This document has { $count } characters; a part around the passage is shown.
document-text = Text
document-pages = Pages
document-show-as = Show as
document-previous = Previous citation
document-previous-key = Previous citation (k)
document-next = Next citation
document-next-key = Next citation (j)
document-citations = Citations
document-before = Show what comes before
document-after = Show what follows
document-find = Find in this document
document-find-previous = Previous place
document-find-next = Next place
document-find-at = { $at } of { $count }
document-find-part = { $at } of { $count } in the part shown
document-find-none = Not found
document-citation = Citation { $number } · { $at } of { $count }
document-count = { $count ->
    [one] { $count } citation
   *[other] { $count } citations
}
compare-statements = Statements
compare-previous-key = Previous statement (k)
compare-next-key = Next statement (j)
compare-statement = { $at } of { $count }
sheets-page = Page
sheets-page-number = Page { $number }
sheets-page-of = Page { $input } of { $count }
sheets-smaller = Smaller
sheets-smaller-key = Smaller (−)
sheets-larger = Larger
sheets-larger-key = Larger (+)
sheets-percent = { $percent } %
sheets-unplaced = Where on the page this stands could not be told for certain, so nothing is marked.
sheets-unseen = Page { $number } cannot be shown.

## Checking the claims

check-title = Checking
check-claim = Claim { $at } of { $count }
check-status = Claim { $at } of { $count }, { $state }: { $claim } It rests on: { $cited }
check-status-uncited = Claim { $at } of { $count }, { $state }: { $claim } { $reason }
check-uncited = No sentence is cited for this.
check-state-checked = checked
check-state-disputed = disputed
check-state-none = not marked
check-key-next = next claim
check-key-previous = previous claim
check-key-checked = mark as checked
check-key-disputed = mark as disputed, with a note if you like
check-key-unmark = remove the mark
check-key-open = open the document in full
check-key-keys = these keys
check-key-leave = leave
check-keys = Keys
check-leave = Leave
check-previous = Previous
check-next = Next
check-checked = Checked
check-disputed = Disputed
check-unmark = Unmark
check-note = Note
check-why = Why? (optional)
check-single-keys = Single keys are on
check-not-kept = This mark could not be kept. Try again, or reload the page.
check-tally = { $checked } of { $count ->
    [one] { $count } claim
   *[other] { $count } claims
} checked
check-tally-disputed = { $checked } of { $count ->
    [one] { $count } claim
   *[other] { $count } claims
} checked, { $disputed } disputed

## What helped

feedback-thanks = Thank you. It is kept here, with the conversation.
feedback-title = What was wrong or missing?
feedback-kept = Kept here, with the conversation. Nothing is sent anywhere.
feedback-skip = Skip
feedback-keep = Keep

## Filters

filter = Filter
filter-clear = Clear
filter-on = Filters that are on
filter-remove = Remove the filter { $name }
filter-since = since { $date }
filter-until = until { $date }
filter-documents = { $count ->
    [one] { $count } document
   *[other] { $count } documents
}
filter-title = Search only documents …
filter-cancel = Cancel
filter-apply = Apply
filter-dated = Dated
filter-from = From
filter-to = To
filter-dates-like = 2021-09
filter-dates = A year, a month or a day.
filter-dates-held = A year, a month or a day. The library’s are from { $first } to { $last }.
filter-countries = Countries
filter-countries-all = About all of these.
filter-countries-find = Find in countries
filter-languages = Languages
filter-languages-any = In any of these.
filter-languages-find = Find in languages
filter-publishers = Publishers
filter-publishers-any = Of any of these.
filter-publishers-find = Find in publishers

## Signing in

signin-title = Sign in
signin-failed = Sign-in failed
signin-name = Name
signin-password = Password
signin-help = Whoever runs this assistant gives out names and new passwords.
signin-out = You are signed out.
signin-wrong = The name or the password is wrong. Try again.
signin-wait = Too many wrong tries. Wait { $time }, then try again.

## The library: adding

adding-label = Add documents
adding-choose-label = Choose files to add
adding-drop = Drop files here
adding-or = or
adding-choose = choose files
adding-limit = Up to { $megabytes } MB each: PDF, Word, HTML, text, e-mail, tables, archives …
adding-too-large = A file may have { $megabytes } MB; this one has { $size }.
adding-elsewhere = From a folder or the web
adding-folder = Folder on this machine
adding-folder-do = Take in
adding-address = Web page or feed
adding-address-do = Fetch
adding-list = What was added
adding-clear = Clear the list
adding-queued = Queued.
adding-files = { $count ->
    [one] { $count } file
   *[other] { $count } files
} to add.
adding-unsent = It could not be sent. Is it still where it was?
adding-through = { $count } additions are through.
adding-stop = Stop
adding-stop-name = Stop { $name }
adding-stopped = Stopped.
adding-step = { $name }: { $step }
adding-step-said = { $name }: { $step }. { $said }
adding-step-sending = Sending
adding-step-waiting = Waits to be sent
adding-step-queued = Queued
adding-step-reading = Reading
adding-step-embedding = Found by words; embedding
adding-step-ready = Ready: found by words and meaning
adding-step-refused = Not added
adding-step-stopped = Stopped
adding-done-passages = { $step } { $done } of { $total ->
    [one] { $total } passage
   *[other] { $total } passages
}
adding-done-files = { $step } { $done } of { $total ->
    [one] { $total } file
   *[other] { $total } files
}
adding-done-percent = { $step } { $percent } %

## The library: what it covers

coverage-label = What the documents cover
coverage-more = By country and language
coverage-year = By year
coverage-month = By month of { $year }
coverage-country = By country named
coverage-language = By language
coverage-undated = Undated: { $count }
coverage-no-country = No country named: { $count }
coverage-no-month = { $year }, no month stated
coverage-dates = Documents by date
coverage-by-country = Documents by country
coverage-by-language = Documents by language
coverage-most = most: { $count }
coverage-bar = { $name }: { $count ->
    [one] { $count } document
   *[other] { $count } documents
}
coverage-bar-chosen = { $name }: { $count ->
    [one] { $count } document
   *[other] { $count } documents
}, chosen: take this filter off
coverage-table = As a table
coverage-documents = Documents

## The library: the list

library-search = Search titles, publishers, names
library-order = Order
library-order-added = Last added first
library-order-newest = Newest first
library-order-oldest = Oldest first
library-order-title = Title, A to Z
library-order-publisher = Publisher, A to Z
library-list = The list of documents
library-pages = Pages of the list
library-country = Country
library-country-any = Any country
library-country-none = No country named
library-language = Language
library-language-any = Any language
library-language-none = Not known
library-publisher = Publisher
library-publisher-any = Any publisher
library-publisher-none = No publisher stated
library-kind = Kind
library-kind-any = Any kind
library-kind-web-page = Web page
library-kind-record = Record
library-kind-pdf = PDF
library-kind-word = Word
library-kind-slides = Slides
library-kind-table = Table
library-kind-html = HTML
library-kind-mail = Mail
library-kind-book = Book
library-kind-text = Text
library-state = State
library-state-any = Any state
library-state-meaning = Found by words and meaning
library-state-words = Found by words, vectors wait
library-undated = Undated
library-option = { $name } ({ $count })
library-count = { $count ->
    [one] { $count } document
   *[other] { $count } documents
}
library-count-found = { $count ->
    [one] { $count } document
   *[other] { $count } documents
} found
library-count-part = { $counted }, { $first } to { $last }
library-shown = { $counted }, { $first } to { $last } shown
library-none = No document fits.
library-none-narrowed = No document fits. Take a filter off, or search for fewer words.
library-empty = The library is empty. Drop files above.
library-previous = Previous
library-next = Next
library-page = Page { $page } of { $count }
library-chip = { $name }: take this filter off
library-unread = { $count ->
    [one] { $count } could not be read
   *[other] { $count } could not be read
}
library-again = Try again
library-again-name = Try again: { $name }
library-again-done = It is read again.
library-removed-count = { $count ->
    [one] { $count } document
   *[other] { $count } documents
} removed
library-removed-note = What you remove is found by no search from then on. It can be brought back for { $minutes ->
    [one] { $minutes } minute
   *[other] { $minutes } minutes
}; then its text is gone for good.
library-removed-unnamed = Removed
library-removed-stays = Removed here; still in { $places }. It stays out when that is read again.
library-removed-until = Gone for good at { $time }.
library-removed-gone = Gone for good here.
library-bring-back = Bring back
library-take-in-again = Take in again
library-empty-now = Empty now
library-emptied = Removed for good.
library-removed-one = Removed: { $title }
library-undo = Undo
library-removed-said = Removed. It can be brought back.
library-brought-back = Brought back.

## The library: one document

record-title = Title
record-publisher = Publisher
record-date = Date
record-language = Language
record-countries = Countries
record-author = Author
record-place = Place
record-address = Address
record-name = Name
record-basis-metadata = from a field of the file
record-basis-header = from the head of the text
record-basis-dateline = from its dateline
record-basis-body = found in the text
record-basis-file-name = from the file’s name
record-basis-corrected-by-a-reader = corrected by a reader
record-not-stated = not stated
record-none = none
record-undated = undated
record-names = Found under { $count ->
    [one] { $count } name
   *[other] { $count } names
}
record-more = and { $count } more
record-more-countries = { $count } more
record-copies = { $count ->
    [one] { $count } copy
   *[other] { $count } copies
} of one text
record-as-read = { $field } as read
record-read = Read in full
record-correct = Correct
record-take-back = Take corrections back
record-taken-back = The document is what was read again, as soon as it is embedded.
record-remove = Remove
record-hint-date = Such as 2021, 2021-09 or 2021-09-07
record-hint-language = A name or a code, such as Urdu or ur
record-hint-countries = Names, separated by commas
record-save = Save
record-cancel = Cancel
record-corrected-said = Corrected.
record-changing = Corrected or changed: the new version is being embedded
record-waiting = Found by words; { $waiting } of { $count ->
    [one] { $count } passage
   *[other] { $count } passages
} wait for their vectors
record-corrected = Corrected
record-passages = { $count ->
    [one] { $count } passage
   *[other] { $count } passages
}
record-passages-found = { $count ->
    [one] { $count } passage
   *[other] { $count } passages
}, found by words and meaning

## Refusals of the library

library-malformed = The page asked for something that the assistant does not understand. Reload the page, then try again.
library-no-title = A document has a title. Type one.
library-no-problem = This is no problem any more. Look at the list again.
library-no-date = “{ $date }” is no year and no month. Write it like 2021 or 2021-09.
library-no-folders = Folders are added from the page only by who runs the assistant on this machine.
library-no-addresses = Addresses are not fetched for readers here. Add the page as a file instead.
library-too-many = { $count ->
    [one] { $count } file waits
   *[other] { $count } files wait
} to be read already. Add more when some of them are.
library-not-whole = The file did not arrive whole. Add it again.
library-too-large = A file may have { $megabytes } MB. Split it, or have it added on the machine.
library-no-folder = There is no such folder on this machine. Give its whole path, such as /home/me/cables.
library-own-folder = This is the folder of the library itself. Choose the one that your documents are in.
