# صفحے کے تمام الفاظ، اردو میں۔

## Gradio's own components

page-conversation = گفتگو
box-label = آپ کا سوال
box-placeholder = دستاویزات سے پوچھیں
box-ask = پوچھیں
box-stop = روکیں
tab-sources = ذرائع
tab-sources-counted = ذرائع ({ $count })
tab-timeline = تاریخ وار
tab-library = کتب خانہ
chat-retry = دوبارہ کوشش
chat-undo = واپس لیں
chat-scroll = آخر تک جائیں
tabs-more = مزید ٹیب

## Top bar

skip-to-question = سیدھے سوال پر جائیں
subtitle = جوابات { $count ->
    [one] { $count } دستاویز
   *[other] { $count } دستاویزات
} سے
subtitle-years = جوابات { $count ->
    [one] { $count } دستاویز
   *[other] { $count } دستاویزات
} سے، { $years }
conversations = گفتگوئیں
conversation-new = نئی گفتگو
theme-dark = گہرا رنگ
language = زبان
standing-progress = وہ اقتباسات جو معنی سے تلاش ہو سکتے ہیں
standing-unread-list = دستاویزات جو پڑھی نہ جا سکیں
standing-unread = { $count ->
    [one] { $count } دستاویز پڑھی نہ جا سکی
   *[other] { $count } دستاویزات پڑھی نہ جا سکیں
}
standing-reading = { $total ->
    [one] { $total } فائل
   *[other] { $total } فائلوں
} میں سے { $done } پڑھی گئیں
standing-meaning = معنی سے قابلِ تلاش: { $passages ->
    [one] { $passages } اقتباس
   *[other] { $passages } اقتباسات
} کا { $percent }%
standing-left = تقریباً { $time } باقی
standing-looking = تبدیلیاں دیکھی جا رہی ہیں
comma = {"، "}
time-seconds = { $count } سیکنڈ
time-minutes = { $count } منٹ
time-hours = { $count ->
    [one] { $count } گھنٹہ
   *[other] { $count } گھنٹے
}

## The empty page

hello-title = دستاویزات کیا کہتی ہیں؟
hello-text = جوابات صرف دستاویزات سے آتے ہیں، اور ہر بیان کے ساتھ وہ جملہ دکھایا جاتا ہے جس پر وہ مبنی ہے۔
hello-suggested = سوالات جن کا جواب انگریزی دستاویزات میں ہے:
hello-empty-title = کتب خانہ خالی ہے
hello-empty-text = جوابات صرف انہی دستاویزات سے آتے ہیں جو آپ شامل کریں: متن، ویب صفحات، PDF اور دفتری فائلیں، خطوط، کتابیں اور ان کے مجموعے۔
hello-empty-start = یا معاون کے آغاز پر کوئی فولڈر پڑھوائیں:
hello-empty-folder = فولڈر

## Conversations at the side

history-search = گفتگوؤں میں تلاش
history-none = آپ کے سوالات یہاں محفوظ رہتے ہیں۔
history-writing = جواب لکھا جا رہا ہے
history-none-found = کسی گفتگو میں یہ الفاظ نہیں ہیں۔
history-found = { $count ->
    [one] { $count } گفتگو
   *[other] { $count } گفتگوئیں
}
history-today = آج
history-yesterday = گزشتہ کل
history-week = پچھلے سات دن
history-earlier = اس سے پہلے
history-options = اختیارات: { $title }
history-download = { $form } میں ڈاؤن لوڈ کریں
history-rename = نام بدلیں
history-new-name = گفتگو کا نیا نام
history-delete = حذف کریں
history-delete-sure = ہمیشہ کے لیے حذف کریں
history-delete-keep = رہنے دیں
history-delete-what = یہ گفتگو اور اس کی بنیاد ہٹا دی جائے گی۔
account-sign-out = سائن آؤٹ
account-not-signed-out = سائن آؤٹ نہ ہو سکا۔ دوبارہ کوشش کریں
account-ended = آپ سائن آؤٹ ہو چکے ہیں، یا نشست ختم ہو گئی ہے۔ کسی اور ٹیب میں { $link }، پھر یہاں جاری رکھیں۔
account-sign-in-again = دوبارہ سائن ان کریں

