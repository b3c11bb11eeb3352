# ページが述べるすべての文言（日本語）。助数詞は「件」「個」などを使い分ける。

## Gradio's own components

page-conversation = 会話
box-label = 質問
box-placeholder = 文書に質問する
box-ask = 質問する
box-stop = 停止
tab-sources = 出典
tab-sources-counted = 出典（{ $count }）
tab-timeline = 年表
tab-library = ライブラリ
chat-retry = やり直す
chat-undo = 取り消す
chat-scroll = 末尾へ移動
tabs-more = その他のタブ

## Top bar

skip-to-question = 質問欄へ移動
subtitle = { $count }件の文書に基づいて回答
subtitle-years = { $count }件の文書（{ $years }年）に基づいて回答
conversations = 会話一覧
conversation-new = 新しい会話
theme-dark = ダーク
language = 言語
standing-progress = 意味で検索できる箇所
standing-unread-list = 読み取れなかった文書
standing-unread = { $count }件の文書を読み取れませんでした
standing-reading = ファイルを読み取り中（{ $done }/{ $total }）
standing-meaning = 意味で検索可能：{ $passages }箇所中 { $percent }%
standing-left = 残り約{ $time }
standing-looking = 変更を確認中
comma = {"、"}
time-seconds = { $count }秒
time-minutes = { $count }分
time-hours = { $count }時間

## The empty page

hello-title = 文書には何と書かれていますか
hello-text = 回答は文書だけに基づき、どの記述にも根拠となる文を示します。
hello-suggested = 英語の文書が答える質問：
hello-empty-title = ライブラリは空です
hello-empty-text = 回答は、あなたが追加した文書だけに基づきます。テキスト、ウェブページ、PDF、オフィス文書、メール、書籍、それらのアーカイブを追加できます。
hello-empty-start = 起動時にフォルダーを読み込ませることもできます。
hello-empty-folder = フォルダー

## Conversations at the side

history-search = 会話を検索
history-none = 質問はここに保存されます。
history-writing = 回答を作成中
history-none-found = この語を含む会話はありません。
history-found = { $count }件の会話
history-today = 今日
history-yesterday = 昨日
history-week = 過去7日間
history-earlier = それ以前
history-options = 操作：{ $title }
history-download = { $form }形式でダウンロード
history-rename = 名前を変更
history-new-name = 会話の新しい名前
history-delete = 削除
history-delete-sure = 完全に削除
history-delete-keep = 残す
history-delete-what = この会話とその根拠が削除されます。
account-sign-out = サインアウト
account-not-signed-out = サインアウトできませんでした。もう一度お試しください
account-ended = サインアウトしたか、セッションが終了しました。別のタブで{ $link }、ここに戻って続けてください。
account-sign-in-again = もう一度サインインし

## Above and below the messages

state-earlier = 以前の質問を{ $count }件表示
hint-replaced = { $after ->
    [0] 送信すると、この質問は置き換えられます。
    [1] 送信すると、この質問とその次の質問は置き換えられます。
   *[other] 送信すると、この質問とその後の{ $after }件は置き換えられます。
}
hint-undo = 次の質問に回答するまでは、「{ $undo }」で元に戻せます。
hint-keep = そのまま残す
hint-not-kept = この会話は保存されていません。ライブラリに書き込めません。ディスクの空きを増やしてください。それまでは、アシスタントの動作中に限りここに残ります。
hint-lost = アシスタントとの接続が途切れました。続けるには、このページを再読み込みしてください。

## Problems

problem-busy = 同時に処理中の質問が多すぎます。少し待ってからもう一度お試しください。
problem-cut = 回答が途中で終わりました。もう一度お試しください。
problem-full = この会話はいっぱいです。続けて質問するには、新しい会話を始めてください。
problem-not-yours = この会話はここにはありません。削除されたか、別のブラウザーまたは別の人のものです。
problem-unexpected = アシスタントの内部で問題が発生しました。もう一度お試しください。発生箇所はアシスタントのログに記録されています。
problem-gone = この会話はここにはありません。
problem-no-answer = アシスタントが応答しませんでした。ページを再読み込みして、もう一度お試しください。
problem-filter = このページで作られた絞り込みではありません。ページを再読み込みして、選び直してください。
problem-filter-many = 選べる文書は{ $count }件までです。ほかの絞り込みをお使いください。
problem-document = 文書の要求に誤りがあります。ページを再読み込みして、もう一度お試しください。
problem-limit = 1分間に{ $count }件の質問をしました。これが上限です。{ $time }後にもう一度質問してください。

