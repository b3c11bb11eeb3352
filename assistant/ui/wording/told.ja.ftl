# プログラムのほかの部分が英語で述べる文（日本語）。

between-sentences = {""}
between-parts = {"；"}
quoted = 「{ $word }」
copies-same = { $titles }は同文です

## An answer that says nothing

refusal = 文書には記述がありません。
refusal-empty = ライブラリは空です。
refusal-empty-add = ページの「ライブラリ」タブ、または「assistant ingest フォルダー」で文書を追加してください。
refusal-none-within = ライブラリの文書{ $held }件のうち、検索の対象となるものはありません（対象：{ $within }）。
refusal-searched = { $of ->
    [all] { $count }件の文書
   *[held] { $held }件中{ $count }件の文書
}{ $dated ->
    [undated] {""}
    [day] （{ $date }付）
   *[range] （{ $first }～{ $last }）
}を検索しました{ $bound ->
    [unbound] {""}
   *[within] （対象：{ $within }）
}。
absent-word = { $lacking ->
    [it] この文書には
   *[all] どの文書にも
}「{ $word }」という語はありません。
absent-words = { $lacking ->
    [it] この文書には
   *[all] どの文書にも
}{ $words }という語はありません。
absent-both = { $both }の両方を含む文書はありません{ $lacking ->
    [it] {""}
   *[all] {""}
}。

## What is asked back

ask-whom = 「{ $word }」とは誰のことですか。
ask-what = 「{ $word }」とは何のことですか。
ask-which = 「{ $noun }」とは、どれのことですか。
ask-goes-on = 何の続きの質問ですか。省略せずに質問してください。

## What is corrected in a question

premise-number = 文書では{ $number }とは別の数値になっています：
premise-not-so-far = 文書には、{ $done ->
    [signed] 署名された
    [ratified] 批准された
    [concluded] 締結された
    [completed] 完了した
    [inaugurated] 開設・落成した
    [implemented] 実施された
    [disbursed] 支払われた
    [delivered] 引き渡された
    [opened] 開かれた
    [funded] 資金が供与された
    [established] 設立された
    [created] 創設された
    [built] 建設された
   *[released] 公表・放出された
}とは書かれていません：
premise-country = 文書には、{ $country }ではなく別の国が挙げられています：
premise-possible = 文書では、実現したことではなく、可能性または計画として述べられています：
premise-contrary = 文書には「{ $word }」とは書かれていません：
premise-holder = 文書では、{ $name }の役職は「{ $office }」とされていません：

## Why a sentence is not supported

reason-further = 文書の文よりも踏み込んだ内容です。
reason-number = 数値「{ $number }」は文書の文にありません。
reason-date = 日付「{ $date }」は文書の文にありません。
reason-calendar = { $calendar }のこととは書かれていません。
reason-name = 「{ $name }」という名前は文書の文にありません。
reason-denies = 文書の文が否定していないことを否定しています。
reason-denied = 文書の文はこれを否定しています。
reason-possible = 文書の文では、実現したことではなく可能性として述べられています。
reason-done = 文書の文では、可能性ではなく実現したこととして述べられています。
reason-other-way = 文書の文では向きが逆です。
reason-countries = 文書の文では国の順序が逆です。
reason-number-else = 文書の文では、数値「{ $number }」は別のものについてのものです。
reason-rank-else = 文書の文では、「{ $word }」は別の国について述べられています。
reason-object = その文で「{ $word }」とされているのは別のものです。
reason-title = 文書の表題を繰り返しているだけです。
reason-says = 文書の文には「{ $word }」とあります。
reason-says-not = 文書の文に「{ $word }」とは書かれていません。
reason-office-other = 文書では、この人物の役職は「{ $office }」ではなく「{ $other }」です。
reason-office = 文書の文は「{ $office }」に触れていません。
reason-office-of = 文書の文は{ $country }の「{ $office }」に触れていません。
reason-somebody = 文書の文では、これを述べた、または行ったのは別の人物です。
reason-opposite = 文書の文には反対の「{ $word }…」とあります。
reason-of-country = 文書の文の「{ $word }」は{ $country }ではなく{ $countries }のものです。
reason-beside = 文書の文では「{ $noun }」に付く語が「{ $word }」ではありません。
reason-list = 文書の文は「{ $word }」を挙げていません。
reason-quoted = 「{ $quote }」という言葉は文書の文にありません。
reason-none-near = 近い内容の文がありません。
reason-beside-question = 文書の文は、尋ねられていることについて何も述べていません。
reason-question-word = 質問には「{ $word }」とありますが、そう述べる文はありません。
reason-asked-word = 質問には「{ $word }」とありますが、文にはありません。
reason-act-of-other = 文では「{ $act }」は「{ $thing }」について述べられていません。
reason-asked-date = 質問は{ $first }についてですが、これは{ $last }のものです。
reason-asked-calendar = 質問は{ $calendar }についてですが、これは{ $date }のものです。
reason-asked-when = 質問は{ $asked }についてですが、これは{ $last }のものです。
reason-purpose = { $number }のある文は、それが「{ $purpose }」のためであるとは述べていません。
reason-no-more = 質問以上のことを述べていません。
reason-word = 「{ $word }」は文書の文にありません。
reason-endless = 長すぎて確認できません。
reason-nearest = 最も近い文は別のことを述べています。
reason-question-names = 質問は{ $names }についてのものですが、文書にその名前はありません。
reason-not-done = 文書の文には「{ $word }」とあり、実現したとは書かれていません。
reason-other-word = 文書の文には「{ $other }」ではなく「{ $word }」とあります。
reason-asked = 質問の「{ $asked }」に答えていません。
reason-doubted = モデルに再度確認したところ、文書の文には見当たらないとのことです。

