{{%AUTOESCAPE context="HTML"}}
<div class="narrow">
{{>ERROR_SUMMARY}}
<h1>パスワード変更</h1>
{{#ENDED}}<p class="lead">パスワードの有効期限（{{END_DATE:x-whole}}）が過ぎました。ご利用を続けるには、新しいパスワードに変更してください。変更すると、もとの画面に進みます。</p>{{/ENDED}}
{{#ENDS}}<p class="lead">いまのパスワードの有効期限は{{END_DATE:x-whole}}です。</p>{{/ENDS}}
<form method="post" action="{{BASE}}/password" novalidate>
<input type="hidden" name="csrf" value="{{CSRF}}">
{{#WITH_NEXT}}<input type="hidden" name="next" value="{{NEXT}}">{{/WITH_NEXT}}
<input type="text" autocomplete="username" value="{{LOGIN_ID}}" readonly hidden>
{{>CURRENT_PASSWORD}}
{{>NEW_PASSWORD}}
{{>PASSWORD_RULES}}
{{>NEW_PASSWORD_CONFIRM}}
<div class="actions"><button class="button" type="submit">変更する</button></div>
</form>
<div class="after stack">
<section class="note">
<h2>変更すると</h2>
<p>ほかの端末でログインしているときは、ログアウトします。登録したメールアドレスに、変更のお知らせをお送りします。</p>
</section>
<p><a class="row-link" href="{{BASE}}/help/password">パスワードの決め方</a></p>
<p><a class="row-link" href="{{BASE}}/help/forgotten">いまのパスワードを忘れた方</a></p>
</div>
</div>