## Questions and answers

question-edit = 編集
answer-understood = 質問の解釈：{ $question }
answer-searching = 文書を検索中…
answer-reading = { $count }箇所を読んでいます…
answer-waiting = あなたの前に{ $ahead }件の質問があります。
answer-waiting-time = あなたの前に{ $ahead }件の質問があります（約{ $time }）。
answer-stopped = 停止しました。この回答は途中までです。
answer-stopped-none = 停止しました。回答はまだありません。
answer-pending = 文書とまだ照合していません
answer-pending-short = 未照合
answer-not-supported = 裏付けなし
answer-not-supported-title = 裏付けがありません
answer-no-sentence = これを述べている文は文書にありません。
answer-partly = 文書が裏付けるのは、この回答の一部だけです。
answer-missing = 文書に記述がないこと：
answer-withheld = モデルはほかに、どの文書にも裏付けのない文を{ $count }件書きました
answer-as-of = { $date }現在（{ $count ->
    [1] 使用した文書の日付
   *[other] 使用した文書{ $count }件のうち最新のもの
}）
answer-searched = { $count }件の文書を検索
answer-searched-of = { $held }件中{ $count }件の文書を検索
answer-searched-dated = { $searched }（{ $date }付）
answer-searched-range = { $searched }（{ $first }～{ $last }）
answer-searched-only = { $searched }（対象：{ $within }）
answer-seconds = { $seconds }秒
answer-differ = 文書間の相違：{ $about }
answer-develop = 日付順の推移：{ $about }
answer-compare = 並べて開く
answer-check = 記述を確認する
answer-timeline = 日付順に見る
answer-copy = 出典付きでコピー
answer-copy-all = 裏付けのない文も含めてコピー
answer-save = { $form }で保存
answer-save-also = { $form }
answer-good = 役に立った
answer-bad = 役に立たなかった
answer-copied = コピーしました
answer-not-copied = 許可されていません
within-about = { $countries }に関するもの
within-dated = { $first }から{ $last }まで
within-since = { $date }以降
within-until = { $date }以前
within-languages = { $languages }のもの
within-publishers = { $publishers }が発行したもの
within-documents = 選択した{ $count }件の文書

## Sources

source = 出典{ $number }
source-titled = 出典{ $number }：{ $title }
panel-empty-title = 出典はここに表示されます
panel-empty-text = 回答の記述には番号が付きます。その根拠となる箇所をこのパネルに示し、該当する文に印を付けます。
panel-no-answer = 回答はありません。{ $problem }
panel-stopped = 停止しました。
panel-searching = 文書を検索中です。
panel-writing = 回答を作成中です。
panel-ready = 回答ができました。{ $text }
panel-ready-cited = 回答ができました。{ $count }件の文を引用しています。
panel-none-cited = 引用なし
panel-count-cited = { $count }箇所を引用
panel-count = { $count }箇所
panel-count-searching = 検索中
panel-count-none = 該当箇所なし
panel-not-found = 回答が終わるまでに該当箇所は見つかりませんでした。
panel-unclear = 検索していません。質問が複数の意味に取れます。いずれかを選ぶか、言い換えてください。
panel-none = この質問に答える箇所はありません。
panel-closest = 最も近い箇所（回答には使っていません）：
panel-further = その他の箇所（{ $count }）
panel-found = 見つかった箇所（{ $count }）
panel-also = ほかに見つかった箇所（{ $count }）
panel-also-not-cited = ほかに見つかった箇所・引用なし（{ $count }）
timeline-empty-title = ここに日付が並びます
timeline-empty-text = 回答の根拠を時間の順に示します：文書と、引用文が挙げる日付。
timeline-chart = 日付順。下の表と同じ内容です
timeline-events = 引用文が挙げる日付
timeline-documents = 文書
timeline-mark = { $date }、出典 { $numbers }：{ $title }
timeline-mark-found = { $date }、検索のみ・引用なし：{ $title }
timeline-table = 日付順
timeline-date = 日付
timeline-what = 内容
timeline-published = 日付：{ $basis }
timeline-named = 記載：
timeline-reckoned = この文書の日付から算出：
timeline-found = 検索のみ・引用なし
timeline-undated = 引用されたが日付の分からない文書：
card-source = 出典：{ $title }
card-closest = 最も近い箇所：{ $title }
card-passage = 箇所：{ $title }
card-number = 箇所{ $number }
card-page = { $page }ページ
card-copies = ほか{ $count }件の文書に同文
card-back = 回答に戻る
card-copy = 引用をコピー
card-read = 全文を読む
card-changed = その後変更：{ $date }
card-removed = ライブラリから削除：{ $date }
card-no-publisher = 発行元の記載なし
card-no-date = 日付の記載なし