## Below an answer

notice-cut = 回答が終わる前にモデルとの接続が切れました。回答が不完全な可能性があります。もう一度質問してください。
notice-length = 回答が上限の長さに達し、途中で切れました。一度に尋ねる内容を減らしてください。
notice-filter = モデルの提供元が回答を途中で打ち切りました。言い換えて質問するか、別のモデルを設定してください。
notice-nothing-held = モデルの書いた文に、文書の裏付けがあるものはありませんでした。
notice-too-strong = モデルの書いた内容は、文書の述べるところを超えていました。
notice-own-words = 以下は文書の原文です。
notice-undated = 根拠となる文書に日付がありません。その後、状況が変わっている可能性があります。
notice-old = 根拠となる文書のうち最新のものは{ $date }付です。その後、状況が変わっている可能性があります。
notice-newest = ライブラリで最新の文書は{ $date }付です。
notice-doubted = モデルはすべての文を再確認したわけではありません。規則だけで判定された文があります。
notice-copies = 文書{ $count }件、{ $origins ->
    [1] 出所は1つ
   *[other] 独立した出所は{ $origins }つ
}：{ $copies }。
notice-no-model = チャットモデルが設定されていません（ASSISTANT_CHAT=none）。回答は文書の文をそのまま並べたものです。
notice-not-installed = チャットモデルがインストールされていません。回答は文書の文をそのまま並べたものです。インストール方法：{ $command }

## On what documents differ

about-of = {"："}
about-date = 日付
about-amount = 金額
about-percentage = 割合
about-currencies = 金額（異なる通貨）
about-status = 進捗
about-over-time = 進捗の推移

## An answer that is taken away

export-comma = {"、"}
export-semicolon = {"；"}
export-colon = {"："}
export-full-stop = 。
export-bottom = 結論
export-points = 要点
export-missing = 文書に記述がないこと
export-nearest = 最も近い文書（質問の答えはありません）
export-withheld = どの文書にも裏付けがないこと
export-basis = 根拠
export-about = この記録について
export-dated = 日付
export-document = 文書
export-says = 記述
export-footnotes = 脚注
export-back = 本文に戻る
export-nothing = 回答の文に、文書の裏付けがあるものはありません。
export-not-supported = [裏付けなし]
export-not-supported-none = [裏付けなし：これを述べている文は文書にありません]
export-not-supported-why = [裏付けなし：{ $reasons }]
export-disputed = （読者が疑義を示しています）
export-differ = 文書間の相違：{ $differing }
export-develop = 日付順の推移：{ $differing }
export-partly = 文書が裏付けるのは、この回答の一部だけです。
export-as-of = { $date }現在（{ $count ->
    [1] 使用した文書の日付
   *[other] 使用した文書{ $count }件のうち最新のもの
}）。
export-searched = { $of ->
    [all] { $count }件の文書
   *[held] { $held }件中{ $count }件の文書
}{ $dated ->
    [undated] {""}
    [day] （{ $date }付）
   *[range] （{ $first }～{ $last }）
}を検索しました{ $bound ->
    [unbound] {""}
   *[within] （対象：{ $within }）
}。
export-rests = 文書{ $count }件に基づきます：{ $holders }。
export-rests-origins = 文書{ $count }件（出所は{ $origins }つ）に基づきます：{ $holders }。
export-copies = 「{ $title }」：ほか{ $count }件の文書に同文がありますが、何も裏付けません。
export-left-out = どの文書にも裏付けのない文{ $count }件を省きました。
export-model = { $model }が書きました。
export-own-words = 文書の文をそのまま並べたものです。
export-library = ライブラリには{ $count }件の文書{ $dated ->
    [undated] {""}
    [day] （{ $date }付）
   *[range] （{ $first }～{ $last }）
}がありました。
export-made = 作成：{ $moment }。
export-rules = 脚注のある文はすべて、そこに引用した文と規則によって照合しました。ご自身でも確かめてください。
export-verify = コマンド「assistant verify」にこのファイルの名前を付けて実行すると、すべての脚注を文書と照合します。文書を持つ人なら誰でも照合できます。
export-asked = 質問：{ $moment }。
export-understood = 質問の解釈：{ $question }
export-stopped = この回答は途中で停止されました。
export-no-answer = 回答はありません。
export-publisher = 発行元の記載なし
export-no-publisher = 発行元の記載なし
export-date = { $date }
export-no-date = 日付の記載なし
export-by = 著者
export-page = { $page }ページ
export-in = { $language }
export-metadata = ファイルの項目より
export-header = 本文の冒頭より
export-dateline = 発信地・日付の記載より
export-body = 本文より
export-file-name = ファイル名より
export-corrected = 利用者による訂正
export-to-year = 年まで
export-to-month = 月まで
export-file = ファイル
export-characters = { $start }～{ $end }文字目
export-retrieved = { $moment }取得
export-changed = この文書は引用後に変更されました（{ $date }）。
export-removed = この文書はその後削除されました（{ $date }）。
export-reader-checked = 読者が確認（{ $moment }）
export-reader-disputed = 読者が疑義（{ $moment }）
export-for = 対象

