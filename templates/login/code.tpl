{{%AUTOESCAPE context="HTML"}}
<div class="narrow">
{{>ERROR_SUMMARY}}
{{#BY_APP}}
<h1><span class="phrase">確認コードの</span><span class="phrase">入力</span></h1>
<p class="lead">認証アプリを開いて、{{SOCIETY}}の6桁の数字を入力してください。</p>
{{/BY_APP}}
{{#BY_RECOVERY_CODE}}
<h1><span class="phrase">予備コードの</span><span class="phrase">入力</span></h1>
<p class="lead">2段階ログインを設定したときに印刷または書き写した予備コードを、1つ入力してください。使った予備コードは、もう使えません。</p>
{{/BY_RECOVERY_CODE}}
<form method="post" action="{{BASE}}/login/code" novalidate>
<input type="hidden" name="csrf" value="{{CSRF}}">
<input type="hidden" name="step" value="{{STEP}}">
{{#BY_RECOVERY_CODE}}<input type="hidden" name="use" value="recovery">{{/BY_RECOVERY_CODE}}
{{#WITH_NEXT}}<input type="hidden" name="next" value="{{NEXT}}">{{/WITH_NEXT}}
<input type="hidden" name="passkeys" value="">
{{>CODE}}
<div class="actions"><button class="button" type="submit">ログイン</button></div>
</form>
<div class="after stack">
{{#BY_APP}}<p><a class="row-link" href="{{OTHER_WAY}}"><span><span
    class="phrase">認証アプリが使えない方</span><span class="phrase">（予備コードを使う）</span></span></a></p>{{/BY_APP}}
{{#BY_RECOVERY_CODE}}<p><a class="row-link" href="{{OTHER_WAY}}">認証アプリの確認コードを使う</a></p>{{/BY_RECOVERY_CODE}}
<p><a class="row-link" href="{{BASE}}/help/two-step">うまくいかないとき</a></p>
</div>
</div>
