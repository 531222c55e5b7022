{{%AUTOESCAPE context="HTML"}}
<div class="narrow">
{{>STEPS}}
{{>ERROR_SUMMARY}}
<h1><span class="phrase">パスワード再発行</span> <span class="phrase">新しいパスワード</span></h1>
<p class="lead">次の方の新しいパスワードを決めてください。お名前が違うときは、設定せずに健康保険組合へお電話ください。</p>
<dl class="facts facts-box">
<div class="facts-row"><dt>お名前</dt><dd>{{MEMBER_NAME}} 様</dd></div>
<div class="facts-row"><dt>ログインID</dt><dd class="figures">{{LOGIN_ID}}</dd></div>
</dl>
<form method="post" action="{{BASE}}/reissue/password" novalidate>
<input type="hidden" name="csrf" value="{{CSRF}}">
<input type="hidden" name="step" value="{{STEP}}">
<input type="text" autocomplete="username" value="{{LOGIN_ID}}" readonly hidden>
{{>NEW_PASSWORD}}
{{>PASSWORD_RULES}}
{{>NEW_PASSWORD_CONFIRM}}
<div class="actions"><button class="button" type="submit">設定する</button></div>
</form>
<p class="after"><a class="row-link" href="{{BASE}}/help/password">パスワードの決め方</a></p>
</div>