## Models

who = モデル
who-at = { $address }のモデル
who-embedded = 内蔵モデル
model-key = { $who }がキーを受け付けませんでした（HTTP 401）。OPENAI_API_KEYを確認してください。
model-payment = { $who }は先に支払いを求めています（HTTP 402）。アカウントを確認してください。
model-rights = { $who }は、このキーでのモデルの利用を許可していません（HTTP 403）。OPENAI_API_KEYとアカウントの権限を確認してください。
model-unknown = { $who }に、このモデルまたはパスはありません（HTTP 404）。モデル名とOPENAI_BASE_URLを確認してください。
model-path = { $who }は、このパスへの要求を受け付けません（HTTP 405）。OPENAI_BASE_URLを確認してください。通常は /v1 で終わります。
model-proxy-password = { $who }との間のプロキシがパスワードを求めています（HTTP 407）。HTTPS_PROXYを確認してください。
model-late = { $who }が時間内に応答しませんでした。少し待ってからもう一度お試しください。
model-broken = { $who }が、応答する前に接続を切りました。もう一度お試しください。
model-reported = { $who }が、回答中に内部の不具合を報告しました。もう一度お試しください。
model-strange = { $who }の応答は、チャットまたは埋め込みモデルのものではありません。OPENAI_BASE_URLを確認してください。通常は /v1 で終わります。
model-too-long = { $who }が一度に扱える長さを、質問とその根拠が超えています。質問を短くするか、ASSISTANT_EVIDENCE_CHARACTERSで渡す文章を減らしてください。
model-failed = { $who }で障害が発生しました（HTTP { $status }）。少し待ってからもう一度お試しください。続く場合は、そのサーバーのログを確認してください。
model-moved = { $who }が別のアドレスへ転送しています（HTTP { $status }）。OPENAI_BASE_URLに最終的なアドレスを設定してください。
model-refused = { $who }が要求を拒否しました（HTTP { $status }）。モデル名と、モデルの種類が正しいことを確認してください。
model-quota = { $who }によると、アカウントの割り当てを使い切っています（HTTP 429）。アカウントを確認してください。
model-rate = { $who }の利用頻度の上限、またはアカウントの割り当てを超えました（HTTP 429）。{ $when ->
    [soon] 少し待ってから
   *[later] しばらくしてから
}もう一度お試しください。
model-no-host = { $who }が見つかりません。そのホストは存在しません。OPENAI_BASE_URLとネットワークを確認してください。
model-insecure = { $who }に安全に接続できません。証明書または暗号化が有効ではありません。OPENAI_BASE_URL（httpかhttpsか）とSSL_CERT_FILEを確認してください。
model-no-connection = { $who }に{ $seconds }秒以内に接続できませんでした。OPENAI_BASE_URLとネットワークを確認してください。
model-no-proxy = プロキシ経由で{ $who }に接続できませんでした。HTTPS_PROXYを確認してください。
model-closed-door = { $who }が接続を拒否しました。動作していますか。OPENAI_BASE_URLを確認してください。
model-silent = { $who }が{ $seconds }秒間何も書きませんでした。もう一度お試しになるか、ASSISTANT_FIRST_TOKEN_TIMEOUTで待ち時間を延ばしてください。
model-fell-silent = { $who }が回答の途中で{ $seconds }秒間止まりました。もう一度お試しになるか、ASSISTANT_GAP_TIMEOUTで待ち時間を延ばしてください。
model-unfinished = { $who }の回答が{ $seconds }秒で終わりませんでした。尋ねる内容を減らすか、ASSISTANT_TOTAL_TIMEOUTで待ち時間を延ばしてください。
model-wrote-nothing = { $who }は何も書きませんでした。もう一度お試しになるか、別のモデルを指定してください。
model-too-much = { $who }から、回答をはるかに超える量のデータが送られました。アドレスを確認してください。
model-vectors = { $who }から、意味をなさないベクトルが送られました。埋め込みモデルであることを確認してください。
model-vector-zero = { $who }から、長さゼロのベクトルが送られました。埋め込みモデルであることを確認してください。
model-vector-lengths = { $who }から、長さの異なるベクトルが送られました。埋め込みモデルであることを確認してください。
model-embedding-late = { $who }は、送られた文章を{ $seconds }秒以内にベクトル化できませんでした。もう一度お試しになるか、ASSISTANT_TOTAL_TIMEOUTで待ち時間を延ばしてください。
model-text-too-long = { $count }字の文章は、{ $who }には長すぎてベクトル化できません。別の埋め込みモデルを指定してください。
model-closed = 内蔵モデルは終了しています。プログラムを起動し直してください。
model-closed-early = 内蔵モデルは読み込みが終わる前に終了しました。
model-not-started = 内蔵モデルのプロセスを起動できませんでした：{ $cause }。
model-not-loaded = 予期しない障害のため、内蔵モデルを読み込めませんでした。
model-no-runtime = 内蔵モデルの実行環境がインストールされていません。インストール方法：{ $command }
model-damaged = { $file }を読み込めませんでした。破損しているか、llama.cppの扱えるチャットモデルではないか、このマシンの空きメモリを超えています。ASSISTANT_CHAT_GGUFで別のものを指定するか、OPENAI_API_KEYを設定してください。
model-no-room = 内蔵モデルにはキャッシュフォルダーに{ $gigabytes } GB必要ですが、空きは{ $size } GBです。空きを増やすか、ASSISTANT_CACHEで別のフォルダーを指定してください。
model-no-cache = 内蔵モデルにはキャッシュフォルダーに{ $gigabytes } GB必要ですが、書き込めません：{ $cause }。空きを増やすか、ASSISTANT_CACHEで別のフォルダーを指定してください。
model-file = モデルのファイル{ $file }を読み取れません：{ $cause }。ASSISTANT_CHAT_GGUFを確認してください。
model-no-gguf = { $file }はGGUFファイルではありません。ASSISTANT_CHAT_GGUFで指定し直すか、空にしてください。
model-incomplete = 内蔵モデルがそろっていません（{ $count ->
    [1] パッケージがありません
   *[other] { $held }個のパッケージのうち{ $count }個がありません
}）。インストール方法：{ $command }

