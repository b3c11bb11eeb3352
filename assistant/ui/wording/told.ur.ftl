# پروگرام کے باقی حصے جو جملے انگریزی میں کہتے ہیں، وہ اردو میں۔

between-sentences = {" "}
between-parts = {"؛ "}
quoted = «{ $word }»
copies-same = { $titles } کا متن ایک ہی ہے

## An answer that says nothing

refusal = دستاویزات یہ نہیں بتاتیں۔
refusal-empty = کتب خانہ خالی ہے۔
refusal-empty-add = دستاویزات صفحے کے کتب خانے کے ٹیب میں، یا ⁦“assistant ingest FOLDER”⁩ سے شامل کریں۔
refusal-none-within = کتب خانے کی { $held ->
    [one] { $held } دستاویز میں
   *[other] { $held } دستاویزات میں سے کسی میں
} تلاش نہیں ہوئی: ایسی کوئی دستاویز نہیں جو { $within }۔
refusal-searched = { $of ->
    [all] { $count ->
        [one] { $count } دستاویز
       *[other] { $count } دستاویزات
    }
   *[held] { $held ->
        [one] { $held } دستاویز
       *[other] { $held } دستاویزات
    } میں سے { $count }
} میں تلاش کی گئی{ $dated ->
    [undated] {""}
    [day] ، مورخہ { $date }
   *[range] ، مورخہ { $first } تا { $last }
}{ $bound ->
    [unbound] {""}
   *[within] ، صرف وہ جو { $within }
}۔
absent-word = { $lacking ->
    [it] اس میں
   *[all] ان میں سے کسی میں بھی
} لفظ «{ $word }» نہیں ہے۔
absent-words = { $lacking ->
    [it] اس میں
   *[all] ان میں سے کسی میں بھی
} الفاظ { $words } نہیں ہیں۔
absent-both = { $lacking ->
    [it] اس میں
   *[all] ان میں سے کسی میں بھی
} { $both } دونوں ایک ساتھ نہیں ہیں۔

## What is asked back

ask-whom = «{ $word }» سے آپ کی مراد کون ہے؟
ask-what = «{ $word }» سے آپ کی مراد کیا ہے؟
ask-which = «{ $noun }» سے آپ کی مراد کون سا ہے؟
ask-goes-on = آپ کا سوال کس بات سے آگے چلتا ہے؟ پورا سوال پوچھیں۔

## What is corrected in a question

premise-number = دستاویزات { $number } کے بجائے کوئی اور عدد بتاتی ہیں:
premise-not-so-far = دستاویزات یہ نہیں کہتیں کہ { $done ->
    [signed] دستخط ہوئے
    [ratified] توثیق ہوئی
    [concluded] معاہدہ طے پایا
    [completed] کام مکمل ہوا
    [inaugurated] افتتاح ہوا
    [implemented] عمل درآمد ہوا
    [disbursed] رقم ادا کی گئی
    [delivered] حوالگی ہوئی
    [opened] آغاز ہوا
    [funded] رقم فراہم کی گئی
    [established] قیام عمل میں آیا
    [created] تشکیل ہوئی
    [built] تعمیر ہوئی
   *[released] اجرا ہوا
}:
premise-country = دستاویزات { $country } کے بجائے کسی اور ملک کا نام لیتی ہیں:
premise-possible = دستاویزات اسے ممکن یا مجوزہ بتاتی ہیں، مکمل شدہ نہیں:
premise-contrary = دستاویزات «{ $word }» نہیں کہتیں:
premise-holder = دستاویزات { $name } کا عہدہ «{ $office }» نہیں بتاتیں:

## Why a sentence is not supported

reason-further = یہ بیان دستاویز کے جملے سے آگے بڑھ جاتا ہے۔
reason-number = دستاویز کے جملے میں عدد { $number } نہیں ہے۔
reason-date = دستاویز کے جملے میں تاریخ { $date } نہیں ہے۔
reason-calendar = دستاویز کے جملے میں { $calendar } کا ذکر نہیں ہے۔
reason-name = دستاویز کے جملے میں نام { $name } نہیں ہے۔
reason-denies = یہ بیان اس بات کی نفی کرتا ہے جس کی نفی دستاویز کا جملہ نہیں کرتا۔
reason-denied = دستاویز کا جملہ اس کی نفی کرتا ہے۔
reason-possible = دستاویز کا جملہ اسے ممکن بتاتا ہے، ہو چکا نہیں۔
reason-done = دستاویز کا جملہ اسے ہو چکا بتاتا ہے، ممکن نہیں۔
reason-other-way = دستاویز کے جملے میں رخ الٹا ہے: دوسرے سے پہلے کی طرف۔
reason-countries = دستاویز کے جملے میں ممالک کی ترتیب الٹی ہے۔
reason-number-else = دستاویز کے جملے میں عدد { $number } کسی اور چیز کا ہے۔
reason-rank-else = دستاویز کے جملے میں “{ $word }” کسی اور ملک کے بارے میں ہے۔
reason-object = دستاویز کے جملے میں «{ $word }» کسی اور چیز کے بارے میں ہے۔
reason-title = یہ صرف دستاویز کا عنوان دہراتا ہے۔
reason-says = دستاویز کا جملہ «{ $word }» کہتا ہے۔
reason-says-not = دستاویز کا جملہ «{ $word }» نہیں کہتا۔
reason-office-other = دستاویزات میں اس شخص کا عہدہ «{ $other }» ہے، «{ $office }» نہیں۔
reason-office = دستاویز کے جملے میں عہدے «{ $office }» کا ذکر نہیں۔
reason-office-of = دستاویز کے جملے میں { $country } کے عہدے «{ $office }» کا ذکر نہیں۔
reason-somebody = دستاویز کے جملے میں یہ کوئی اور کہتا یا کرتا ہے۔
reason-opposite = دستاویز کا جملہ اس کے برعکس کہتا ہے: «{ $word }…»۔
reason-of-country = دستاویز کے جملے میں «{ $word }» کا تعلق { $countries } سے ہے، { $country } سے نہیں۔
reason-beside = دستاویز کے جملے میں «{ $noun }» کے ساتھ «{ $word }» کے بجائے کچھ اور ہے۔
reason-list = دستاویز کے جملے کی فہرست میں «{ $word }» نہیں ہے۔
reason-quoted = الفاظ «{ $quote }» دستاویز کے جملے میں نہیں ہیں۔
reason-none-near = کوئی جملہ اس کے قریب نہیں۔
reason-beside-question = دستاویز کا جملہ اس کے بارے میں کچھ نہیں کہتا جو پوچھا گیا ہے۔
reason-question-word = سوال میں «{ $word }» ہے، کسی جملے میں نہیں۔
reason-asked-word = سوال میں «{ $word }» ہے، جملے میں نہیں۔
reason-act-of-other = جملے میں «{ $act }»، «{ $thing }» کے بارے میں نہیں کہا گیا۔
reason-asked-date = سوال { $first } کے بارے میں ہے؛ یہ { $last } کا ہے۔
reason-asked-calendar = سوال { $calendar } کے بارے میں ہے؛ یہ { $date } کا ہے۔
reason-asked-when = سوال { $asked } کے بارے میں ہے؛ یہ { $last } کا ہے۔
reason-purpose = { $number } والا جملہ یہ نہیں کہتا کہ یہ «{ $purpose }» کے لیے ہے۔
reason-no-more = یہ بیان سوال سے زیادہ کچھ نہیں کہتا۔
reason-word = «{ $word }» دستاویز کے جملے میں نہیں ہے۔
reason-endless = یہ بیان اتنا طویل ہے کہ جانچا نہیں جا سکتا۔
reason-nearest = قریب ترین جملہ کچھ اور کہتا ہے۔
reason-question-names = سوال { $names } کے بارے میں ہے، اور اس کی دستاویز میں یہ نام نہیں۔
reason-not-done = دستاویز کا جملہ «{ $word }» کہتا ہے، یہ نہیں کہ کام ہو چکا۔
reason-other-word = دستاویز کا جملہ «{ $word }» کہتا ہے، «{ $other }» نہیں۔
reason-asked = یہ بیان اس کا جواب نہیں دیتا: «{ $asked }»۔
reason-doubted = ماڈل سے دوبارہ پوچھا گیا تو اسے دستاویز کے جملے میں یہ نہیں ملا۔