## Above and below the messages

state-earlier = { $count ->
    [one] پچھلا { $count } سوال
   *[other] پچھلے { $count } سوالات
} دکھائیں
hint-replaced = { $after ->
    [0] پوچھنے پر یہ سوال بدل جائے گا۔
    [1] پوچھنے پر یہ سوال اور اس کے بعد والا بدل جائیں گے۔
   *[other] پوچھنے پر یہ سوال اور اس کے بعد والے { $after } بدل جائیں گے۔
}
hint-undo = «{ $undo }» سے پہلے والا سب واپس آ جاتا ہے، جب تک کسی اور سوال کا جواب نہ آئے۔
hint-keep = انہیں رہنے دیں
hint-not-kept = یہ گفتگو محفوظ نہیں ہو رہی: کتب خانے میں لکھا نہیں جا سکتا۔ اس کی ڈسک پر جگہ خالی کریں؛ تب تک یہ صرف معاون کے چلتے رہنے تک یہاں ہے۔
hint-lost = معاون سے رابطہ ٹوٹ گیا۔ جاری رکھنے کے لیے یہ صفحہ دوبارہ لوڈ کریں۔

## Problems

problem-busy = ایک ساتھ بہت زیادہ سوالات کے جواب دیے جا رہے ہیں۔ تھوڑی دیر میں دوبارہ کوشش کریں۔
problem-cut = جواب مکمل ہونے سے پہلے ختم ہو گیا۔ دوبارہ کوشش کریں۔
problem-full = یہ گفتگو بھر چکی ہے۔ مزید پوچھنے کے لیے نئی گفتگو شروع کریں۔
problem-not-yours = ایسی کوئی گفتگو یہاں نہیں: یا تو حذف ہو چکی ہے، یا کسی اور براؤزر یا کسی اور شخص کی ہے۔
problem-unexpected = معاون کے اندر کوئی خرابی ہوئی۔ دوبارہ کوشش کریں؛ معاون کا لاگ بتاتا ہے کہ کہاں۔
problem-gone = ایسی کوئی گفتگو یہاں نہیں۔
problem-no-answer = معاون نے جواب نہیں دیا۔ صفحہ دوبارہ لوڈ کر کے پھر کوشش کریں۔
problem-filter = یہ فلٹر اس صفحے کا بنایا ہوا نہیں۔ صفحہ دوبارہ لوڈ کریں اور پھر سے چنیں۔
problem-filter-many = زیادہ سے زیادہ { $count } دستاویزات چنی جا سکتی ہیں۔ دوسرے فلٹر استعمال کریں۔
problem-document = صفحے نے دستاویز درست طریقے سے نہیں مانگی۔ صفحہ دوبارہ لوڈ کر کے پھر پوچھیں۔
problem-limit = آپ نے ایک منٹ میں { $count ->
    [one] { $count } سوال
   *[other] { $count } سوالات
} پوچھے ہیں؛ اس سے زیادہ کی اجازت نہیں۔ { $time } بعد دوبارہ پوچھیں۔

## Questions and answers