## Questions

question-empty = 質問が空です。文書から答えられそうなことを尋ねてください。
question-long = 質問は{ $count }字あり、上限は{ $held }字です。短くしてください。

## What was added, and what to do where it could not be

added-documents = 文書{ $count }件。
added-held = この本文はすでにライブラリにあります：「{ $title }」。
added-unread = そのうち{ $count }件の文書を読み取れませんでした（下を参照）。
added-removed = 削除済み。
added-nothing = 読み取れるものがありません。
added-report = { $report }。
report-added = 追加{ $count }件
report-changed = 変更{ $count }件
report-as-before = 変更なし{ $count }件
report-held = 既存{ $count }件
report-removed = 削除{ $count }件
report-left-out = 削除済みのため除外{ $count }件
report-unread = 読み取れず{ $count }件
added-no-stop = すでに終わっているため、停止するものがありません。一覧から文書を削除してください。
added-quota = 使える{ $limit } MBのうち、あなたのファイルが{ $size } MBを占めています。いくつか削除してから、もう一度お試しください。
added-not-looked-for = これを探せません：{ $cause }。
added-neither = これはファイルでもフォルダーでもありません。
added-none = そのファイルまたはフォルダーはありません。
advice-split = 分割して追加してください。
advice-split-limit = 分割するか、上限を引き上げてください。
advice-split-text = 分割するか、テキストとして保存してください。
advice-split-text-add = 分割するか、テキストとして保存して、それを追加してください。
advice-split-unpack = 分割するか、展開してください。
advice-text = テキストのあるファイルを追加してください。
advice-text-version = テキストのある版を追加してください。
advice-text-shown = 写っている文章をテキストで追加してください。
advice-save = テキスト、PDF、DOCXのいずれかで保存し、それを追加してください。
advice-save-text = テキストとして保存し、それを追加してください。
advice-save-its-text = 本文を保存し、それを追加してください。
advice-save-text-pdf = テキストまたはPDFで保存してください。
advice-save-docx = DOCXまたはPDFで保存し、それを追加してください。
advice-save-eml = EML、テキスト、PDFのいずれかで保存し、それを追加してください。
advice-save-xlsx = XLSXで保存し、それを追加してください。
advice-save-unlocked = パスワードなしで保存し、それを追加してください。
advice-save-utf = UTF-8で保存し、もう一度追加してください。
advice-save-in-utf = UTF-8で保存し、それを追加してください。
advice-save-again = 保存し直して、それを追加してください。
advice-save-spreadsheet = 表計算ソフトで開いて保存し直し、それを追加してください。
advice-save-in = { $program ->
    [e-book] 電子書籍ソフト
    [office] LibreOffice
    [presentation] プレゼンテーションソフト
    [spreadsheet] 表計算ソフト
   *[word] Word
}で開いて保存し直し、それを追加してください。
advice-own-program = 作成したソフトで開き、保存し直すかテキストとして保存して、それを追加してください。
advice-export-pdf = PDFに書き出し、それを追加してください。
advice-export-pdf-text = テキスト付きのPDFに書き出してください。
advice-export-lines = JSON Lines（1行に、本文を持つオブジェクト1つ）で書き出してください。
advice-export-again = 書き出し直すか、修正してください。
advice-unpack = 展開して、中の文書を追加してください。
advice-unpack-look = 展開して、中身を確認してください。
advice-unpack-itself = 展開して、これだけを追加してください。
advice-unpack-folder = 展開して、フォルダーを追加してください。
advice-unpack-one = ご自分で展開して追加してください。
advice-unpack-known = ご自分で展開し、中身のわかるものを追加してください。
advice-files = 中のファイルを追加してください。
advice-link = リンク先のファイルを追加してください。
advice-permission = 読み取りの権限を付けてください。
advice-get-again = 入手元から取り直してください。
advice-get-again-print = 入手元から取り直すか、新しいPDFに印刷してください。
advice-get-again-program = 入手元から取り直すか、作成したソフトで開いて保存し直し、それを追加してください。
advice-drm = 保護のない版を入手してください。
advice-ocr = 文字認識（OCR）にかけ、その結果を追加してください。
advice-ocr-install = pip install 'bilateral-record[ocr]' で文字認識（OCR）をインストールして追加し直すか、別のソフトで文字認識にかけ、その結果を追加してください。
advice-smaller = 小さくしてください。
advice-browser-complete = ページがすべて表示されてから、ブラウザーで保存してください。
advice-browser-again = ブラウザーで保存し直してください。
advice-browser = ページをブラウザーで開いて保存し、そのファイルを追加してください。
advice-browser-save = ブラウザーで保存し、そのファイルを追加してください。
advice-save-pdf = PDFまたはテキストで保存し、それを追加してください。
advice-add-text = 本文をHTML、PDF、DOCX、プレーンテキストのいずれかで追加してください。
advice-feed = ブラウザーで開き、挙げられているページを追加してください。
advice-feed-pages = 挙げられているページを追加してください。
advice-part = 必要な部分をファイルとして追加してください。
advice-page = ページを追加してください。
advice-own-address = ページ自体のアドレスを追加してください。
advice-trusted = 信頼できるページであれば、ページ自体のアドレスを追加してください。
advice-allow = 意図したものであれば、名前を挙げて許可してもらってください（ASSISTANT_WEB_ALLOW={ $address }）。
advice-port = サイトの通常のアドレスを使うか、名前を挙げて許可してもらってください（ASSISTANT_WEB_ALLOW={ $address }）。
advice-check = 確認してください。
advice-check-address = アドレスを確認してください。
advice-check-or-later = アドレスを確認するか、後でもう一度お試しください。
advice-spelling = アドレスのつづりと接続を確認してください。
advice-copy = ブラウザーのアドレス欄からコピーし直してください。
advice-shorter = もっと短いものを使ってください。
advice-host = ホストの名前を書いてください。
advice-without = それらを除いて書いてください。
advice-later = 後でもう一度お試しください。
advice-later-or-browser = 後でもう一度お試しになるか、ページをブラウザーで保存し、そのファイルを追加してください。
advice-after = その後でもう一度お試しください。
advice-in-a-moment = 少し待ってからもう一度お試しください。
advice-again = もう一度お試しください。
advice-then = 空きを増やしてから、もう一度お試しください。
advice-several-records = 複数のレコードに分けてください。
advice-name-field = 本文のある項目を指定してください。
advice-ingest-complete = 完成してからもう一度追加してください。
advice-memory = メモリの空きを増やしてから、もう一度追加してください。

