{{%AUTOESCAPE context="HTML"}}
<div class="narrow">
<p class="back"><a class="row-link" href="{{BASE}}/profile/emails">メールアドレスの設定に戻る</a></p>
{{>ERROR_SUMMARY}}
<h1>メールアドレスの削除</h1>
<p class="lead">次のメールアドレスを削除します。削除すると、パスワード再発行などのメールを受け取れなくなります。</p>
<dl class="facts facts-box">
<div class="facts-row"><dt>メールアドレス</dt><dd>{{ADDRESS}}</dd></div>
</dl>
{{#ONLY_BOUNCED_LEFT}}<div class="note note-due"><h2>届くメールアドレスがなくなります</h2><p>残るメールアドレスには、前にお送りしたメールが届いていません。削除すると、健康保険組合からのメールを受け取れず、パスワード再発行もできなくなるおそれがあります。</p></div>{{/ONLY_BOUNCED_LEFT}}
<form method="post" action="{{BASE}}/profile/emails/{{EMAIL_NUMBER}}/removal" novalidate>
<input type="hidden" name="csrf" value="{{CSRF}}">
<input type="text" autocomplete="username" value="{{LOGIN_ID}}" readonly hidden>
{{>CURRENT_PASSWORD}}
<div class="actions"><button class="button" type="submit">削除する</button><a class="button button-second"
    href="{{BASE}}/profile/emails">削除せずに戻る</a></div>
</form>
</div>