## Below an answer

notice-cut = جواب ختم ہونے سے پہلے ماڈل سے رابطہ ٹوٹ گیا: جواب نامکمل ہو سکتا ہے۔ دوبارہ پوچھیں۔
notice-length = جواب اپنی زیادہ سے زیادہ لمبائی تک پہنچ کر کٹ گیا۔ ایک وقت میں کم پوچھیں۔
notice-filter = ماڈل فراہم کرنے والے نے جواب کاٹ دیا۔ دوسرے الفاظ میں پوچھیں، یا کوئی اور ماڈل مقرر کریں۔
notice-nothing-held = ماڈل نے ایسا کچھ نہیں لکھا جس کی تائید دستاویزات کریں۔
notice-too-strong = ماڈل نے جو لکھا وہ دستاویزات سے آگے جاتا ہے۔
notice-own-words = یہ دستاویزات کے اپنے الفاظ ہیں۔
notice-undated = جن دستاویزات پر یہ مبنی ہے ان پر تاریخ نہیں؛ اس کے بعد حالات بدل چکے ہوں گے۔
notice-old = جن دستاویزات پر یہ مبنی ہے ان میں سب سے نئی { $date } کی ہے؛ اس کے بعد حالات بدل چکے ہوں گے۔
notice-newest = کتب خانے کی سب سے نئی دستاویز { $date } کی ہے۔
notice-doubted = ماڈل نے ہر جملہ دوسری بار نہیں جانچا: کچھ جملے صرف قواعد پر مبنی ہیں۔
notice-copies = { $count } دستاویزات، { $origins ->
    [one] ایک ہی ماخذ
   *[other] { $origins } آزاد ماخذ
}: { $copies }۔
notice-no-model = کوئی چیٹ ماڈل مقرر نہیں (⁦ASSISTANT_CHAT=none⁩): جوابات دستاویزات کے اپنے جملوں سے، لفظ بہ لفظ، بنتے ہیں۔
notice-not-installed = کوئی چیٹ ماڈل نصب نہیں: جوابات دستاویزات کے اپنے جملوں سے، لفظ بہ لفظ، بنتے ہیں۔ نصب کرنے کے لیے: { $command }

## On what documents differ

about-of = {": "}
about-date = تاریخ
about-amount = رقم
about-percentage = شرحِ فیصد
about-currencies = رقم، مختلف کرنسیوں میں
about-status = مرحلہ
about-over-time = وقت کے ساتھ مرحلہ

## An answer that is taken away

export-comma = {"، "}
export-semicolon = {"؛ "}
export-colon = {": "}
export-full-stop = ۔
export-bottom = خلاصہ
export-points = نکات
export-missing = دستاویزات کیا نہیں بتاتیں
export-nearest = قریب ترین دستاویزات، جو اس کا جواب نہیں دیتیں
export-withheld = جس کی تائید کوئی دستاویز نہیں کرتی
export-basis = بنیاد
export-about = اس ریکارڈ کے بارے میں
export-dated = تاریخ
export-document = دستاویز
export-says = کیا کہتی ہے
export-footnotes = حواشی
export-back = متن پر واپس
export-nothing = جواب کے کسی جملے کی تائید دستاویزات نہیں کرتیں۔
export-not-supported = [بے سند]
export-not-supported-none = [بے سند: دستاویزات کا کوئی جملہ یہ نہیں کہتا]
export-not-supported-why = [بے سند: { $reasons }]
export-disputed = (ایک قاری کو اختلاف ہے)
export-differ = دستاویزات میں اختلاف: { $differing }
export-develop = وقت کے ساتھ، تاریخ وار: { $differing }
export-partly = دستاویزات اس جواب کے صرف ایک حصے کی تائید کرتی ہیں۔
export-as-of = بمطابق { $date }، { $count ->
    [one] استعمال شدہ دستاویز کی تاریخ
   *[other] استعمال شدہ { $count } دستاویزات میں سب سے نئی
}۔
export-searched = { $of ->
    [all] { $count ->
        [one] { $count } دستاویز
       *[other] { $count } دستاویزات
    }
   *[held] { $held ->
        [one] { $held } دستاویز
       *[other] { $held } دستاویزات
    } میں سے { $count }
} میں تلاش کی گئی{ $dated ->
    [undated] {""}
    [day] ، مورخہ { $date }
   *[range] ، مورخہ { $first } تا { $last }
}{ $bound ->
    [unbound] {""}
   *[within] ، صرف وہ جو { $within }
}۔
export-rests = { $count ->
    [one] { $count } دستاویز
   *[other] { $count } دستاویزات
} پر مبنی: { $holders }۔
export-rests-origins = { $count ->
    [one] { $count } دستاویز
   *[other] { $count } دستاویزات
} پر مبنی، جن کے ماخذ کی تعداد { $origins } ہے: { $holders }۔
export-copies = «{ $title }»: یہی متن { $count ->
    [one] { $count } اور دستاویز
   *[other] { $count } اور دستاویزات
} میں ہے، جس سے کسی بات کی تصدیق نہیں ہوتی۔
export-left-out = { $count ->
    [one] { $count } جملہ، جس کی تائید کوئی دستاویز نہیں کرتی، چھوڑ دیا گیا
   *[other] { $count } جملے، جن کی تائید کوئی دستاویز نہیں کرتی، چھوڑ دیے گئے
}۔
export-model = { $model } کا لکھا ہوا۔
export-own-words = دستاویزات کے اپنے جملوں سے بنا ہوا۔
export-library = کتب خانے میں { $count ->
    [one] { $count } دستاویز تھی
   *[other] { $count } دستاویزات تھیں
}{ $dated ->
    [undated] {""}
    [day] ، مورخہ { $date }
   *[range] ، مورخہ { $first } تا { $last }
}۔
export-made = تیار کیا گیا: { $moment }۔
export-rules = حاشیے والا ہر جملہ قواعد کے ذریعے اس جملے سے ملایا گیا جس کا وہاں حوالہ ہے: خود بھی جانچ لیں۔
export-verify = کمانڈ «assistant verify» اس فائل کے نام کے ساتھ ہر حاشیہ دستاویزات سے ملاتی ہے؛ جس کے پاس دستاویزات ہوں وہ بھی ایسا کر سکتا ہے۔
export-asked = پوچھا گیا: { $moment }۔
export-understood = یوں سمجھا گیا: { $question }
export-stopped = یہ جواب مکمل ہونے سے پہلے روک دیا گیا۔
export-no-answer = کوئی جواب نہیں۔
export-publisher = ناشر درج نہیں
export-no-publisher = ناشر درج نہیں
export-date = { $date }
export-no-date = تاریخ درج نہیں
export-by = از
export-page = صفحہ { $page }
export-in = زبان { $language }
export-metadata = فائل کے ایک خانے سے
export-header = متن کے سرنامے سے
export-dateline = متن کی مقام و تاریخ کی سطر سے
export-body = متن میں ملی
export-file-name = فائل کے نام سے
export-corrected = قاری کی تصحیح
export-to-year = صرف سال
export-to-month = مہینے تک
export-file = فائل
export-characters = حروف { $start } تا { $end }
export-retrieved = حاصل کی گئی: { $moment }
export-changed = حوالہ دیے جانے کے بعد یہ دستاویز بدل گئی ہے ({ $date })۔
export-removed = اس کے بعد یہ دستاویز ہٹا دی گئی ({ $date })۔
export-reader-checked = ایک قاری نے جانچا: { $moment }
export-reader-disputed = ایک قاری نے اختلاف کیا: { $moment }
export-for = بابت