## Why a file cannot be read

reading-empty = このファイルは空です。
reading-no-text = このファイルにはテキストがありません。
reading-binary = このファイルの中身はテキストではなく、バイナリデータです。
reading-encoding = このテキストの文字コードを判別できません。
reading-size = このファイルは{ $how ->
    [more] { $size } MBを超えています
   *[exact] { $size } MBあります
}。読み取れるのは{ $limit } MBまでです。
reading-characters = このファイルは{ $count }字を超えています。
reading-rows = このファイルは、行または段落が{ $count }、セルが{ $held }、文字が{ $more }のいずれかを超えています。
reading-several = これは1つの文書ではなく、アーカイブまたは複数の文書の書き出しです。
reading-folder = これはフォルダーです。
reading-device = これはファイルではなく、デバイスまたはパイプです。
reading-gone = このファイルはありません。移動または削除された可能性があります。
reading-not-allowed = このファイルを読む権限がありません。
reading-link = これはリンクで、たどりません。
reading-link-out = このリンクはフォルダーの外に出るため、たどりません。
reading-link-nowhere = このリンクの先には何もありません。
reading-link-back = このリンクは自分自身に戻ります。
reading-folder-failed = このフォルダーを読み取れません：{ $cause }。
reading-failed = このファイルを読み取れません：{ $cause }。
reading-changed = このファイルは読み取り中に変更されました。
reading-memory = このファイルを読むにはメモリが足りません。
reading-memory-limit = 読み取りに必要なメモリが、使える量を超えています。
reading-time = 読み取りに{ $seconds }秒以上かかったため、除外しました。
reading-broke-down = この種のファイルを読むプログラムが異常終了したため、このファイルは除外しました。
reading-behind = 読み取りの異常終了が続いたため、このファイルの残りは読み取っていません。
reading-no-process = ファイルを読み取るプロセスが起動しません。
reading-damaged = このファイルは破損しており、読み取れません。
reading-damaged-archive = このファイルは破損しています。Word文書またはアーカイブのように始まりますが、展開できません。
reading-damaged-kind = この{ $kind ->
    [e-book] 電子書籍
    [office] OpenDocumentファイル
    [presentation] プレゼンテーション
    [spreadsheet] 表計算シート
   *[word] Word文書
}は破損しており、読み取れません。
reading-locked-kind = この{ $kind ->
    [e-book] 電子書籍
    [office] OpenDocumentファイル
    [presentation] プレゼンテーション
    [spreadsheet] 表計算シート
   *[word] Word文書
}にはパスワードがかかっています。
reading-unpacks-kind = この{ $kind ->
    [e-book] 電子書籍
    [office] OpenDocumentファイル
    [presentation] プレゼンテーション
    [spreadsheet] 表計算シート
   *[word] Word文書
}は、展開すると文書の大きさをはるかに超えるため、読み取りません。
reading-tags-kind = この{ $kind ->
    [e-book] 電子書籍
    [office] OpenDocumentファイル
    [presentation] プレゼンテーション
    [spreadsheet] 表計算シート
   *[word] Word文書
}には、{ $count }個を超えるタグを持つ部分があります。
reading-pdf-damaged = このPDFは破損しており、読み取れません。
reading-pdf-joined = このファイルには複数のPDFが続けて入っており、表示されるのはそのうち一つだけです。それぞれを別々に入手するか、表示されている内容を新しいPDFに印刷して追加してください。
reading-pdf-locked = このPDFにはパスワードがかかっています。
reading-pdf-scan = このPDFはテキストではなく、文字の画像です（スキャン）。
reading-pdf-fonts = このPDFの文字は、フォントから判別できません。
reading-pdf-pages = このPDFは{ $count }ページを超えています。
reading-pdf-scans = このPDFのスキャンされたページは{ $count }ページを超えています。
reading-pdf-characters = このPDFは{ $count }字を超えています。
reading-pdf-no-page = このPDFにそのページはありません。
reading-pdf-not-drawn = このPDFのページを描画できません。
reading-word-no-text = このWord文書にはテキストがありません。画像が入っている可能性があります。
reading-no-text-shown = この文書にはテキストが表示されません。画像が入っている可能性があります。
reading-locked = この文書にはパスワードがかかっています。
reading-old-office = これはWord 97など、古いOfficeソフトのファイルです。
reading-outlook = これはOutlookで保存されたメッセージ（MSG）です。
reading-xlsb = これはバイナリ形式の表計算シート（XLSB）です。
reading-drawing = これは文書ではなく、図、数式、データベースのいずれかです。
reading-picture = これはテキストではなく、画像です。
reading-sound = これはテキストではなく、音声または動画のファイルです。
reading-program = これはテキストではなく、プログラムです。
reading-postscript = これはPostScriptファイルです。
reading-apple = これはPages、Numbers、Keynoteのいずれかの文書です。
reading-onenote = これはOneNoteのセクションです。
reading-djvu = これはDjVuファイルです。
reading-photo = これはテキストではなく、スマートフォンの写真（HEIF）です。
reading-database = これはデータベースです。
reading-packed = これは圧縮アーカイブです。
reading-archive-empty = このアーカイブには、読み取れる種類のファイルがありません。
reading-archive-deep = このアーカイブは、多くのアーカイブの中に入り込みすぎています。
reading-archive-many = このアーカイブには{ $count }個を超えるファイルがあります。
reading-archive-overlaps = このアーカイブのファイルは、正常なアーカイブにはない形で重なり合っているため、読み取りません。
reading-archive-locked = アーカイブ内のこのファイルにはパスワードがかかっています。
reading-archive-link = これはファイルではなくアーカイブ内のリンクで、たどりません。
reading-archive-method = アーカイブ内のこのファイルは、読み取れない方式で圧縮されています。
reading-archive-gaps = アーカイブ内のこのファイルは、読み取れない形式（欠落のある形式）で保存されています。
reading-unpacks = このファイルは、展開すると文書の大きさをはるかに超えるため、これ以上読み取りません。
reading-book-drm = この電子書籍は、販売店のリーダー専用に保護されています（DRM）。
reading-book-no-text = この電子書籍にはテキストが表示されません。画像が入っている可能性があります。
reading-book-chapter = この電子書籍には、長すぎて読み取れない章があります。
reading-book-chapters = この電子書籍は{ $count }章を超えています。
reading-book-characters = この電子書籍は{ $count }字を超えています。
reading-mail-no-text = このメッセージにはテキストがありません。
reading-mail-parts = このメッセージは{ $count }個を超える部分からできています。
reading-mail-deep = このメッセージの部分は、入れ子が深すぎます。
reading-slides-no-text = このプレゼンテーションにはテキストが表示されません。画像が入っている可能性があります。
reading-slides-many = このプレゼンテーションはスライドが{ $count }枚を超えています。
reading-slides-shapes = このプレゼンテーションは図形が{ $count }個を超えています。
reading-sheets-no-text = この表計算シートにはテキストが表示されません。シートが空か、非表示か、画像やグラフだけです。
reading-sheets-many = この表計算ファイルはシートが{ $count }枚を超えています。
reading-table = この表を読み取れません。引用符が欠けているか、セルが{ $count }字を超えています。
reading-rtf = これはリッチテキスト（RTF）ではないか、破損しています。
reading-rtf-no-text = このリッチテキストにはテキストが表示されません。画像が入っている可能性があります。
reading-rtf-formatting = このリッチテキストの書式は、読み取れる量を超えています。
reading-rtf-deep = このリッチテキストは入れ子が深すぎます。
reading-picture-damaged = この画像は破損しており、読み取れません。
reading-picture-no-text = この画像から文字を認識できません。
reading-picture-large = この画像は{ $count }メガピクセルを超えています。
reading-page-no-text = このウェブページにはテキストが表示されません。
reading-page-attributes = このウェブページには、属性が異常に多いタグがあるため、読み取りません。
reading-page-piece = このウェブページには、長すぎて読み取れない部分があります。
reading-page-damaged = このウェブページは空か、破損しています。
reading-json-none = このJSONファイルには、本文のあるレコードがありません。
reading-json-wide = この書き出しはUTF-16で、長すぎます。
reading-record = { $record ->
    [line] { $count }行目
   *[record] レコード{ $count }
}は{ $fault ->
    [long] { $size } MBを超えている
    [malformed] 正しいJSONではない
    [no-object] 項目を持つレコードではない
    [no-text] 本文がない
   *[no-field] 項目「{ $field }」に本文がない
}ため、除外しました。
reading-original-changed = この文書のファイルは、読み込み後に変更されたか、なくなっています。本文を表示しています。
reading-original-no-pages = この文書には表示できるページがありません。本文を表示しています。
reading-original-too-much = このページの描画には時間またはメモリがかかりすぎます。本文を表示しています。
reading-drawing-busy = 同時に描画中のページが多すぎます。

