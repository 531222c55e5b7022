{{%AUTOESCAPE context="HTML"}}
<div class="narrow">
<p class="back"><a class="row-link" href="{{BASE}}/security">ログインの安全設定に戻る</a></p>
{{>ERROR_SUMMARY}}
<h1><span class="phrase">予備コードの</span><span class="phrase">作り直し</span></h1>
<p class="lead">まだ使っていない予備コードは{{CODES_LEFT}}個です。作り直すと10個になり、前の予備コードは使えなくなります。</p>
<form method="post" action="{{BASE}}/security/recovery-codes" novalidate>
<input type="hidden" name="csrf" value="{{CSRF}}">
<input type="text" autocomplete="username" value="{{LOGIN_ID}}" readonly hidden>
{{>CURRENT_PASSWORD}}
{{>CODE}}
<div class="actions"><button class="button" type="submit">新しい予備コードを作る</button></div>
</form>
</div>