## A document in full

document-close = 閉じる
document-problem = この文書を開けません
document-changed = この文書は引用後に変更され、引用文はもうこの位置にありません。もう一度質問してください。
document-quoted = 引用時の本文を表示しています。
document-long = この文書は{ $count }字あります。該当箇所の前後を表示しています。
document-text = テキスト
document-pages = ページ
document-show-as = 表示形式
document-previous = 前の引用
document-previous-key = 前の引用（k）
document-next = 次の引用
document-next-key = 次の引用（j）
document-citations = 引用
document-before = 前の部分を表示
document-after = 続きを表示
document-find = この文書内を検索
document-find-previous = 前の該当箇所
document-find-next = 次の該当箇所
document-find-at = { $at }/{ $count }
document-find-part = 表示中の部分で{ $at }/{ $count }
document-find-none = 見つかりません
document-citation = 引用{ $number } · { $at }/{ $count }
document-count = 引用{ $count }件
compare-statements = 記述
compare-previous-key = 前の記述（k）
compare-next-key = 次の記述（j）
compare-statement = { $at } / { $count }
sheets-page = ページ
sheets-page-number = { $number }ページ
sheets-page-of = { $input } / { $count }ページ
sheets-smaller = 縮小
sheets-smaller-key = 縮小（−）
sheets-larger = 拡大
sheets-larger-key = 拡大（+）
sheets-percent = { $percent }%
sheets-unplaced = ページ上の位置を確定できなかったため、印を付けていません。
sheets-unseen = { $number }ページを表示できません。

## Checking the claims

check-title = 確認
check-claim = 記述 { $at }/{ $count }
check-status = 記述 { $at }/{ $count }、{ $state }：{ $claim } 根拠：{ $cited }
check-status-uncited = 記述 { $at }/{ $count }、{ $state }：{ $claim } { $reason }
check-uncited = この記述に引用された文はありません。
check-state-checked = 確認済み
check-state-disputed = 疑義あり
check-state-none = 未確認
check-key-next = 次の記述
check-key-previous = 前の記述
check-key-checked = 確認済みにする
check-key-disputed = 疑義ありにする（メモも付けられます）
check-key-unmark = 印を外す
check-key-open = 文書の全文を開く
check-key-keys = このキー一覧
check-key-leave = 終了
check-keys = キー
check-leave = 終了
check-previous = 前へ
check-next = 次へ
check-checked = 確認済み
check-disputed = 疑義あり
check-unmark = 印を外す
check-note = メモ
check-why = 理由（任意）
check-single-keys = 1文字キーを使う
check-not-kept = 印を保存できませんでした。もう一度お試しになるか、ページを再読み込みしてください。
check-tally = { $count }件中{ $checked }件の記述を確認済み
check-tally-disputed = { $count }件中{ $checked }件の記述を確認済み、{ $disputed }件に疑義あり

## What helped

feedback-thanks = ありがとうございます。会話とともにここに保存されます。
feedback-title = 誤りや不足は何ですか
feedback-kept = 会話とともにここに保存されます。外部には送信されません。
feedback-skip = スキップ
feedback-keep = 保存

## Filters

filter = 絞り込み
filter-clear = 解除
filter-on = 適用中の絞り込み
filter-remove = 絞り込み「{ $name }」を外す
filter-since = { $date }以降
filter-until = { $date }以前
filter-documents = { $count }件の文書
filter-title = 検索する文書を絞り込む
filter-cancel = キャンセル
filter-apply = 適用
filter-dated = 日付
filter-from = 開始
filter-to = 終了
filter-dates-like = 2021-09
filter-dates = 年、月または日。
filter-dates-held = 年、月または日。ライブラリの文書は{ $first }から{ $last }までです。
filter-countries = 国
filter-countries-all = 選んだ国すべてに関するもの。
filter-countries-find = 国を検索
filter-languages = 言語
filter-languages-any = 選んだ言語のいずれか。
filter-languages-find = 言語を検索
filter-publishers = 発行元
filter-publishers-any = 選んだ発行元のいずれか。
filter-publishers-find = 発行元を検索