question-edit = ترمیم
answer-understood = یوں سمجھا گیا: { $question }
answer-searching = دستاویزات میں تلاش جاری ہے…
answer-reading = { $count ->
    [one] { $count } اقتباس پڑھا جا رہا ہے
   *[other] { $count } اقتباسات پڑھے جا رہے ہیں
}…
answer-waiting = { $ahead ->
    [one] آپ سے پہلے { $ahead } سوال ہے۔
   *[other] آپ سے پہلے { $ahead } سوالات ہیں۔
}
answer-waiting-time = { $ahead ->
    [one] آپ سے پہلے { $ahead } سوال ہے: تقریباً { $time }۔
   *[other] آپ سے پہلے { $ahead } سوالات ہیں: تقریباً { $time }۔
}
answer-stopped = روک دیا گیا۔ یہ جواب مکمل نہیں۔
answer-stopped-none = روک دیا گیا۔ ابھی کوئی جواب نہیں۔
answer-pending = ابھی دستاویزات سے جانچا نہیں گیا
answer-pending-short = ابھی جانچا نہیں گیا
answer-not-supported = بے سند
answer-not-supported-title = بے سند
answer-no-sentence = دستاویزات کا کوئی جملہ یہ نہیں کہتا۔
answer-partly = دستاویزات اس جواب کے صرف ایک حصے کی تائید کرتی ہیں۔
answer-missing = دستاویزات یہ نہیں بتاتیں:
answer-withheld = ماڈل نے { $count ->
    [one] { $count } جملہ ایسا بھی لکھا جس
   *[other] { $count } جملے ایسے بھی لکھے جن
} کی تائید کوئی دستاویز نہیں کرتی
answer-as-of = بمطابق { $date }، { $count ->
    [one] استعمال شدہ دستاویز کی تاریخ
   *[other] استعمال شدہ { $count } دستاویزات میں سب سے نئی
}۔
answer-searched = { $count ->
    [one] { $count } دستاویز
   *[other] { $count } دستاویزات
} میں تلاش
answer-searched-of = { $held ->
    [one] { $held } دستاویز
   *[other] { $held } دستاویزات
} میں سے { $count } میں تلاش
answer-searched-dated = { $searched }، مورخہ { $date }
answer-searched-range = { $searched }، مورخہ { $first } تا { $last }
answer-searched-only = { $searched }، صرف وہ جو { $within }
answer-seconds = { $seconds } سیکنڈ
answer-differ = دستاویزات میں اختلاف: { $about }
answer-develop = وقت کے ساتھ، تاریخ وار: { $about }
answer-compare = ساتھ ساتھ کھولیں
answer-check = بیانات جانچیں
answer-timeline = تاریخ وار دیکھیں
answer-copy = ذرائع سمیت نقل کریں
answer-copy-all = بے سند جملے بھی نقل کریں
answer-save = { $form } میں محفوظ کریں
answer-save-also = { $form } میں
answer-good = مفید
answer-bad = غیر مفید
answer-copied = نقل ہو گیا
answer-not-copied = اجازت نہیں
within-about = { $countries } کے بارے میں ہوں
within-dated = { $first } تا { $last } کی ہوں
within-since = { $date } یا بعد کی ہوں
within-until = { $date } یا پہلے کی ہوں
within-languages = { $languages } میں ہوں
within-publishers = { $publishers } نے شائع کی ہوں
within-documents = چنی ہوئی { $count ->
    [one] { $count } دستاویز میں سے
   *[other] { $count } دستاویزات میں سے
} ہوں

## Sources