## Models

who = ماڈل
who-at = { $address } پر موجود ماڈل
who-embedded = اندرونی ماڈل
model-key = { $who } نے کلید قبول نہیں کی (HTTP 401)۔ OPENAI_API_KEY دیکھیں۔
model-payment = { $who } پہلے ادائیگی چاہتا ہے (HTTP 402)۔ اکاؤنٹ دیکھیں۔
model-rights = { $who } اس کلید کو ماڈل استعمال کرنے کی اجازت نہیں دیتا (HTTP 403)۔ OPENAI_API_KEY اور اکاؤنٹ کے حقوق دیکھیں۔
model-unknown = { $who } پر یہ ماڈل یا راستہ موجود نہیں (HTTP 404)۔ ماڈل کا نام اور OPENAI_BASE_URL دیکھیں۔
model-path = { $who } اس راستے پر درخواستیں نہیں لیتا (HTTP 405)۔ OPENAI_BASE_URL دیکھیں: اس کے آخر میں عموماً ⁦/v1⁩ ہوتا ہے۔
model-proxy-password = { $who } ایسے پراکسی کے پیچھے ہے جو پاس ورڈ مانگتا ہے (HTTP 407)۔ HTTPS_PROXY دیکھیں۔
model-late = { $who } نے وقت پر جواب نہیں دیا۔ تھوڑی دیر میں دوبارہ کوشش کریں۔
model-broken = { $who } نے جواب دینے سے پہلے رابطہ توڑ دیا۔ دوبارہ کوشش کریں۔
model-reported = { $who } نے جواب کے دوران اپنی طرف کی خرابی بتائی۔ دوبارہ کوشش کریں۔
model-strange = { $who } کا بھیجا ہوا جواب کسی چیٹ یا ایمبیڈنگ ماڈل کا نہیں۔ OPENAI_BASE_URL دیکھیں: اس کے آخر میں عموماً ⁦/v1⁩ ہوتا ہے۔
model-too-long = { $who } کے لیے سوال اور اس کے اقتباسات بہت لمبے ہیں۔ مختصر سوال پوچھیں یا ASSISTANT_EVIDENCE_CHARACTERS سے اسے کم متن دکھائیں۔
model-failed = { $who } ناکام رہا (HTTP { $status })۔ تھوڑی دیر میں دوبارہ کوشش کریں؛ اگر یہ جاری رہے تو اس سرور کا لاگ دیکھیں۔
model-moved = { $who } کسی اور پتے پر بھیجتا ہے (HTTP { $status })۔ OPENAI_BASE_URL میں آخری پتہ لکھیں۔
model-refused = { $who } نے درخواست رد کر دی (HTTP { $status })۔ ماڈل کا نام دیکھیں، اور یہ کہ وہ درست قسم کا ہے۔
model-quota = { $who } کے مطابق اکاؤنٹ کا کوٹا ختم ہو چکا ہے (HTTP 429)۔ اکاؤنٹ دیکھیں۔
model-rate = { $who } کی درخواستوں کی حد یا اکاؤنٹ کا کوٹا پورا ہو چکا ہے (HTTP 429)۔ { $when ->
    [soon] تھوڑی دیر میں
   *[later] بعد میں
} دوبارہ کوشش کریں۔
model-no-host = { $who } نہیں ملا: اس نام کا کوئی میزبان نہیں۔ OPENAI_BASE_URL اور نیٹ ورک دیکھیں۔
model-insecure = { $who } سے محفوظ رابطہ نہ ہو سکا: اس کا سرٹیفکیٹ یا خفیہ کاری درست نہیں۔ OPENAI_BASE_URL (http یا https؟) اور SSL_CERT_FILE دیکھیں۔
model-no-connection = { $who } نے { $seconds } سیکنڈ میں رابطہ قبول نہیں کیا۔ OPENAI_BASE_URL اور نیٹ ورک دیکھیں۔
model-no-proxy = { $who } سے پراکسی کے ذریعے رابطہ نہ ہو سکا۔ HTTPS_PROXY دیکھیں۔
model-closed-door = { $who } نے رابطہ رد کر دیا۔ کیا وہ چل رہا ہے؟ OPENAI_BASE_URL دیکھیں۔
model-silent = { $who } نے { $seconds } سیکنڈ تک کچھ نہیں لکھا۔ دوبارہ کوشش کریں، یا ASSISTANT_FIRST_TOKEN_TIMEOUT سے اسے زیادہ وقت دیں۔
model-fell-silent = { $who } جواب کے بیچ میں { $seconds } سیکنڈ تک خاموش رہا۔ دوبارہ کوشش کریں، یا ASSISTANT_GAP_TIMEOUT سے اسے زیادہ وقت دیں۔
model-unfinished = { $who } نے { $seconds } سیکنڈ میں بھی جواب مکمل نہیں کیا۔ کم پوچھیں، یا ASSISTANT_TOTAL_TIMEOUT سے اسے زیادہ وقت دیں۔
model-wrote-nothing = { $who } نے کچھ نہیں لکھا۔ دوبارہ کوشش کریں، یا کوئی اور ماڈل مقرر کریں۔
model-too-much = { $who } نے ایک جواب سے کہیں زیادہ بھیجا۔ پتہ دیکھیں۔
model-vectors = { $who } کے بھیجے ہوئے ویکٹر بے معنی ہیں۔ دیکھیں کہ یہ ایمبیڈنگ ماڈل ہے۔
model-vector-zero = { $who } نے صفر لمبائی کا ویکٹر بھیجا۔ دیکھیں کہ یہ ایمبیڈنگ ماڈل ہے۔
model-vector-lengths = { $who } نے مختلف لمبائیوں کے ویکٹر بھیجے۔ دیکھیں کہ یہ ایمبیڈنگ ماڈل ہے۔
model-embedding-late = { $who } نے { $seconds } سیکنڈ میں بھیجے گئے متن کے ویکٹر نہیں بنائے۔ دوبارہ کوشش کریں، یا ASSISTANT_TOTAL_TIMEOUT سے اسے زیادہ وقت دیں۔
model-text-too-long = { $who } کے لیے { $count } حروف کا متن بہت لمبا ہے، اس کا ویکٹر نہیں بنتا۔ کوئی اور ایمبیڈنگ ماڈل مقرر کریں۔
model-closed = اندرونی ماڈل بند ہو چکا ہے۔ پروگرام دوبارہ شروع کریں۔
model-closed-early = اندرونی ماڈل لوڈ ہونے سے پہلے بند کر دیا گیا۔
model-not-started = اندرونی ماڈل کا عمل شروع نہ ہو سکا: { $cause }۔
model-not-loaded = اندرونی ماڈل لوڈ نہ ہو سکا: غیر متوقع خرابی۔
model-no-runtime = اندرونی ماڈل چلانے والا پروگرام نصب نہیں۔ نصب کرنے کے لیے: { $command }
model-damaged = { $file } لوڈ نہ ہو سکا۔ یہ خراب ہے، یا ایسا چیٹ ماڈل نہیں جسے llama.cpp جانتا ہو، یا اس مشین کی خالی میموری سے بڑا ہے۔ ASSISTANT_CHAT_GGUF سے کوئی اور مقرر کریں، یا OPENAI_API_KEY دیں۔
model-no-room = اندرونی ماڈل کو کیش فولڈر میں { $gigabytes } GB چاہیے، اور جگہ { $size } GB ہے۔ جگہ خالی کریں یا ASSISTANT_CACHE سے کوئی اور فولڈر مقرر کریں۔
model-no-cache = اندرونی ماڈل کو کیش فولڈر میں { $gigabytes } GB چاہیے، مگر وہاں لکھا نہیں جا سکتا: { $cause }۔ جگہ خالی کریں یا ASSISTANT_CACHE سے کوئی اور فولڈر مقرر کریں۔
model-file = ماڈل کی فائل { $file } پڑھی نہیں جا سکتی: { $cause }۔ ASSISTANT_CHAT_GGUF دیکھیں۔
model-no-gguf = { $file } کوئی GGUF فائل نہیں۔ ASSISTANT_CHAT_GGUF سے ایسی فائل مقرر کریں، یا اسے خالی چھوڑیں۔
model-incomplete = اندرونی ماڈل مکمل نہیں؛ { $count ->
    [1] اس کا پیکج
   *[other] اس کے { $held } پیکجوں میں سے { $count }
} موجود نہیں۔ نصب کرنے کے لیے: { $command }

