{{%AUTOESCAPE context="HTML"}}
<div class="sections">
<div>
{{#DONE}}<p class="note" role="status">{{DONE_WORDS}}</p>{{/DONE}}
<h1><span class="phrase">ログインの</span><span class="phrase">安全設定</span></h1>
<p class="lead">ほかの人に使われないようにする設定と、ログインの記録です。</p>
</div>
<section class="block"><h2>2段階ログイン</h2>
{{#TWO_STEP_OFF}}
<p>ログインのときに、パスワードのほかに、スマートフォンの認証アプリに表示される数字を入力します。パスワードを人に知られても、ログインされません。</p>
<p><strong>いまは使っていません。</strong></p>
<div class="actions"><a class="button" href="{{BASE}}/security/two-step">2段階ログインを設定する</a></div>
{{/TWO_STEP_OFF}}
{{#TWO_STEP_ON}}
<p><strong>使っています</strong>（{{TWO_STEP_SINCE:x-whole}}から）。ログインのときに、パスワードのあとで、認証アプリの確認コードを入力します。</p>
<p>予備コードの残り：<strong>{{CODES_LEFT}}個</strong></p>
{{#FEW_CODES}}<p class="due">予備コードが少なくなりました。新しい予備コードを作ってください。</p>{{/FEW_CODES}}
<ul class="links">
<li><a href="{{BASE}}/security/recovery-codes">予備コードを作り直す</a></li>
<li><a href="{{BASE}}/security/two-step/off">2段階ログインを解除する</a></li>
</ul>
{{/TWO_STEP_ON}}
</section>
<section class="block"><h2>パスキー</h2>
<p>パスワードの代わりに、端末の指紋・顔・画面ロックの番号などでログインします。にせのサイトに、だまし取られることがありません。</p>
{{#PASSKEYS_NONE}}<p><strong>いまは使っていません。</strong></p>
<div class="actions"><a class="button" href="{{BASE}}/security/passkeys/new">パスキーを登録する</a></div>{{/PASSKEYS_NONE}}
{{#PASSKEYS_SOME}}<p><strong>{{PASSKEYS_COUNT}}個登録しています。</strong></p>
<ul class="links"><li><a href="{{BASE}}/security/passkeys">パスキーの名前の変更・追加・削除</a></li></ul>{{/PASSKEYS_SOME}}
</section>
<section class="block"><h2>ログイン中の端末</h2>
<p>心当たりのない端末があれば、ログアウトさせて、<a href="{{BASE}}/password">パスワード変更</a>をしてください。</p>
<ul class="devices">
{{#SESSION}}<li><div><h3>{{SESSION_DEVICE}}{{#THIS_DEVICE}} <span class="tag">この端末</span>{{/THIS_DEVICE}}</h3>
<p class="small soft figures"><span class="phrase">ログイン：{{SESSION_BEGAN:x-whole}}</span> <span
    class="phrase">最後の操作：{{SESSION_SEEN:x-whole}}</span></p></div>
{{#SESSION_END}}<form method="post" action="{{BASE}}/security/sessions">
<input type="hidden" name="csrf" value="{{CSRF}}"><input type="hidden" name="session" value="{{SESSION_TOKEN}}">
<button class="button button-second button-small"
    type="submit"><span class="sr">{{SESSION_NAME}}を</span>ログアウトさせる</button></form>{{/SESSION_END}}</li>
{{/SESSION}}</ul>
{{#OTHER_SESSIONS}}<form method="post" action="{{BASE}}/security/sessions">
<input type="hidden" name="csrf" value="{{CSRF}}"><input type="hidden" name="session" value="others">
<button class="button button-second" type="submit">ほかの端末をすべてログアウトさせる</button></form>{{/OTHER_SESSIONS}}
</section>
<section class="block"><h2>ログインのお知らせメール</h2>
<p>はじめての端末でログインがあったときに、登録したメールアドレスにお知らせします。</p>
<form method="post" action="{{BASE}}/security">
<input type="hidden" name="csrf" value="{{CSRF}}">
{{#MAILS_ON}}<input type="hidden" name="sign_in_mails" value="off"><p><strong>受け取る設定です。</strong></p>
<div class="actions"><button class="button button-second" type="submit">お知らせメールを止める</button></div>{{/MAILS_ON}}
{{#MAILS_OFF}}<input type="hidden" name="sign_in_mails" value="on"><p><strong>止めています。</strong></p>
<div class="actions"><button class="button button-second" type="submit">お知らせメールを受け取る</button></div>{{/MAILS_OFF}}
</form>
</section>
<section class="block"><h2>お電話でのご本人の確認</h2>
<p>{{SOCIETY}}に電話をかけたときに、ご本人だとわかるようにお伝えいただく番号です。</p>
<ul class="links"><li><a href="{{BASE}}/security/telephone-code">お電話でお伝えいただく番号を表示する</a></li></ul>
</section>
<section class="block"><h2>利用登録の削除</h2>
<p>健康マイポータルの利用をやめたい方は、利用登録を削除できます。健康保険の資格は、変わりません。</p>
<ul class="links"><li><a href="{{BASE}}/security/closure">利用登録を削除する</a></li></ul>
</section>
<section class="block"><h2>ログインの記録</h2>
<p>この90日間の、新しいものから20件までです。<a href="{{BASE}}/help/security">身に覚えがないとき</a></p>
{{#SIGN_INS}}
<table><caption class="sr">ログインの記録</caption>
<thead><tr><th scope="col">日時</th><th scope="col">端末</th><th scope="col">ログインの方法</th><th scope="col">その前の失敗</th></tr></thead>
<tbody>
{{#SIGN_IN}}<tr><th scope="row" class="figures"><span class="cell"
    aria-hidden="true">日時</span><span>{{SIGN_IN_AT:x-whole}}</span></th>
<td><span class="cell" aria-hidden="true">端末</span><span>{{SIGN_IN_DEVICE}}</span></td>
<td><span class="cell" aria-hidden="true">ログインの方法</span><span>{{SIGN_IN_WAY}}</span></td>
<td><span class="cell" aria-hidden="true">その前の失敗</span><span>{{#WRONG_TRIES}}<span class="due">{{WRONG_TRIES_COUNT}}回</span>{{!
}}{{/WRONG_TRIES}}{{#NO_WRONG_TRIES}}なし{{/NO_WRONG_TRIES}}</span></td></tr>
{{/SIGN_IN}}</tbody>
</table>
{{/SIGN_INS}}
</section>
</div>