source = ذریعہ { $number }
source-titled = ذریعہ { $number }: { $title }
panel-empty-title = ذرائع یہاں ظاہر ہوں گے
panel-empty-text = جواب کے ہر بیان پر ایک نمبر ہوتا ہے۔ اس کا ماخذ اقتباس اس خانے میں دکھایا جاتا ہے، اور عین وہی جملہ نشان زد ہوتا ہے۔
panel-no-answer = کوئی جواب نہیں۔ { $problem }
panel-stopped = روک دیا گیا۔
panel-searching = دستاویزات میں تلاش جاری ہے۔
panel-writing = جواب لکھا جا رہا ہے۔
panel-ready = جواب تیار ہے۔ { $text }
panel-ready-cited = جواب تیار ہے، { $count ->
    [one] { $count } جملے
   *[other] { $count } جملوں
} کا حوالہ دیا گیا ہے۔
panel-none-cited = کوئی حوالہ نہیں
panel-count-cited = { $count ->
    [one] { $count } اقتباس
   *[other] { $count } اقتباسات
} کا حوالہ
panel-count = { $count ->
    [one] { $count } اقتباس
   *[other] { $count } اقتباسات
}
panel-count-searching = تلاش جاری
panel-count-none = کوئی اقتباس نہیں
panel-not-found = جواب ختم ہونے سے پہلے کوئی اقتباس نہیں ملا۔
panel-unclear = کچھ تلاش نہیں کیا گیا: سوال کے کئی مطلب ہو سکتے ہیں۔ ان میں سے ایک چنیں، یا دوسرے الفاظ میں پوچھیں۔
panel-none = کوئی اقتباس اس کا جواب نہیں دیتا۔
panel-closest = قریب ترین اقتباسات، جو جواب میں استعمال نہیں ہوئے:
panel-further = مزید اقتباسات ({ $count })
panel-found = ملنے والے اقتباسات ({ $count })
panel-also = یہ بھی ملے ({ $count })
panel-also-not-cited = یہ بھی ملے، حوالہ نہیں دیا گیا ({ $count })
timeline-empty-title = تاریخیں یہاں ظاہر ہوں گی
timeline-empty-text = جواب کا ماخذ وقت کی ترتیب سے: اس کی دستاویزات، اور وہ دن جن کا اس کے جملے ذکر کرتے ہیں۔
timeline-chart = تاریخ وار؛ نیچے کا جدول یہی بتاتا ہے
timeline-events = حوالہ شدہ جملوں میں مذکور
timeline-documents = دستاویزات
timeline-mark = { $date }، ذریعہ { $numbers }: { $title }
timeline-mark-found = { $date }، ملا، حوالہ نہیں: { $title }
timeline-table = تاریخ وار
timeline-date = تاریخ
timeline-what = کیا
timeline-published = تاریخ: { $basis }
timeline-named = مذکور در
timeline-reckoned = اس کی تاریخ سے شمار کیا گیا:
timeline-found = ملا، حوالہ نہیں
timeline-undated = حوالہ دیا گیا، تاریخ معلوم نہیں:
card-source = ذریعہ: { $title }
card-closest = قریب ترین اقتباس: { $title }
card-passage = اقتباس: { $title }
card-number = اقتباس { $number }
card-page = صفحہ { $page }
card-copies = یہی متن { $count ->
    [one] { $count } اور دستاویز
   *[other] { $count } اور دستاویزات
} میں
card-back = جواب پر واپس
card-copy = اقتباس نقل کریں
card-read = مکمل پڑھیں
card-changed = اس کے بعد تبدیل ہوئی: { $date }
card-removed = کتب خانے سے ہٹائی گئی: { $date }
card-no-publisher = ناشر درج نہیں
card-no-date = تاریخ درج نہیں

## A document in full

document-close = بند کریں
document-problem = یہ دستاویز کھل نہیں سکتی
document-changed = حوالہ دیے جانے کے بعد یہ دستاویز بدل گئی ہے: اقتباس اب اس جگہ موجود نہیں۔ دوبارہ پوچھیں۔
document-quoted = وہی متن دکھایا جا رہا ہے جس کا حوالہ دیا گیا تھا۔
document-long = اس دستاویز میں { $count } حروف ہیں؛ اقتباس کے آس پاس کا حصہ دکھایا جا رہا ہے۔
document-text = متن
document-pages = صفحات
document-show-as = دکھانے کا انداز
document-previous = پچھلا حوالہ
document-previous-key = پچھلا حوالہ (k)
document-next = اگلا حوالہ
document-next-key = اگلا حوالہ (j)
document-citations = حوالے
document-before = اس سے پہلے کا حصہ دکھائیں
document-after = آگے کا حصہ دکھائیں
document-find = اس دستاویز میں تلاش
document-find-previous = پچھلا مقام
document-find-next = اگلا مقام
document-find-at = { $count } میں سے { $at }
document-find-part = دکھائے گئے حصے میں { $count } میں سے { $at }
document-find-none = نہیں ملا
document-citation = حوالہ { $number } · { $count } میں سے { $at }
document-count = { $count ->
    [one] { $count } حوالہ
   *[other] { $count } حوالے
}
compare-statements = بیانات
compare-previous-key = پچھلا بیان (k)
compare-next-key = اگلا بیان (j)
compare-statement = { $count } میں سے { $at }
sheets-page = صفحہ
sheets-page-number = صفحہ { $number }
sheets-page-of = صفحہ { $input } از { $count }
sheets-smaller = چھوٹا کریں
sheets-smaller-key = چھوٹا کریں (−)
sheets-larger = بڑا کریں
sheets-larger-key = بڑا کریں (+)
sheets-percent = { $percent }%
sheets-unplaced = یقین سے نہیں بتایا جا سکا کہ یہ صفحے پر کہاں ہے، اس لیے کچھ نشان زد نہیں۔
sheets-unseen = صفحہ { $number } دکھایا نہیں جا سکتا۔