## Questions

question-empty = سوال خالی ہے۔ ایسا کچھ پوچھیں جس کا جواب دستاویزات دے سکیں۔
question-long = سوال میں { $count } حروف ہیں، اور زیادہ سے زیادہ { $held } ہو سکتے ہیں۔ اسے مختصر کریں۔

## What was added, and what to do where it could not be

added-documents = { $count } دستاویزات۔
added-held = یہ متن کتب خانے میں پہلے سے ہے: «{ $title }»۔
added-unread = اس کی { $count ->
    [one] { $count } دستاویز پڑھی نہ جا سکی
   *[other] { $count } دستاویزات پڑھی نہ جا سکیں
}: نیچے دیکھیں۔
added-removed = ہٹا دی گئی۔
added-nothing = اس میں کچھ بھی پڑھا نہیں جا سکتا۔
added-report = { $report }۔
report-added = { $count } شامل ہوئیں
report-changed = { $count } تبدیل ہوئیں
report-as-before = { $count } پہلے جیسی ہیں
report-held = { $count } پہلے سے موجود ہیں
report-removed = { $count } ہٹائی گئیں
report-left-out = { $count } چھوڑی گئیں، کیونکہ آپ نے انہیں ہٹایا تھا
report-unread = { $count } پڑھی نہ جا سکیں
added-no-stop = روکنے کو کچھ نہیں: یہ مکمل ہو چکا۔ دستاویز کو فہرست سے ہٹائیں۔
added-quota = آپ کے { $limit } MB میں سے { $size } MB آپ کی فائلوں نے لے رکھے ہیں۔ کچھ ہٹائیں، پھر دوبارہ کوشش کریں۔
added-not-looked-for = اسے ڈھونڈا نہیں جا سکتا: { $cause }۔
added-neither = یہ نہ فائل ہے نہ فولڈر۔
added-none = ایسی کوئی فائل یا فولڈر نہیں۔
advice-split = اسے تقسیم کریں اور حصے شامل کریں۔
advice-split-limit = اسے تقسیم کریں، یا حد بڑھائیں۔
advice-split-text = اسے تقسیم کریں، یا متن کے طور پر محفوظ کریں۔
advice-split-text-add = اسے تقسیم کریں، یا متن کے طور پر محفوظ کریں، اور وہ شامل کریں۔
advice-split-unpack = اسے تقسیم کریں، یا کھول کر الگ کریں۔
advice-text = ایسی فائل شامل کریں جس میں متن ہو۔
advice-text-version = متن والا نسخہ شامل کریں۔
advice-text-shown = اس میں نظر آنے والا متن شامل کریں۔
advice-save = اسے متن، PDF یا DOCX کے طور پر محفوظ کریں اور وہ شامل کریں۔
advice-save-text = اسے متن کے طور پر محفوظ کریں اور وہ شامل کریں۔
advice-save-its-text = اس کا متن محفوظ کریں اور وہ شامل کریں۔
advice-save-text-pdf = اسے متن یا PDF کے طور پر محفوظ کریں۔
advice-save-docx = اسے DOCX یا PDF کے طور پر محفوظ کریں اور وہ شامل کریں۔
advice-save-eml = اسے EML، متن یا PDF کے طور پر محفوظ کریں اور وہ شامل کریں۔
advice-save-xlsx = اسے XLSX کے طور پر محفوظ کریں اور وہ شامل کریں۔
advice-save-unlocked = اسے پاس ورڈ کے بغیر محفوظ کریں اور وہ شامل کریں۔
advice-save-utf = اسے ⁦UTF-8⁩ میں محفوظ کریں اور دوبارہ شامل کریں۔
advice-save-in-utf = اسے ⁦UTF-8⁩ میں محفوظ کریں اور وہ شامل کریں۔
advice-save-again = اسے دوبارہ محفوظ کریں اور وہ شامل کریں۔
advice-save-spreadsheet = اسے اسپریڈشیٹ پروگرام میں کھولیں، دوبارہ محفوظ کریں اور وہ شامل کریں۔
advice-save-in = اسے { $program ->
    [e-book] ای بُک پروگرام
    [office] LibreOffice
    [presentation] پریزنٹیشن پروگرام
    [spreadsheet] اسپریڈشیٹ پروگرام
   *[word] Word
} میں کھولیں، دوبارہ محفوظ کریں اور وہ شامل کریں۔
advice-own-program = اسے اسی پروگرام میں کھولیں جس میں بنی تھی، دوبارہ یا متن کے طور پر محفوظ کریں، اور وہ شامل کریں۔
advice-export-pdf = اسے PDF میں برآمد کریں اور وہ شامل کریں۔
advice-export-pdf-text = اسے متن والی PDF میں برآمد کریں۔
advice-export-lines = انہیں JSON Lines میں برآمد کریں: ہر سطر میں متن والا ایک آبجیکٹ۔
advice-export-again = اسے دوبارہ برآمد کریں، یا درست کریں۔
advice-unpack = اسے کھول کر اس کے اندر کی دستاویزات شامل کریں۔
advice-unpack-look = اسے کھول کر دیکھیں کہ اس میں کیا ہے۔
advice-unpack-itself = انہیں کھولیں اور صرف اسے شامل کریں۔
advice-unpack-folder = اسے کھول کر فولڈر شامل کریں۔
advice-unpack-one = اسے خود کھولیں اور شامل کریں۔
advice-unpack-known = اسے خود کھولیں اور جو آپ پہچانتے ہوں وہ شامل کریں۔
advice-files = اس کے اندر کی فائلیں شامل کریں۔
advice-link = وہ فائل شامل کریں جس تک یہ لے جاتا ہے۔
advice-permission = اسے پڑھنے کی اجازت حاصل کریں۔
advice-get-again = جہاں سے آئی تھی وہاں سے دوبارہ لیں۔
advice-get-again-print = جہاں سے آئی تھی وہاں سے دوبارہ لیں، یا نئی PDF میں پرنٹ کریں۔
advice-get-again-program = جہاں سے آئی تھی وہاں سے دوبارہ لیں، یا اسی پروگرام میں کھولیں جس میں بنی تھی، دوبارہ محفوظ کریں اور وہ شامل کریں۔
advice-drm = اس پابندی کے بغیر نسخہ حاصل کریں۔
advice-ocr = اس کا متن شناخت کروائیں (OCR) اور نتیجہ شامل کریں۔
advice-ocr-install = متن شناخت کرنے والا پروگرام (OCR) ⁦pip install 'bilateral-record[ocr]'⁩ سے نصب کریں اور اسے دوبارہ شامل کریں، یا کسی اور پروگرام سے متن شناخت کروائیں اور نتیجہ شامل کریں۔
advice-smaller = اسے چھوٹا کریں۔
advice-browser-complete = صفحہ مکمل ہونے پر اسے براؤزر سے محفوظ کریں۔
advice-browser-again = اسے براؤزر سے دوبارہ محفوظ کریں۔
advice-browser = صفحہ براؤزر میں کھولیں، محفوظ کریں اور فائل شامل کریں۔
advice-browser-save = اسے براؤزر میں محفوظ کریں اور فائل شامل کریں۔
advice-save-pdf = اسے PDF یا متن کے طور پر محفوظ کریں اور وہ شامل کریں۔
advice-add-text = متن کو HTML، PDF، DOCX یا سادہ متن کے طور پر شامل کریں۔
advice-feed = اسے براؤزر میں کھولیں اور جن صفحات کا یہ نام لیتی ہے وہ شامل کریں۔
advice-feed-pages = جن صفحات کا یہ نام لیتی ہے وہ شامل کریں۔
advice-part = اس کا ضروری حصہ فائل کے طور پر شامل کریں۔
advice-page = صفحہ شامل کریں۔
advice-own-address = صفحے کا اپنا پتہ شامل کریں۔
advice-trusted = اگر آپ کو صفحے پر بھروسا ہے تو اس کا اپنا پتہ شامل کریں۔
advice-allow = اگر یہی مراد ہے تو اسے نام سے اجازت دلوائیں (ASSISTANT_WEB_ALLOW={ $address })۔
advice-port = سائٹ کا عام پتہ استعمال کریں، یا اسے نام سے اجازت دلوائیں (ASSISTANT_WEB_ALLOW={ $address })۔
advice-check = اسے دیکھ لیں۔
advice-check-address = پتہ دیکھ لیں۔
advice-check-or-later = پتہ دیکھ لیں، یا بعد میں دوبارہ کوشش کریں۔
advice-spelling = پتے کے ہجے اور رابطہ دیکھ لیں۔
advice-copy = اسے براؤزر کی پتے والی جگہ سے دوبارہ نقل کریں۔
advice-shorter = اس سے چھوٹا استعمال کریں۔
advice-host = میزبان کا نام لکھیں۔
advice-without = اسے ان کے بغیر لکھیں۔
advice-later = بعد میں دوبارہ کوشش کریں۔
advice-later-or-browser = بعد میں دوبارہ کوشش کریں، یا صفحہ براؤزر میں محفوظ کریں اور فائل شامل کریں۔
advice-after = اس کے بعد دوبارہ کوشش کریں۔
advice-in-a-moment = تھوڑی دیر میں دوبارہ کوشش کریں۔
advice-again = دوبارہ کوشش کریں۔
advice-then = جگہ خالی کریں، پھر دوبارہ کوشش کریں۔
advice-several-records = اسے کئی ریکارڈوں میں تقسیم کریں۔
advice-name-field = متن والے خانے کا نام بتائیں۔
advice-ingest-complete = مکمل ہونے پر دوبارہ شامل کریں۔
advice-memory = میموری خالی کریں، پھر دوبارہ شامل کریں۔

