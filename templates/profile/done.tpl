{{%AUTOESCAPE context="HTML"}}
<div class="narrow sections">
<div>
<div class="panel">
<h1>{{>DONE_MARK}}<span><span class="phrase">プロフィールを</span><span class="phrase">変更しました</span></span></h1>
</div>
</div>
<section class="block">
<h2>いまの内容</h2>
<dl class="facts facts-box">
<div class="facts-row"><dt>ログインID</dt><dd class="figures">{{LOGIN_ID}}</dd></div>
{{#WITH_NICKNAME}}<div class="facts-row"><dt>ニックネーム</dt><dd>{{OWN_NICKNAME}}</dd></div>{{/WITH_NICKNAME}}
</dl>
<p>ログインIDを変更したときは、登録したメールアドレスにお知らせをお送りします。次からは、新しいログインIDでログインしてください。</p>
<div class="actions"><a class="button" href="{{BASE}}/home">Homeへ</a><a class="button button-second"
    href="{{BASE}}/profile">プロフィール設定に戻る</a></div>
</section>
</div>