## Checking the claims

check-title = جانچ
check-claim = بیان { $at } از { $count }
check-status = بیان { $at } از { $count }، { $state }: { $claim } بنیاد: { $cited }
check-status-uncited = بیان { $at } از { $count }، { $state }: { $claim } { $reason }
check-uncited = اس کے لیے کسی جملے کا حوالہ نہیں۔
check-state-checked = جانچا ہوا
check-state-disputed = متنازع
check-state-none = بے نشان
check-key-next = اگلا بیان
check-key-previous = پچھلا بیان
check-key-checked = جانچا ہوا قرار دیں
check-key-disputed = متنازع قرار دیں، چاہیں تو نوٹ کے ساتھ
check-key-unmark = نشان ہٹائیں
check-key-open = پوری دستاویز کھولیں
check-key-keys = یہ کلیدیں
check-key-leave = باہر نکلیں
check-keys = کلیدیں
check-leave = باہر نکلیں
check-previous = پچھلا
check-next = اگلا
check-checked = جانچا ہوا
check-disputed = متنازع
check-unmark = نشان ہٹائیں
check-note = نوٹ
check-why = کیوں؟ (اختیاری)
check-single-keys = اکیلی کلیدیں فعال ہیں
check-not-kept = یہ نشان محفوظ نہ ہو سکا۔ دوبارہ کوشش کریں، یا صفحہ دوبارہ لوڈ کریں۔
check-tally = { $count ->
    [one] { $count } بیان
   *[other] { $count } بیانات
} میں سے { $checked } جانچے گئے
check-tally-disputed = { $count ->
    [one] { $count } بیان
   *[other] { $count } بیانات
} میں سے { $checked } جانچے گئے، { $disputed } متنازع

## What helped

feedback-thanks = شکریہ۔ یہ گفتگو کے ساتھ یہیں محفوظ ہے۔
feedback-title = کیا غلط تھا یا کیا کمی تھی؟
feedback-kept = گفتگو کے ساتھ یہیں محفوظ رہتا ہے۔ کہیں کچھ نہیں بھیجا جاتا۔
feedback-skip = چھوڑیں
feedback-keep = محفوظ کریں

## Filters

filter = فلٹر
filter-clear = صاف کریں
filter-on = لگے ہوئے فلٹر
filter-remove = فلٹر { $name } ہٹائیں
filter-since = از { $date }
filter-until = تا { $date }
filter-documents = { $count ->
    [one] { $count } دستاویز
   *[other] { $count } دستاویزات
}
filter-title = صرف ان دستاویزات میں تلاش کریں
filter-cancel = منسوخ
filter-apply = لاگو کریں
filter-dated = تاریخ
filter-from = از
filter-to = تا
filter-dates-like = 2021-09
filter-dates = سال، مہینہ یا دن۔
filter-dates-held = سال، مہینہ یا دن۔ کتب خانے کی دستاویزات { $first } سے { $last } تک کی ہیں۔
filter-countries = ممالک
filter-countries-all = ان سب کے بارے میں۔
filter-countries-find = ملک تلاش کریں
filter-languages = زبانیں
filter-languages-any = ان میں سے کسی میں۔
filter-languages-find = زبان تلاش کریں
filter-publishers = ناشرین
filter-publishers-any = ان میں سے کسی کی۔
filter-publishers-find = ناشر تلاش کریں

## Signing in