## Signing in

signin-title = サインイン
signin-failed = サインインできませんでした
signin-name = 名前
signin-password = パスワード
signin-help = 名前と新しいパスワードは、このアシスタントの管理者が発行します。
signin-out = サインアウトしました。
signin-wrong = 名前またはパスワードが正しくありません。もう一度お試しください。
signin-wait = 誤りが続きました。{ $time }待ってから、もう一度お試しください。

## The library: adding

adding-label = 文書を追加
adding-choose-label = 追加するファイルを選択
adding-drop = ここにファイルをドロップ
adding-or = または
adding-choose = ファイルを選択
adding-limit = 1件{ $megabytes } MBまで：PDF、Word、HTML、テキスト、メール、表、アーカイブなど
adding-too-large = ファイルは{ $megabytes } MBまでです。このファイルは{ $size } MBあります。
adding-elsewhere = フォルダーまたはウェブから
adding-folder = このマシンのフォルダー
adding-folder-do = 読み込む
adding-address = ウェブページまたはフィード
adding-address-do = 取得
adding-list = 追加したもの
adding-clear = 一覧を消去
adding-queued = 待機中です。
adding-files = { $count }件のファイルを追加します。
adding-unsent = 送信できませんでした。ファイルは元の場所にありますか。
adding-through = { $count }件の追加が終わりました。
adding-stop = 停止
adding-stop-name = { $name }を停止
adding-stopped = 停止しました。
adding-step = { $name }：{ $step }
adding-step-said = { $name }：{ $step }。{ $said }
adding-step-sending = 送信中
adding-step-waiting = 送信待ち
adding-step-queued = 待機中
adding-step-reading = 読み取り中
adding-step-embedding = 語で検索可能、ベクトル化中
adding-step-ready = 完了：語と意味で検索可能
adding-step-refused = 追加されませんでした
adding-step-stopped = 停止
adding-done-passages = { $step } { $done }/{ $total }箇所
adding-done-files = { $step } { $done }/{ $total }ファイル
adding-done-percent = { $step } { $percent }%

## The library: what it covers

coverage-label = 文書の範囲
coverage-more = 国別・言語別
coverage-year = 年別
coverage-month = { $year }年の月別
coverage-country = 言及された国別
coverage-language = 言語別
coverage-undated = 日付なし：{ $count }
coverage-no-country = 国の言及なし：{ $count }
coverage-no-month = { $year }年（月の記載なし）
coverage-dates = 日付別の文書数
coverage-by-country = 国別の文書数
coverage-by-language = 言語別の文書数
coverage-most = 最多：{ $count }
coverage-bar = { $name }：{ $count }件の文書
coverage-bar-chosen = { $name }：{ $count }件の文書、選択中（この絞り込みを外す）
coverage-table = 表で見る
coverage-documents = 文書数

## The library: the list