## Why a file cannot be read

reading-empty = یہ فائل خالی ہے۔
reading-no-text = اس فائل میں متن نہیں ہے۔
reading-binary = اس فائل میں متن نہیں بلکہ بائنری ڈیٹا ہے۔
reading-encoding = اس متن کی انکوڈنگ معلوم نہیں ہو سکتی۔
reading-size = یہ فائل { $how ->
    [more] { $size } MB سے بڑی ہے
   *[exact] { $size } MB کی ہے
}؛ { $limit } MB تک کی فائلیں پڑھی جاتی ہیں۔
reading-characters = اس فائل میں { $count } سے زیادہ حروف ہیں۔
reading-rows = اس فائل میں { $count } سے زیادہ سطریں یا پیراگراف، { $held } سے زیادہ خانے یا { $more } سے زیادہ حروف ہیں۔
reading-several = یہ ایک دستاویز نہیں بلکہ کئی دستاویزات کا مجموعہ یا برآمد ہے۔
reading-folder = یہ فولڈر ہے۔
reading-device = یہ فائل نہیں بلکہ آلہ یا پائپ ہے۔
reading-gone = ایسی کوئی فائل نہیں؛ شاید ہٹا یا حذف کر دی گئی ہو۔
reading-not-allowed = اس فائل کو پڑھنے کی اجازت نہیں۔
reading-link = یہ لنک ہے، جس کے پیچھے نہیں جایا جاتا۔
reading-link-out = یہ لنک فولڈر سے باہر لے جاتا ہے: اس کے پیچھے نہیں جایا جاتا۔
reading-link-nowhere = یہ لنک کہیں نہیں لے جاتا۔
reading-link-back = یہ لنک اپنی ہی طرف لوٹتا ہے۔
reading-folder-failed = یہ فولڈر پڑھا نہیں جا سکتا: { $cause }۔
reading-failed = یہ فائل پڑھی نہیں جا سکتی: { $cause }۔
reading-changed = پڑھے جانے کے دوران یہ فائل بدل گئی۔
reading-memory = یہ فائل پڑھنے کے لیے میموری کافی نہیں۔
reading-memory-limit = اسے پڑھنے کے لیے مقررہ حد سے زیادہ میموری چاہیے۔
reading-time = اسے پڑھنے میں { $seconds } سیکنڈ سے زیادہ لگے، اس لیے چھوڑ دی گئی۔
reading-broke-down = ایسی فائلیں پڑھنے والا پروگرام اس پر ناکام ہو گیا، اس لیے چھوڑ دی گئی۔
reading-behind = اس فائل کا باقی حصہ نہیں پڑھا گیا، کیونکہ پڑھنا بار بار ناکام ہوا۔
reading-no-process = فائلیں پڑھنے والا عمل شروع نہیں ہوتا۔
reading-damaged = یہ فائل خراب ہے اور پڑھی نہیں جا سکتی۔
reading-damaged-archive = یہ فائل خراب ہے: اس کا آغاز Word دستاویز یا مجموعے جیسا ہے مگر کھل نہیں سکتی۔
reading-damaged-kind = یہ { $kind ->
    [e-book] ای بُک
    [office] OpenDocument فائل
    [presentation] پریزنٹیشن
    [spreadsheet] اسپریڈشیٹ
   *[word] Word دستاویز
} خراب ہے اور پڑھی نہیں جا سکتی۔
reading-locked-kind = یہ { $kind ->
    [e-book] ای بُک
    [office] OpenDocument فائل
    [presentation] پریزنٹیشن
    [spreadsheet] اسپریڈشیٹ
   *[word] Word دستاویز
} پاس ورڈ سے بند ہے۔
reading-unpacks-kind = یہ { $kind ->
    [e-book] ای بُک
    [office] OpenDocument فائل
    [presentation] پریزنٹیشن
    [spreadsheet] اسپریڈشیٹ
   *[word] Word دستاویز
} کھلنے پر کسی دستاویز سے کہیں بڑی ہو جاتی ہے، اس لیے نہیں پڑھی جاتی۔
reading-tags-kind = اس { $kind ->
    [e-book] ای بُک
    [office] OpenDocument فائل
    [presentation] پریزنٹیشن
    [spreadsheet] اسپریڈشیٹ
   *[word] Word دستاویز
} کے ایک حصے میں { $count } سے زیادہ ٹیگ ہیں۔
reading-pdf-damaged = یہ PDF خراب ہے اور پڑھی نہیں جا سکتی۔
reading-pdf-joined = اس فائل میں کئی PDF ایک کے پیچھے ایک رکھی ہیں، جن میں سے پروگرام صرف ایک دکھاتے ہیں۔ ہر ایک کو الگ حاصل کریں، یا جو نظر آتا ہے اسے نئی PDF میں پرنٹ کر کے شامل کریں۔
reading-pdf-locked = یہ PDF پاس ورڈ سے بند ہے۔
reading-pdf-scan = اس PDF میں متن نہیں بلکہ متن کی تصویریں ہیں (اسکین)۔
reading-pdf-fonts = اس PDF کے حروف اس کے فونٹ سے معلوم نہیں ہو سکتے۔
reading-pdf-pages = اس PDF میں { $count } سے زیادہ صفحات ہیں۔
reading-pdf-scans = اس PDF میں { $count } سے زیادہ اسکین شدہ صفحات ہیں۔
reading-pdf-characters = اس PDF میں { $count } سے زیادہ حروف ہیں۔
reading-pdf-no-page = اس PDF میں ایسا کوئی صفحہ نہیں۔
reading-pdf-not-drawn = اس PDF کے صفحات دکھائے نہیں جا سکتے۔
reading-word-no-text = اس Word دستاویز میں متن نہیں؛ شاید تصویریں ہوں۔
reading-no-text-shown = اس دستاویز میں متن نظر نہیں آتا؛ شاید تصویریں ہوں۔
reading-locked = یہ دستاویز پاس ورڈ سے بند ہے۔
reading-old-office = یہ Word 97 یا کسی اور پرانے Office پروگرام کی فائل ہے۔
reading-outlook = یہ Outlook کا محفوظ کیا ہوا پیغام (MSG) ہے۔
reading-xlsb = یہ بائنری اسپریڈشیٹ (XLSB) ہے۔
reading-drawing = یہ دستاویز نہیں بلکہ خاکہ، فارمولا یا ڈیٹابیس ہے۔
reading-picture = یہ متن نہیں بلکہ تصویر ہے۔
reading-sound = یہ متن نہیں بلکہ آواز یا ویڈیو کی فائل ہے۔
reading-program = یہ متن نہیں بلکہ پروگرام ہے۔
reading-postscript = یہ PostScript فائل ہے۔
reading-apple = یہ Pages، Numbers یا Keynote کی دستاویز ہے۔
reading-onenote = یہ OneNote کا سیکشن ہے۔
reading-djvu = یہ DjVu فائل ہے۔
reading-photo = یہ متن نہیں بلکہ فون کی تصویر (HEIF) ہے۔
reading-database = یہ ڈیٹابیس ہے۔
reading-packed = یہ سکیڑا ہوا مجموعہ ہے۔
reading-archive-empty = اس مجموعے میں پڑھی جانے والی کسی قسم کی کوئی فائل نہیں۔
reading-archive-deep = یہ مجموعہ بہت سے دوسرے مجموعوں کے اندر ہے۔
reading-archive-many = اس مجموعے میں { $count } سے زیادہ فائلیں ہیں۔
reading-archive-overlaps = اس مجموعے کی فائلیں ایک دوسرے پر چڑھی ہوئی ہیں، جیسا کسی درست مجموعے میں نہیں ہوتا، اس لیے نہیں پڑھا جاتا۔
reading-archive-locked = مجموعے کی یہ فائل پاس ورڈ سے بند ہے۔
reading-archive-link = یہ فائل نہیں بلکہ مجموعے میں موجود لنک ہے: اس کے پیچھے نہیں جایا جاتا۔
reading-archive-method = مجموعے کی یہ فائل ایسے طریقے سے سکیڑی گئی ہے جو پڑھا نہیں جاتا۔
reading-archive-gaps = مجموعے کی یہ فائل خلا کے ساتھ محفوظ ہے، جو پڑھی نہیں جاتی۔
reading-unpacks = یہ فائل کھلنے پر دستاویزات سے کہیں بڑی ہو جاتی ہے، اس لیے مزید نہیں پڑھی جاتی۔
reading-book-drm = یہ ای بُک کسی دکان کے ریڈر کے لیے بند ہے (DRM)۔
reading-book-no-text = اس ای بُک میں متن نظر نہیں آتا؛ شاید تصویریں ہوں۔
reading-book-chapter = اس ای بُک کا ایک باب اتنا لمبا ہے کہ پڑھا نہیں جاتا۔
reading-book-chapters = اس ای بُک میں { $count } سے زیادہ ابواب ہیں۔
reading-book-characters = اس ای بُک میں { $count } سے زیادہ حروف ہیں۔
reading-mail-no-text = اس پیغام میں متن نہیں۔
reading-mail-parts = اس پیغام میں { $count } سے زیادہ حصے ہیں۔
reading-mail-deep = اس پیغام کے حصے ایک دوسرے کے اندر بہت گہرے ہیں۔
reading-slides-no-text = اس پریزنٹیشن میں متن نظر نہیں آتا؛ شاید تصویریں ہوں۔
reading-slides-many = اس پریزنٹیشن میں { $count } سے زیادہ سلائیڈیں ہیں۔
reading-slides-shapes = اس پریزنٹیشن میں { $count } سے زیادہ شکلیں ہیں۔
reading-sheets-no-text = اس اسپریڈشیٹ میں متن نظر نہیں آتا: اس کی شیٹیں خالی یا پوشیدہ ہیں، یا ان میں تصویریں اور چارٹ ہیں۔
reading-sheets-many = اس اسپریڈشیٹ میں { $count } سے زیادہ شیٹیں ہیں۔
reading-table = یہ جدول پڑھا نہیں جا سکتا: کوئی واوین غائب ہے، یا کسی خانے میں { $count } سے زیادہ حروف ہیں۔
reading-rtf = یہ رِچ ٹیکسٹ فائل (RTF) نہیں، یا خراب ہے۔
reading-rtf-no-text = اس رِچ ٹیکسٹ فائل میں متن نظر نہیں آتا؛ شاید تصویریں ہوں۔
reading-rtf-formatting = اس رِچ ٹیکسٹ فائل میں اتنی ترتیب و آرائش ہے کہ پڑھی نہیں جاتی۔
reading-rtf-deep = اس رِچ ٹیکسٹ فائل کے حصے ایک دوسرے کے اندر بہت گہرے ہیں۔
reading-picture-damaged = یہ تصویر خراب ہے اور پڑھی نہیں جا سکتی۔
reading-picture-no-text = اس تصویر پر کوئی متن شناخت نہیں ہوا۔
reading-picture-large = اس تصویر میں { $count } سے زیادہ میگا پکسل ہیں۔
reading-page-no-text = اس ویب صفحے میں متن نظر نہیں آتا۔
reading-page-attributes = اس ویب صفحے کے ایک ٹیگ میں ضرورت سے کہیں زیادہ اوصاف ہیں، اس لیے نہیں پڑھا جاتا۔
reading-page-piece = اس ویب صفحے کا ایک حصہ اتنا لمبا ہے کہ پڑھا نہیں جاتا۔
reading-page-damaged = یہ ویب صفحہ خالی یا خراب ہے۔
reading-json-none = اس JSON فائل میں متن والے ریکارڈ نہیں ہیں۔
reading-json-wide = یہ برآمد ⁦UTF-16⁩ میں ہے اور لمبی ہے۔
reading-record = { $record ->
    [line] سطر
   *[record] ریکارڈ
} { $count } چھوڑ دیا گیا، کیونکہ { $fault ->
    [long] یہ { $size } MB سے بڑا ہے
    [malformed] یہ درست JSON نہیں
    [no-object] یہ خانوں والا ریکارڈ نہیں
    [no-text] اس میں متن نہیں
   *[no-field] خانے { $field } میں متن نہیں
}۔
reading-original-changed = پڑھے جانے کے بعد اس دستاویز کی فائل بدل گئی یا غائب ہو گئی ہے؛ اس کا متن دکھایا جا رہا ہے۔
reading-original-no-pages = اس دستاویز کے صفحات دکھائے نہیں جا سکتے؛ اس کا متن دکھایا جا رہا ہے۔
reading-original-too-much = یہ صفحہ دکھانے میں بہت وقت یا میموری لگتی ہے؛ اس کا متن دکھایا جا رہا ہے۔
reading-drawing-busy = ایک ساتھ بہت زیادہ صفحات تیار ہو رہے ہیں۔