signin-title = سائن ان
signin-failed = سائن ان نہ ہو سکا
signin-name = نام
signin-password = پاس ورڈ
signin-help = نام اور نئے پاس ورڈ اس معاون کے منتظم سے ملتے ہیں۔
signin-out = آپ سائن آؤٹ ہو چکے ہیں۔
signin-wrong = نام یا پاس ورڈ غلط ہے۔ دوبارہ کوشش کریں۔
signin-wait = بہت زیادہ غلط کوششیں ہوئیں۔ { $time } انتظار کریں، پھر دوبارہ کوشش کریں۔

## The library: adding

adding-label = دستاویزات شامل کریں
adding-choose-label = شامل کرنے کے لیے فائلیں چنیں
adding-drop = فائلیں یہاں لا چھوڑیں
adding-or = یا
adding-choose = فائلیں چنیں
adding-limit = ہر ایک { $megabytes } MB تک: PDF، Word، HTML، متن، ای میل، جدول، مجموعے …
adding-too-large = فائل { $megabytes } MB تک ہو سکتی ہے؛ یہ { $size } MB کی ہے۔
adding-elsewhere = فولڈر یا ویب سے
adding-folder = اس مشین کا فولڈر
adding-folder-do = شامل کریں
adding-address = ویب صفحہ یا فیڈ
adding-address-do = حاصل کریں
adding-list = جو شامل کیا گیا
adding-clear = فہرست صاف کریں
adding-queued = قطار میں ہے۔
adding-files = { $count ->
    [one] { $count } فائل شامل کرنی ہے۔
   *[other] { $count } فائلیں شامل کرنی ہیں۔
}
adding-unsent = بھیجی نہ جا سکی۔ کیا فائل اب بھی اپنی جگہ پر ہے؟
adding-through = { $count } اضافے مکمل ہوئے۔
adding-stop = روکیں
adding-stop-name = { $name } روکیں
adding-stopped = روک دیا گیا۔
adding-step = { $name }: { $step }
adding-step-said = { $name }: { $step }۔ { $said }
adding-step-sending = بھیجی جا رہی ہے
adding-step-waiting = بھیجے جانے کی منتظر
adding-step-queued = قطار میں
adding-step-reading = پڑھی جا رہی ہے
adding-step-embedding = الفاظ سے قابلِ تلاش؛ ویکٹر بن رہے ہیں
adding-step-ready = تیار: الفاظ اور معنی سے قابلِ تلاش
adding-step-refused = شامل نہیں ہوئی
adding-step-stopped = روک دی گئی
adding-done-passages = { $step }، { $total ->
    [one] { $total } اقتباس
   *[other] { $total } اقتباسات
} میں سے { $done }
adding-done-files = { $step }، { $total ->
    [one] { $total } فائل
   *[other] { $total } فائلوں
} میں سے { $done }
adding-done-percent = { $step } { $percent }%

## The library: what it covers

coverage-label = دستاویزات کا احاطہ
coverage-more = ملک اور زبان کے لحاظ سے
coverage-year = سال کے لحاظ سے
coverage-month = { $year } کے مہینے
coverage-country = مذکورہ ملک کے لحاظ سے
coverage-language = زبان کے لحاظ سے
coverage-undated = بلا تاریخ: { $count }
coverage-no-country = کسی ملک کا ذکر نہیں: { $count }
coverage-no-month = { $year }، مہینہ درج نہیں
coverage-dates = تاریخ کے لحاظ سے دستاویزات
coverage-by-country = ملک کے لحاظ سے دستاویزات
coverage-by-language = زبان کے لحاظ سے دستاویزات
coverage-most = زیادہ سے زیادہ: { $count }
coverage-bar = { $name }: { $count ->
    [one] { $count } دستاویز
   *[other] { $count } دستاویزات
}
coverage-bar-chosen = { $name }: { $count ->
    [one] { $count } دستاویز
   *[other] { $count } دستاویزات
}، منتخب: یہ فلٹر ہٹائیں
coverage-table = جدول کی صورت میں
coverage-documents = دستاویزات

## The library: the list

