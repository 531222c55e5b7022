{{%AUTOESCAPE context="HTML"}}
<div class="narrow sections">
<div>
<p class="back"><a class="row-link" href="{{BASE}}/security">ログインの安全設定に戻る</a></p>
{{#DONE}}<div class="note" role="status"><p>{{DONE_WORDS}}</p>
{{#WITH_NEXT}}<p><a class="row-link" href="{{BASE}}{{NEXT}}">続きの画面へ進む</a></p>{{/WITH_NEXT}}</div>{{/DONE}}
<h1>パスキーの設定</h1>
<p class="lead">パスキーは、スマートフォンやパソコンの指紋・顔・画面ロックの番号などで、本人であることを確かめてログインするしくみです。パスワードと確認コードの代わりになります。</p>
</div>
<section class="block">
<h2>登録しているパスキー</h2>
{{#NONE}}<p><strong>まだありません。</strong></p>{{/NONE}}
{{#LIST}}<ul class="emails">
{{#PASSKEY}}<li>
<h3>{{PASSKEY_NAME}}</h3>
<p class="small soft figures"><span class="phrase">登録：{{ADDED_AT:x-whole}}</span> <span
    class="phrase">最後のログイン：{{#USED}}{{USED_AT:x-whole}}{{/USED}}{{#NEVER_USED}}まだありません{{/NEVER_USED}}</span></p>
{{#SHARED}}<p class="small soft">同じアカウントのほかの端末にも保存されています。</p>{{/SHARED}}
<ul class="row-choices">
<li><a class="row-link" href="{{BASE}}/security/passkeys/{{PASSKEY_NUMBER}}/name"><span
    class="sr">{{PASSKEY_NAME}}の</span>名前を変更する</a></li>
<li><a class="row-link" href="{{BASE}}/security/passkeys/{{PASSKEY_NUMBER}}/removal"><span
    class="sr">{{PASSKEY_NAME}}を</span>削除する</a></li>
</ul>
</li>
{{/PASSKEY}}</ul>
<p class="soft">すべて削除しても、ログインIDとパスワードでログインできます。</p>{{/LIST}}
</section>
<section class="block">
<h2>パスキーの追加</h2>
{{#FULL}}<p>登録できるパスキーは{{PASSKEYS_MAX}}個までです。使わないものを削除すると、追加できます。</p>{{/FULL}}
{{#ADDITION}}<p>いま使っている端末や、パスワード管理アプリ、セキュリティキーに作ります。端末ごとに登録できます。</p>
<div class="actions"><a class="button" href="{{BASE}}/security/passkeys/new">パスキーを登録する</a></div>{{/ADDITION}}
</section>
</div>
