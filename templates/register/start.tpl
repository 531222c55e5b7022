{{%AUTOESCAPE context="HTML"}}
<div class="narrow">
{{>STEPS}}
{{#SIGN_IN_FAILED}}
<div class="summary" role="alert" tabindex="-1" data-focus>
<h2>{{>FAULT_MARK}}{{#POSTCARD_ALONE}}お知らせハガキの内容と一致しません{{/POSTCARD_ALONE}}{{#WITH_BIRTH_DATE}}入力した内容が一致しません{{/WITH_BIRTH_DATE}}</h2>
{{#WITH_BIRTH_DATE}}<p>ログインID、仮パスワード、生年月日のどれかが違います。生年月日は、健康保険組合に届け出ている日と比べています。届け出た日がわからないときは、お電話ください。</p>
{{/WITH_BIRTH_DATE}}<p>お知らせハガキを見ながら、もう一度入力してください。仮パスワードに、数字の0と1、英字の<span class="nw">i・l・o</span>は使われていません。</p>
<p>何度も間違えると、仮パスワードは使えなくなります。<a href="{{BASE}}/help/postcard">お知らせハガキについて</a></p>
</div>
{{/SIGN_IN_FAILED}}
{{>ERROR_SUMMARY}}
<h1><span class="phrase">新規利用登録②</span> <span class="phrase">仮ログイン</span></h1>
<p class="lead">お知らせハガキに印字されているログインIDと仮パスワードを入力してください。</p>
<form method="post" action="{{BASE}}/register/start" novalidate>
<input type="hidden" name="csrf" value="{{CSRF}}">
{{>LOGIN_ID}}
{{>PASSWORD}}
{{>BIRTH_DATE}}
<div class="actions"><button class="button" type="submit">次へ進む</button></div>
</form>
<p class="after"><a class="row-link" href="{{BASE}}/help/postcard">お知らせハガキが見つからない方</a></p>
</div>