library-search = عنوان، ناشر اور نام تلاش کریں
library-order = ترتیب
library-order-added = آخری شامل پہلے
library-order-newest = نئی پہلے
library-order-oldest = پرانی پہلے
library-order-title = عنوان کے لحاظ سے
library-order-publisher = ناشر کے لحاظ سے
library-list = دستاویزات کی فہرست
library-pages = فہرست کے صفحات
library-country = ملک
library-country-any = کوئی بھی ملک
library-country-none = کسی ملک کا ذکر نہیں
library-language = زبان
library-language-any = کوئی بھی زبان
library-language-none = نامعلوم
library-publisher = ناشر
library-publisher-any = کوئی بھی ناشر
library-publisher-none = ناشر درج نہیں
library-kind = قسم
library-kind-any = کوئی بھی قسم
library-kind-web-page = ویب صفحہ
library-kind-record = ریکارڈ
library-kind-pdf = PDF
library-kind-word = Word
library-kind-slides = سلائیڈز
library-kind-table = جدول
library-kind-html = HTML
library-kind-mail = ای میل
library-kind-book = کتاب
library-kind-text = متن
library-state = حالت
library-state-any = کوئی بھی حالت
library-state-meaning = الفاظ اور معنی سے قابلِ تلاش
library-state-words = الفاظ سے قابلِ تلاش، ویکٹر باقی ہیں
library-undated = بلا تاریخ
library-option = { $name } ({ $count })
library-count = { $count ->
    [one] { $count } دستاویز
   *[other] { $count } دستاویزات
}
library-count-found = { $count ->
    [one] { $count } دستاویز ملی
   *[other] { $count } دستاویزات ملیں
}
library-count-part = { $counted }، { $first } تا { $last }
library-shown = { $counted }، { $first } تا { $last } دکھائی گئیں
library-none = کوئی دستاویز مطابقت نہیں رکھتی۔
library-none-narrowed = کوئی دستاویز مطابقت نہیں رکھتی۔ کوئی فلٹر ہٹائیں، یا کم الفاظ تلاش کریں۔
library-empty = کتب خانہ خالی ہے۔ اوپر فائلیں لا چھوڑیں۔
library-previous = پچھلا
library-next = اگلا
library-page = صفحہ { $page } از { $count }
library-chip = { $name }: یہ فلٹر ہٹائیں
library-unread = { $count ->
    [one] { $count } پڑھی نہ جا سکی
   *[other] { $count } پڑھی نہ جا سکیں
}
library-again = دوبارہ کوشش
library-again-name = دوبارہ کوشش: { $name }
library-again-done = دوبارہ پڑھی جا رہی ہے۔
library-removed-count = { $count ->
    [one] { $count } دستاویز ہٹائی گئی
   *[other] { $count } دستاویزات ہٹائی گئیں
}
library-removed-note = ہٹائی گئی دستاویز اس کے بعد کسی تلاش میں نہیں ملتی۔ اسے { $minutes ->
    [one] { $minutes } منٹ
   *[other] { $minutes } منٹ
} تک واپس لایا جا سکتا ہے؛ پھر اس کا متن ہمیشہ کے لیے ختم ہو جاتا ہے۔
library-removed-unnamed = ہٹائی گئی
library-removed-stays = یہاں سے ہٹائی گئی؛ { $places } میں اب بھی موجود ہے۔ اسے دوبارہ پڑھنے پر بھی یہ باہر رہے گی۔
library-removed-until = { $time } پر ہمیشہ کے لیے ختم ہو جائے گی۔
library-removed-gone = یہاں سے ہمیشہ کے لیے ختم۔
library-bring-back = واپس لائیں
library-take-in-again = دوبارہ شامل کریں
library-empty-now = ابھی خالی کریں
library-emptied = ہمیشہ کے لیے ہٹا دی گئیں۔
library-removed-one = ہٹائی گئی: { $title }
library-undo = واپس لیں
library-removed-said = ہٹا دی گئی۔ واپس لائی جا سکتی ہے۔
library-brought-back = واپس لائی گئی۔

## The library: one document

