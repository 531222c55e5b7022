{{%AUTOESCAPE context="HTML"}}
<div class="narrow">
<p class="back"><a class="row-link" href="{{BASE}}/security/passkeys">パスキーの設定に戻る</a></p>
{{>ERROR_SUMMARY}}
<h1>パスキーの削除</h1>
<p class="lead">次のパスキーを削除します。削除すると、このパスキーではログインできなくなります。ログインIDとパスワードは、いままでどおり使えます。</p>
<dl class="facts facts-box">
<div class="facts-row"><dt>パスキーの名前</dt><dd>{{PASSKEY_NAME}}</dd></div>
</dl>
<form method="post" action="{{BASE}}/security/passkeys/{{PASSKEY_NUMBER}}/removal" novalidate>
<input type="hidden" name="csrf" value="{{CSRF}}">
<input type="text" autocomplete="username" value="{{LOGIN_ID}}" readonly hidden>
{{>CURRENT_PASSWORD}}
<div class="actions"><button class="button" type="submit">削除する</button><a class="button button-second"
    href="{{BASE}}/security/passkeys">削除せずに戻る</a></div>
</form>
</div>
