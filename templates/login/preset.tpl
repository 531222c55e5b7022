{{%AUTOESCAPE context="HTML"}}
<div class="narrow">
<p class="back"><a class="row-link" href="{{BASE}}/login">ログインに戻る</a></p>
{{#SIGN_IN_FAILED}}
<div class="summary" role="alert" tabindex="-1" data-focus>
<h2>{{>FAULT_MARK}}登録へ進めませんでした</h2>
{{#WITH_BIRTH_DATE}}<p>ログインID、仮パスワード、生年月日のどれかが違います。生年月日は、健康保険組合に届け出ている日と比べています。届け出た日がわからないときは、お電話ください。</p>
{{/WITH_BIRTH_DATE}}<p>お知らせハガキを見ながら、もう一度入力してください。仮パスワードに、数字の0と1、英字の<span class="nw">i・l・o</span>は使われていません。</p>
<p>お知らせハガキにメールアドレスが印字されていない方は、<a href="{{BASE}}/register">新規利用登録</a>から進んでください。登録が済んでいる方は、<a href="{{BASE}}/login">ログイン</a>してください。</p>
</div>
{{/SIGN_IN_FAILED}}
{{>ERROR_SUMMARY}}
<h1><span class="phrase">メールアドレスが</span><span class="phrase">印字されている方の</span><span class="phrase">新規利用登録</span></h1>
<p class="lead">お知らせハガキに印字されているログインIDと仮パスワードを入力してください。</p>
<form method="post" action="{{BASE}}/login/preset" novalidate>
<input type="hidden" name="csrf" value="{{CSRF}}">
{{>LOGIN_ID}}
{{>PASSWORD}}
{{>BIRTH_DATE}}
<div class="actions"><button class="button" type="submit">次へ進む</button></div>
</form>
<section class="note after">
<h2>メールアドレスが印字されていない方</h2>
<p>お知らせハガキにメールアドレスがないときや、印字されたメールアドレスを使っていないときは、こちらから登録できます。</p>
<p><a class="button button-second" href="{{BASE}}/register">新規利用登録</a></p>
</section>
</div>
