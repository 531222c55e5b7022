{{%AUTOESCAPE context="HTML"}}
<div class="narrow">
<p class="back"><a class="row-link" href="{{BASE}}/security/passkeys">パスキーの設定に戻る</a></p>
{{>ERROR_SUMMARY}}
<h1>パスキーの名前の変更</h1>
<p class="lead">どの端末のパスキーか、わかる名前にしてください。端末に表示される名前は変わりません。</p>
<form method="post" action="{{BASE}}/security/passkeys/{{PASSKEY_NUMBER}}/name" novalidate>
<input type="hidden" name="csrf" value="{{CSRF}}">
<input type="text" autocomplete="username" value="{{LOGIN_ID}}" readonly hidden>
{{>NAME}}
{{>CURRENT_PASSWORD}}
<div class="actions"><button class="button" type="submit">変更する</button></div>
</form>
</div>