## Why an address is not fetched

web-malformed = 正しいウェブアドレスではありません。
web-odd-number = このアドレスは、ホストを特殊な書き方の数字で示しています。
web-long = このアドレスは{ $count }字を超えています。
web-scheme = 取得できるのは、http:// または https:// で始まるアドレスだけです。
web-password = このアドレスにはユーザー名またはパスワードが含まれています。
web-private = このアドレスは公開のインターネットではなく、プライベートまたは予約済みのネットワークにつながるため、取得しません。
web-ports = 接続するのはポート80と443だけです。
web-no-internet = このホスト名の先は、インターネットのアドレスではありません。
web-no-host = その名前のホストがないか、ネットワークに接続していません。
web-slow = サーバーが遅すぎます。{ $seconds }秒以内にページ全体が届きませんでした。
web-unreachable = サーバーに接続できません。
web-certificate = サーバーの証明書では、このアドレスのホストであることを確認できないため、ページを取得しません。
web-insecure = サーバーとの安全な接続を確立できませんでした。
web-broken = ページ全体が届く前に、サーバーが接続を切りました。
web-no-http = サーバーの応答が正しいHTTPではありません。
web-coding = サーバーは、要求していない方式でこのページを圧縮しています。
web-large = このページは{ $size } MBを超えています。
web-redirects = このアドレスは転送を繰り返します（{ $count }回を超える転送）。
web-leads-nowhere = このアドレスは転送されますが、サーバーが転送先を示していません。
web-leads-open = このアドレスは、安全な接続（https）から安全でない接続（http）へ転送されるため、たどりません。
web-leads-private = この公開ページはプライベートネットワークへ転送されるため、たどりません。
web-json = このアドレスにあるのはページやフィードではなく、プログラム用のデータ（JSON）です。
web-feed-damaged = このフィードは破損しており、読み取れません。
web-feed-large = このフィードは大きすぎて読み取れません。
web-feed-declares = このフィードは独自の文書型を宣言しており、小さなファイルが際限なく膨らむおそれがあるため、読み取りません。
web-alone = サーバーは、あと{ $count }{ $unit ->
    [minutes] 分
   *[seconds] 秒
}接続しないよう求めています。
web-robots = このサイトは、プログラムによるこのページの取得を断っています（robots.txt）。
web-robots-failed = プログラムが何を取得してよいか、サイトは現在示せません（robots.txtの応答は{ $status }）。そのため取得しません。
web-not-understood = サーバーがこのアドレスを理解できません（400）。
web-log-in = このページにはログインが必要です（401）。
web-paid = このページは有料です（402）。
web-forbidden = サーバーは、プログラムにこのページを渡しません（403）。
web-proxy = このページの手前にプロキシがあります（407）。
web-fewer = サーバーは要求を減らすよう求めています（429）。
web-legal = 法的な理由により、サーバーはこのページを表示できません（451）。
web-overloaded = サーバーは過負荷か、保守中です（503）。
web-gone = そのページはないか、なくなっています（{ $status }）。
web-fault = サーバー側に不具合があります（{ $status }）。
web-status = サーバーはページではなく、状態{ $status }を返しました。
web-unknown = サーバーは内容の種類を示しておらず、テキストでもありません。
web-no-text = このアドレスにあるのはテキストではなく、{ $kind ->
    [picture] 画像（{ $media }）
    [sound] 録音（{ $media }）
    [video] 動画（{ $media }）
    [font] フォント（{ $media }）
    [unknown] 不明なもの
   *[media] { $media }
}です。