library-search = 題名・発行元・名前を検索
library-order = 並び順
library-order-added = 追加が新しい順
library-order-newest = 日付が新しい順
library-order-oldest = 日付が古い順
library-order-title = 題名順
library-order-publisher = 発行元順
library-list = 文書の一覧
library-pages = 一覧のページ
library-country = 国
library-country-any = すべての国
library-country-none = 国の言及なし
library-language = 言語
library-language-any = すべての言語
library-language-none = 不明
library-publisher = 発行元
library-publisher-any = すべての発行元
library-publisher-none = 発行元の記載なし
library-kind = 種類
library-kind-any = すべての種類
library-kind-web-page = ウェブページ
library-kind-record = レコード
library-kind-pdf = PDF
library-kind-word = Word
library-kind-slides = スライド
library-kind-table = 表
library-kind-html = HTML
library-kind-mail = メール
library-kind-book = 書籍
library-kind-text = テキスト
library-state = 状態
library-state-any = すべての状態
library-state-meaning = 語と意味で検索可能
library-state-words = 語で検索可能、ベクトル待ち
library-undated = 日付なし
library-option = { $name }（{ $count }）
library-count = { $count }件の文書
library-count-found = { $count }件の文書が見つかりました
library-count-part = { $counted }、{ $first }～{ $last }
library-shown = { $counted }、{ $first }～{ $last }を表示
library-none = 該当する文書はありません。
library-none-narrowed = 該当する文書はありません。絞り込みを外すか、検索語を減らしてください。
library-empty = ライブラリは空です。上にファイルをドロップしてください。
library-previous = 前へ
library-next = 次へ
library-page = { $page }/{ $count }ページ
library-chip = { $name }：この絞り込みを外す
library-unread = { $count }件を読み取れませんでした
library-again = 再試行
library-again-name = 再試行：{ $name }
library-again-done = もう一度読み取っています。
library-removed-count = { $count }件の文書を削除
library-removed-note = 削除した文書は、以後どの検索にも現れません。{ $minutes }分以内なら元に戻せます。その後、本文は完全に消去されます。
library-removed-unnamed = 削除済み
library-removed-stays = ここでは削除済みですが、{ $places }には残っています。再び読み取られても追加されません。
library-removed-until = { $time }に完全に消去されます。
library-removed-gone = ここからは完全に消去されました。
library-bring-back = 元に戻す
library-take-in-again = もう一度読み込む
library-empty-now = 今すぐ空にする
library-emptied = 完全に削除しました。
library-removed-one = 削除：{ $title }
library-undo = 元に戻す
library-removed-said = 削除しました。元に戻せます。
library-brought-back = 元に戻しました。

## The library: one document

record-title = 題名
record-publisher = 発行元
record-date = 日付
record-language = 言語
record-countries = 国
record-author = 著者
record-place = 場所
record-address = アドレス
record-name = 名前
record-basis-metadata = ファイルの項目より
record-basis-header = 本文の冒頭より
record-basis-dateline = 発信地・日付の記載より
record-basis-body = 本文より
record-basis-file-name = ファイル名より
record-basis-corrected-by-a-reader = 利用者による訂正
record-not-stated = 記載なし
record-none = なし
record-undated = 日付なし
record-names = { $count }個の名前で存在
record-more = ほか{ $count }件
record-more-countries = ほか{ $count }か国
record-copies = 同じ本文が{ $count }件
record-as-read = 読み取り時の{ $field }
record-read = 全文を読む
record-correct = 訂正
record-take-back = 訂正を取り消す
record-taken-back = ベクトル化が済みしだい、読み取り時の内容に戻ります。
record-remove = 削除
record-hint-date = 例：2021、2021-09、2021-09-07
record-hint-language = 名前またはコード（例：ウルドゥー語、ur）
record-hint-countries = 国名を「、」で区切って入力
record-save = 保存
record-cancel = キャンセル
record-corrected-said = 訂正しました。
record-changing = 訂正または変更あり：新しい版をベクトル化中
record-waiting = 語で検索可能、{ $count }箇所中{ $waiting }箇所がベクトル待ち
record-corrected = 訂正済み
record-passages = { $count }箇所
record-passages-found = { $count }箇所、語と意味で検索可能

## Refusals of the library

library-malformed = アシスタントが理解できない要求です。ページを再読み込みして、もう一度お試しください。
library-no-title = 文書には題名が必要です。入力してください。
library-no-problem = この問題はすでに解消しています。一覧をもう一度ご覧ください。
library-no-date = 「{ $date }」は年でも月でもありません。2021や2021-09のように入力してください。
library-no-folders = このページからフォルダーを追加できるのは、このマシンでアシスタントを運用している人だけです。
library-no-addresses = ここではアドレスからの取得はできません。ページをファイルとして追加してください。
library-too-many = すでに{ $count }件のファイルが読み取りを待っています。済んでから追加してください。
library-not-whole = ファイルが最後まで届きませんでした。もう一度追加してください。
library-too-large = ファイルは{ $megabytes } MBまでです。分割するか、マシン上で追加してもらってください。
library-no-folder = このマシンにそのフォルダーはありません。/home/me/cables のように完全なパスを入力してください。
library-own-folder = これはライブラリ自体のフォルダーです。文書の入ったフォルダーを選んでください。