## Why an address is not fetched

web-malformed = یہ درست ویب پتہ نہیں۔
web-odd-number = اس پتے میں میزبان کا نام غیر معمولی انداز کے عدد سے لکھا ہے۔
web-long = یہ پتہ { $count } حروف سے لمبا ہے۔
web-scheme = صرف وہ پتے حاصل کیے جاتے ہیں جو ⁦http://⁩ یا ⁦https://⁩ سے شروع ہوں۔
web-password = اس پتے میں صارف کا نام یا پاس ورڈ ہے۔
web-private = یہ پتہ عوامی انٹرنیٹ کے بجائے نجی یا مخصوص نیٹ ورک پر لے جاتا ہے، اس لیے حاصل نہیں کیا جاتا۔
web-ports = صرف پورٹ 80 اور 443 سے رابطہ کیا جاتا ہے۔
web-no-internet = اس میزبان کا نام ایسی جگہ لے جاتا ہے جو انٹرنیٹ کا پتہ نہیں۔
web-no-host = اس نام کا کوئی میزبان نہیں، یا نیٹ ورک سے رابطہ نہیں۔
web-slow = سرور بہت سست تھا: صفحہ { $seconds } سیکنڈ میں پورا نہیں آیا۔
web-unreachable = سرور سے رابطہ نہیں ہو سکتا۔
web-certificate = سرور کا سرٹیفکیٹ یہ ثابت نہیں کرتا کہ وہ اسی پتے کا میزبان ہے، اس لیے صفحہ حاصل نہیں کیا جاتا۔
web-insecure = سرور سے محفوظ رابطہ قائم نہ ہو سکا۔
web-broken = صفحہ پورا ہونے سے پہلے سرور نے رابطہ توڑ دیا۔
web-no-http = سرور کا جواب درست HTTP نہیں۔
web-coding = سرور یہ صفحہ ایسے طریقے سے سکیڑتا ہے جو مانگا نہیں گیا تھا۔
web-large = یہ صفحہ { $size } MB سے بڑا ہے۔
web-redirects = یہ پتہ آگے ہی آگے بھیجتا رہتا ہے ({ $count } سے زیادہ بار)۔
web-leads-nowhere = یہ پتہ آگے بھیجتا ہے، مگر اس کا سرور نہیں بتاتا کہ کہاں۔
web-leads-open = یہ پتہ محفوظ رابطے (https) سے کھلے رابطے (http) پر بھیجتا ہے، جس کے پیچھے نہیں جایا جاتا۔
web-leads-private = یہ عوامی صفحہ نجی نیٹ ورک پر بھیجتا ہے، جس کے پیچھے نہیں جایا جاتا۔
web-json = اس پتے پر صفحہ یا فیڈ نہیں بلکہ پروگراموں کے لیے ڈیٹا (JSON) ہے۔
web-feed-damaged = یہ فیڈ خراب ہے اور پڑھی نہیں جا سکتی۔
web-feed-large = یہ فیڈ اتنی بڑی ہے کہ پڑھی نہیں جا سکتی۔
web-feed-declares = یہ فیڈ اپنی دستاویزی قسم خود بیان کرتی ہے، جس سے چھوٹی فائل بے انتہا پھیل سکتی ہے، اس لیے نہیں پڑھی جاتی۔
web-alone = سرور کہتا ہے کہ مزید { $count } { $unit ->
    [minutes] منٹ
   *[seconds] سیکنڈ
} تک رابطہ نہ کیا جائے۔
web-robots = سائٹ پروگراموں سے کہتی ہے کہ یہ صفحہ حاصل نہ کریں (robots.txt)۔
web-robots-failed = سائٹ ابھی نہیں بتا سکتی کہ پروگرام کیا حاصل کر سکتے ہیں (robots.txt کا جواب { $status } ہے)، اس لیے اسے چھوڑ دیا گیا۔
web-not-understood = سرور یہ پتہ نہیں سمجھتا (400)۔
web-log-in = یہ صفحہ لاگ اِن مانگتا ہے (401)۔
web-paid = اس صفحے کی قیمت ادا کرنی ہوتی ہے (402)۔
web-forbidden = سرور یہ صفحہ پروگراموں کو نہیں دیتا (403)۔
web-proxy = اس صفحے کے آگے پراکسی ہے (407)۔
web-fewer = سرور کہتا ہے کہ کم درخواستیں بھیجی جائیں (429)۔
web-legal = قانونی وجوہ سے سرور یہ صفحہ نہیں دکھا سکتا (451)۔
web-overloaded = سرور پر بوجھ زیادہ ہے یا مرمت جاری ہے (503)۔
web-gone = ایسا کوئی صفحہ نہیں، یا اب نہیں رہا ({ $status })۔
web-fault = سرور میں اس کی اپنی خرابی ہے ({ $status })۔
web-status = سرور صفحہ نہیں دیتا، صرف حالت { $status } بتاتا ہے۔
web-unknown = سرور نہیں بتاتا کہ یہ کیا ہے، اور یہ متن نہیں۔
web-no-text = اس پتے پر متن نہیں بلکہ { $kind ->
    [picture] تصویر ({ $media })
    [sound] آواز کی ریکارڈنگ ({ $media })
    [video] ویڈیو ({ $media })
    [font] فونٹ ({ $media })
    [unknown] کوئی نامعلوم چیز
   *[media] { $media }
} ہے۔

