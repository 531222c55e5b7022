{{%AUTOESCAPE context="HTML"}}
<div class="narrow">
{{>STEPS}}
{{#SIGN_IN_FAILED}}
<div class="summary" role="alert" tabindex="-1" data-focus>
<h2>{{>FAULT_MARK}}メールの内容と一致しません</h2>
<p>いちばん新しいメールを見ながら、もう一度入力してください。{{#WITH_PASSWORD}}仮パスワードに、数字の0と1、英字の<span class="nw">i・l・o</span>は使われていません。{{/WITH_PASSWORD}}</p>
<p>5回間違えると、このURLは使えなくなります。</p>
</div>
{{/SIGN_IN_FAILED}}
{{>ERROR_SUMMARY}}
<h1><span class="phrase">パスワード再発行</span> <span class="phrase">仮ログイン</span></h1>
<p class="lead">メールに書かれているログインID{{#WITH_PASSWORD}}と仮パスワード{{/WITH_PASSWORD}}を入力してください。</p>
<form method="post" action="{{BASE}}/reissue/start" novalidate>
<input type="hidden" name="csrf" value="{{CSRF}}">
{{>LOGIN_ID}}
{{>PASSWORD}}
<div class="actions"><button class="button" type="submit">次へ進む</button></div>
</form>
<p class="after"><a class="row-link" href="{{BASE}}/help/forgotten">うまくいかないとき</a></p>
</div>
