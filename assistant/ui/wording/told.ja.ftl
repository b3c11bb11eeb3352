# プログラムのほかの部分が英語で述べる文（日本語）。

between-sentences = {""}
quoted = 「{ $word }」
copies-same = { $titles }は同文です

## An answer that says nothing

refusal = 文書には記述がありません。
refusal-empty = ライブラリは空です。
refusal-empty-add = `assistant ingest フォルダー` で文書を追加してください。
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
   *[released] 公表・放出された
}とは書かれていません：
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
reason-question-word = 質問には「{ $word }」とありますが、そう述べる文はありません。
reason-no-more = 質問以上のことを述べていません。
reason-word = 「{ $word }」は文書の文にありません。
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
notice-own-words = モデルの書いた文に、文書の裏付けがあるものはありませんでした。以下は文書の原文です。
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

about-day = { $date }
about-date = 日付
about-amount = 金額
about-percentage = 割合
about-currencies = 金額（異なる通貨）
about-status = 進捗
about-over-time = 進捗の推移

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