## What is typed to narrow a search

narrow-country = «{ $country }» کوئی معلوم ملک نہیں۔ اس کا نام لکھیں، یا اس کا ISO کوڈ، مثلاً JPN یا JP۔
narrow-date = «{ $text }» کوئی تاریخ نہیں۔ یوں لکھیں: ⁦2021-09-07⁩، ⁦2021-09⁩ یا 2021۔
narrow-language = «{ $text }» کوئی معلوم زبان نہیں۔ اس کا نام لکھیں، یا اس کا کوڈ، مثلاً ur۔
narrow-swapped = «از { $since }»، «تا { $until }» کے بعد ہے: دونوں پر کچھ پورا نہیں اترتا۔ انہیں آپس میں بدلیں۔

## The library

store-none = کتب خانے میں ایسی کوئی دستاویز نہیں۔
store-none-any-more = کتب خانے میں ایسی کوئی دستاویز نہیں، یا اب نہیں رہی۔ فہرست دوبارہ دیکھیں۔
store-changed = یہ دستاویز { $day } کو بدلی گئی؛ کتب خانے میں اس کا بعد کا نسخہ ہے۔
store-removed = یہ دستاویز { $day } کو کتب خانے سے ہٹائی گئی۔
store-ask-again = اب اس میں کیا ہے، یہ دیکھنے کے لیے دوبارہ پوچھیں۔
store-nothing-corrected = اس دستاویز میں کوئی درستی نہیں کی گئی۔
store-brought-back = واپس لانے کو کچھ نہیں: یہ پہلے ہی واپس آ چکی، یا اب ہمیشہ کے لیے ختم ہو چکی۔
store-not-yours = یہ دستاویز آپ کی نہیں بلکہ کتب خانے کی ہے۔ اسے ہٹانے کے لیے معاون کے منتظم سے کہیں۔
store-closed = کتب خانہ بند ہے، کیونکہ معاون بند ہو رہا ہے۔ معاون دوبارہ شروع کریں۔
store-not-written = کتب خانے میں لکھا نہیں جا سکتا۔ جگہ خالی کریں یا فولڈر میں لکھنے کی اجازت دیں، پھر دوبارہ کوشش کریں۔ جو کچھ اس میں تھا محفوظ ہے۔
store-not-written-or-read = کتب خانہ نہ لکھا جا سکتا ہے نہ پڑھا۔ جگہ خالی کریں یا فولڈر میں لکھنے کی اجازت دیں، پھر دوبارہ کوشش کریں۔ جو کچھ اس میں تھا محفوظ ہے۔
store-damaged = کتب خانے کی فہرست خراب ہے۔ ⁦`assistant check`⁩ چلا کر دیکھیں کہ کیا درست ہو سکتا ہے۔ باقی ⁦`assistant restore`⁩ سے بیک اپ سے واپس آتا ہے، یا کتب خانے کا فولڈر ہٹا کر دستاویزات دوبارہ شامل کرنے سے۔
store-failed = کتب خانے کی فہرست ناکام رہی۔ دوبارہ کوشش کریں؛ پھر ناکام ہو تو معاون دوبارہ شروع کریں۔
store-document-damaged = کتب خانے میں دستاویز { $name } خراب ہے: یہ وہ نہیں جو پڑھی گئی تھی۔ معاون بند کریں، پھر ⁦`assistant check --repair`⁩ چلا کر دستاویز دوبارہ شامل کریں، یا کتب خانہ بیک اپ سے بحال کریں۔
store-busy = کتب خانہ اب کسی اور عمل میں کھلا ہے۔ پہلے اسے بند کریں، پھر دوبارہ کوشش کریں۔
store-busy-writing = ایک اور عمل (نمبر { $number }) اس کتب خانے میں دستاویزات شامل کر رہا ہے یا اس کے اشاریے کی مرمت کر رہا ہے۔ اس دوران سوالات کے جواب ملتے رہیں گے؛ اس کے مکمل ہونے تک انتظار کریں، پھر دوبارہ کوشش کریں۔
store-full = کتب خانے کی ڈسک تقریباً بھر چکی ہے: { $size } MB خالی ہیں اور { $limit } MB چاہییں۔ جگہ خالی کریں، پھر دوبارہ کوشش کریں۔
store-embedding = یہ کتب خانہ ایمبیڈنگ ماڈل { $former } سے بنا تھا، اور اب { $model } مقرر ہے: ان کے ویکٹروں کا موازنہ نہیں ہو سکتا۔ { $former } دوبارہ مقرر کریں، یا ⁦`assistant ingest --rebuild`⁩ چلائیں، جو کتب خانے کی تمام دستاویزات کے ویکٹر { $model } سے بناتا ہے۔
store-dimensions = کتب خانے کے ویکٹروں کی { $count } جہتیں ہیں، سوال کے ویکٹر کی { $held }۔ وہی ایمبیڈنگ ماڈل مقرر کریں جس سے کتب خانہ بنا تھا، یا ⁦`assistant ingest --rebuild`⁩ چلائیں۔
store-no-vectors = کتب خانے میں اب ویکٹر نہیں رہے۔ اس کی دستاویزات دوبارہ شامل کریں۔
store-index-soon = تلاش کا اشاریہ بن رہا ہے۔ ایک منٹ بعد دوبارہ پوچھیں؛ تب تک دستاویزات الفاظ سے ملتی ہیں۔
store-index-full = تلاش کے اشاریے میں لکھا نہیں جا سکتا: اس کی ڈسک بھر چکی ہے، یا اس کے فولڈر میں لکھنے کی اجازت نہیں۔ جگہ خالی کریں یا کتب خانے کے فولڈر میں لکھنے کی اجازت دیں، پھر دوبارہ کوشش کریں۔ کتب خانے کا کچھ ضائع نہیں ہوا۔
store-index-failed = تلاش کا اشاریہ ناکام رہا۔ معاون اسے خود ٹھیک کر لیتا ہے، زیادہ سے زیادہ اگلے آغاز پر، اور کتب خانے کا کچھ ضائع نہیں ہوا۔
store-index-cannot = تلاش کا اشاریہ یہ نہیں کر سکتا: ویکٹر کی جہتیں مختلف ہیں، یا یہ فلٹر اس کے لیے نامعلوم ہے۔
store-index-unreachable = تلاش کے اشاریے والا Chroma سرور (ASSISTANT_CHROMA_URL) جواب نہیں دیتا۔ اسے چلائیں یا پتہ درست کریں، پھر دوبارہ کوشش کریں۔ کتب خانے کا کچھ ضائع نہیں ہوا۔
store-index-no-chroma = ASSISTANT_CHROMA_URL پر جو جواب دیتا ہے وہ قابلِ استعمال نسخے (1.5) کا Chroma سرور نہیں۔ پتہ درست کریں۔
store-index-token = Chroma سرور (ASSISTANT_CHROMA_URL) ٹوکن رد کرتا ہے۔ ASSISTANT_CHROMA_TOKEN درست کریں۔
store-index-large = Chroma سرور (ASSISTANT_CHROMA_URL) کے آگے جو ہے وہ مطلوبہ حجم کی درخواستیں رد کرتا ہے۔ اس سے 40 MB قبول کروائیں۔
store-not-embedded = ایمبیڈنگ ماڈل { $model } نے { $count } متون میں سے ہر ایک کا ویکٹر نہیں دیا۔ اس کا نام اور پتہ دیکھیں، پھر دوبارہ شامل کریں: جو ہو چکا وہ محفوظ ہے۔
store-vectors-changed = ایمبیڈنگ ماڈل { $model } اب { $count } جہتیں دیتا ہے؛ یہ کتب خانہ { $former } کی { $held } جہتوں سے بنا تھا۔ وہی دوبارہ مقرر کریں، یا ⁦`assistant ingest --rebuild`⁩ چلائیں۔
store-ended = یہ جواب مکمل ہونے سے پہلے معاون بند ہو گیا۔ دوبارہ کوشش کریں۔

## Signing in

entrance-proxy = معاون کے آگے کے پراکسی کو بتانا ہو گا کہ آپ کون ہیں۔ وہاں سائن ان کریں۔
entrance-stranger = آپ سائن ان نہیں ہیں۔ صفحہ دوبارہ لوڈ کریں۔
