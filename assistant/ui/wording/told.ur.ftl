# پروگرام کے باقی حصے جو جملے انگریزی میں کہتے ہیں، وہ اردو میں۔

between-sentences = {" "}
quoted = «{ $word }»
copies-same = { $titles } کا متن ایک ہی ہے

## An answer that says nothing

refusal = دستاویزات یہ نہیں بتاتیں۔
refusal-empty = کتب خانہ خالی ہے۔
refusal-empty-add = دستاویزات ⁦`assistant ingest FOLDER`⁩ سے شامل کریں۔
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
   *[released] اجرا ہوا
}:
premise-possible = دستاویزات اسے ممکن یا مجوزہ بتاتی ہیں، مکمل شدہ نہیں:
premise-contrary = دستاویزات «{ $word }» نہیں کہتیں:
premise-holder = دستاویزات { $name } کا عہدہ «{ $office }» نہیں بتاتیں:

## Why a sentence is not supported

reason-further = یہ دستاویز کے جملے سے آگے بڑھ جاتا ہے۔
reason-number = اس میں عدد { $number } نہیں ہے۔
reason-date = اس میں تاریخ { $date } نہیں ہے۔
reason-calendar = اس میں { $calendar } کا ذکر نہیں ہے۔
reason-name = اس میں نام { $name } نہیں ہے۔
reason-denies = یہ اس بات کی نفی کرتا ہے جس کی نفی دستاویز کا جملہ نہیں کرتا۔
reason-denied = دستاویز کا جملہ اس کی نفی کرتا ہے۔
reason-possible = دستاویز کا جملہ اسے ممکن بتاتا ہے، ہو چکا نہیں۔
reason-done = دستاویز کا جملہ اسے ہو چکا بتاتا ہے، ممکن نہیں۔
reason-other-way = دستاویز کے جملے میں رخ الٹا ہے: دوسرے سے پہلے کی طرف۔
reason-countries = دستاویز کے جملے میں ممالک کی ترتیب الٹی ہے۔
reason-number-else = دستاویز کے جملے میں عدد { $number } کسی اور چیز کا ہے۔
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
reason-quoted = الفاظ «{ $quote }» اس میں نہیں ہیں۔
reason-none-near = کوئی جملہ اس کے قریب نہیں۔
reason-question-word = سوال میں «{ $word }» ہے، کسی جملے میں نہیں۔
reason-no-more = یہ سوال سے زیادہ کچھ نہیں کہتا۔
reason-word = «{ $word }» اس میں نہیں ہے۔
reason-nearest = قریب ترین جملہ کچھ اور کہتا ہے۔
reason-question-names = سوال { $names } کے بارے میں ہے، اور اس کی دستاویز میں یہ نام نہیں۔
reason-not-done = دستاویز کا جملہ «{ $word }» کہتا ہے، یہ نہیں کہ کام ہو چکا۔
reason-other-word = دستاویز کا جملہ «{ $word }» کہتا ہے، «{ $other }» نہیں۔
reason-asked = یہ اس کا جواب نہیں دیتا: «{ $asked }»۔
reason-doubted = ماڈل سے دوبارہ پوچھا گیا تو اسے جملے میں یہ نہیں ملا۔

## Below an answer

notice-cut = جواب ختم ہونے سے پہلے ماڈل سے رابطہ ٹوٹ گیا: جواب نامکمل ہو سکتا ہے۔ دوبارہ پوچھیں۔
notice-length = جواب اپنی زیادہ سے زیادہ لمبائی تک پہنچ کر کٹ گیا۔ ایک وقت میں کم پوچھیں۔
notice-filter = ماڈل فراہم کرنے والے نے جواب کاٹ دیا۔ دوسرے الفاظ میں پوچھیں، یا کوئی اور ماڈل مقرر کریں۔
notice-own-words = ماڈل نے ایسا کچھ نہیں لکھا جس کی تائید دستاویزات کریں۔ یہ دستاویزات کے اپنے الفاظ ہیں۔
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

about-day = { $date }
about-date = تاریخ
about-amount = رقم
about-percentage = شرحِ فیصد
about-currencies = رقم، مختلف کرنسیوں میں
about-status = مرحلہ
about-over-time = وقت کے ساتھ مرحلہ

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