record-title = عنوان
record-publisher = ناشر
record-date = تاریخ
record-language = زبان
record-countries = ممالک
record-author = مصنف
record-place = مقام
record-address = پتہ
record-name = نام
record-basis-metadata = فائل کے ایک خانے سے
record-basis-header = متن کے سرنامے سے
record-basis-dateline = متن کی مقام و تاریخ کی سطر سے
record-basis-body = متن میں ملا
record-basis-file-name = فائل کے نام سے
record-basis-corrected-by-a-reader = قاری کی تصحیح
record-not-stated = درج نہیں
record-none = کوئی نہیں
record-undated = بلا تاریخ
record-names = { $count ->
    [one] { $count } نام
   *[other] { $count } ناموں
} سے موجود
record-more = اور { $count } مزید
record-more-countries = { $count } مزید
record-copies = ایک ہی متن کی { $count ->
    [one] { $count } نقل
   *[other] { $count } نقلیں
}
record-as-read = { $field }، جیسا پڑھا گیا
record-read = مکمل پڑھیں
record-correct = تصحیح کریں
record-take-back = تصحیحات واپس لیں
record-taken-back = ویکٹر بنتے ہی دستاویز پھر ویسی ہو جائے گی جیسی پڑھی گئی تھی۔
record-remove = ہٹائیں
record-hint-date = مثلاً 2021، ⁦2021-09⁩ یا ⁦2021-09-07⁩
record-hint-language = نام یا کوڈ، مثلاً اردو یا ur
record-hint-countries = نام، وقفے (،) سے الگ کیے ہوئے
record-save = محفوظ کریں
record-cancel = منسوخ
record-corrected-said = تصحیح ہو گئی۔
record-changing = تصحیح یا تبدیلی ہوئی: نئے نسخے کے ویکٹر بن رہے ہیں
record-waiting = الفاظ سے قابلِ تلاش؛ { $count ->
    [one] { $count } اقتباس
   *[other] { $count } اقتباسات
} میں سے { $waiting } کے ویکٹر باقی ہیں
record-corrected = تصحیح شدہ
record-passages = { $count ->
    [one] { $count } اقتباس
   *[other] { $count } اقتباسات
}
record-passages-found = { $count ->
    [one] { $count } اقتباس
   *[other] { $count } اقتباسات
}، الفاظ اور معنی سے قابلِ تلاش

## Refusals of the library

library-malformed = صفحے نے ایسی چیز مانگی جو معاون کی سمجھ میں نہیں آتی۔ صفحہ دوبارہ لوڈ کریں، پھر کوشش کریں۔
library-no-title = دستاویز کا عنوان ہونا چاہیے۔ عنوان لکھیں۔
library-no-problem = اب یہ کوئی مسئلہ نہیں۔ فہرست دوبارہ دیکھیں۔
library-no-date = ”{ $date }“ نہ سال ہے نہ مہینہ۔ 2021 یا ⁦2021-09⁩ کی طرح لکھیں۔
library-no-folders = اس صفحے سے فولڈر صرف وہی شامل کر سکتا ہے جو اس مشین پر معاون چلاتا ہے۔
library-no-addresses = یہاں قارئین کے لیے پتوں سے صفحات حاصل نہیں کیے جاتے۔ صفحے کو فائل کے طور پر شامل کریں۔
library-too-many = پہلے ہی { $count ->
    [one] { $count } فائل
   *[other] { $count } فائلیں
} پڑھے جانے کی منتظر ہیں۔ کچھ پڑھی جانے کے بعد مزید شامل کریں۔
library-not-whole = فائل پوری نہیں پہنچی۔ دوبارہ شامل کریں۔
library-too-large = فائل { $megabytes } MB تک ہو سکتی ہے۔ اسے تقسیم کریں، یا مشین پر شامل کروائیں۔
library-no-folder = اس مشین پر ایسا کوئی فولڈر نہیں۔ پورا راستہ لکھیں، مثلاً ⁦/home/me/cables⁩۔
library-own-folder = یہ خود کتب خانے کا فولڈر ہے۔ وہ فولڈر چنیں جس میں آپ کی دستاویزات ہیں۔
