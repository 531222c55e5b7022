{{%AUTOESCAPE context="HTML"}}
<div class="narrow">
{{>ERROR_SUMMARY}}
<h1>メールアドレスの登録</h1>
<p class="lead">次のメールアドレスに、メールが届くことを確かめました。「登録する」を押すと、登録が終わります。</p>
<dl class="facts facts-box">
<div class="facts-row"><dt>メールアドレス</dt><dd>{{NEW_ADDRESS}}</dd></div>
<div class="facts-row"><dt>ログインID</dt><dd class="figures">{{LOGIN_ID}}</dd></div>
</dl>
<form method="post" action="{{BASE}}/profile/emails/confirm" novalidate>
<input type="hidden" name="csrf" value="{{CSRF}}">
<input type="hidden" name="link" value="{{LINK_TOKEN}}">
<input type="text" autocomplete="username" value="{{LOGIN_ID}}" readonly hidden>
{{>CURRENT_PASSWORD}}
<div class="actions"><button class="button" type="submit">登録する</button></div>
</form>
<p class="after"><a class="row-link" href="{{BASE}}/profile/emails">登録しないで、メールアドレスの設定へ</a></p>
</div>