## What is typed to narrow a search

narrow-country = 「{ $country }」という国はありません。国名か、JPNやJPのようなISOコードを入力してください。
narrow-date = 「{ $text }」は日付ではありません。2021-09-07、2021-09、2021のように入力してください。
narrow-language = 「{ $text }」という言語はありません。言語名か、urのようなコードを入力してください。
narrow-swapped = 「{ $since }以降」は「{ $until }以前」より後になり、両方に当てはまるものはありません。入れ替えてください。

## The library

store-none = ライブラリにその文書はありません。
store-none-any-more = ライブラリにその文書はありません（なくなった可能性があります）。一覧をもう一度ご覧ください。
store-changed = この文書は{ $day }に変更され、ライブラリには後の版があります。
store-removed = この文書は{ $day }にライブラリから削除されました。
store-ask-again = 現在の内容を見るには、もう一度質問してください。
store-nothing-corrected = この文書に訂正はありません。
store-brought-back = 元に戻すものがありません。すでに戻されたか、完全に消去されました。
store-not-yours = この文書はあなたのものではなく、ライブラリのものです。アシスタントの管理者に削除を依頼してください。
store-closed = アシスタントが終了中のため、ライブラリは閉じています。アシスタントを起動し直してください。
store-not-written = ライブラリに書き込めません。空きを増やすか、フォルダーを書き込み可能にしてから、もう一度お試しください。これまでの内容は保たれています。
store-not-written-or-read = ライブラリの読み書きができません。空きを増やすか、フォルダーを書き込み可能にしてから、もう一度お試しください。これまでの内容は保たれています。
store-damaged = ライブラリのカタログが破損しています。`assistant check` を実行し、修復できるものを確認してください。残りは、`assistant restore` でバックアップから戻すか、ライブラリのフォルダーをよそへ移して文書を読み込み直してください。
store-failed = ライブラリのカタログで障害が発生しました。もう一度お試しください。繰り返す場合は、アシスタントを起動し直してください。
store-document-damaged = ライブラリの文書{ $name }が破損しており、読み込んだ内容と異なります。アシスタントを終了し、`assistant check --repair` を実行して文書を読み込み直すか、ライブラリをバックアップから戻してください。
store-busy = ライブラリは別のプロセスで開かれています。そちらを閉じてから、もう一度お試しください。
store-busy-writing = 別のプロセス（番号{ $number }）が、このライブラリに文書を読み込んでいるか、検索インデックスを修復しています。その間も質問には回答します。終わってから、もう一度お試しください。
store-full = ライブラリのあるディスクがほぼいっぱいです。空きは{ $size } MBで、{ $limit } MB必要です。空きを増やしてから、もう一度お試しください。
store-embedding = このライブラリは埋め込みモデル{ $former }で作られており、現在の設定は{ $model }です。両者のベクトルは比較できません。{ $former }に設定し直すか、`assistant ingest --rebuild` を実行し、ライブラリの全文書を{ $model }でベクトル化してください。
store-dimensions = ライブラリのベクトルは{ $count }次元、質問のベクトルは{ $held }次元です。ライブラリを作った埋め込みモデルを設定するか、`assistant ingest --rebuild` を実行してください。
store-no-vectors = ライブラリにベクトルがありません。文書を読み込み直してください。
store-index-soon = 検索インデックスを作成中です。1分後にもう一度質問してください。それまでは、文書を語で検索します。
store-index-full = 検索インデックスに書き込めません。ディスクがいっぱいか、フォルダーに書き込めません。空きを増やすか、ライブラリのフォルダーを書き込み可能にしてから、もう一度お試しください。ライブラリの内容は失われていません。
store-index-failed = 検索インデックスで障害が発生しました。遅くとも次の起動時に、アシスタントが自動で修復します。ライブラリの内容は失われていません。
store-index-cannot = 検索インデックスはこの操作ができません。ベクトルの次元が異なるか、未知の絞り込みです。
store-index-unreachable = 検索インデックスのあるChromaサーバー（ASSISTANT_CHROMA_URL）が応答しません。起動するか、アドレスを直してから、もう一度お試しください。ライブラリの内容は失われていません。
store-index-no-chroma = ASSISTANT_CHROMA_URLで応答しているのは、利用できる版（1.5）のChromaサーバーではありません。アドレスを直してください。
store-index-token = Chromaサーバー（ASSISTANT_CHROMA_URL）がトークンを拒否しました。ASSISTANT_CHROMA_TOKENを直してください。
store-index-large = Chromaサーバー（ASSISTANT_CHROMA_URL）の手前にあるものが、必要な大きさの要求を拒否しています。40 MBを受け付けるようにしてください。
store-not-embedded = 埋め込みモデル{ $model }から、{ $count }件の文章それぞれのベクトルが返りませんでした。名前とアドレスを確認し、もう一度読み込んでください。済んだ分は保たれています。
store-vectors-changed = 埋め込みモデル{ $model }のベクトルは現在{ $count }次元ですが、このライブラリは{ $former }の{ $held }次元で作られています。元のモデルに設定し直すか、`assistant ingest --rebuild` を実行してください。
store-ended = この回答が終わる前にアシスタントが終了しました。もう一度お試しください。

## Signing in

entrance-proxy = アシスタントの手前のプロキシが、利用者を示す必要があります。そちらでサインインしてください。
entrance-stranger = サインインしていません。ページを再読み込みしてください。
