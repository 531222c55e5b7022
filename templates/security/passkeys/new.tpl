{{%AUTOESCAPE context="HTML"}}
<div class="narrow">
<p class="back"><a class="row-link" href="{{BASE}}/security/passkeys">パスキーの設定に戻る</a></p>
{{#REFUSED}}<div class="summary" role="alert" tabindex="-1" data-focus>
<h2>{{>FAULT_MARK}}登録できませんでした</h2>
<p>{{REFUSED_WORDS}}</p>
</div>{{/REFUSED}}
{{>ERROR_SUMMARY}}
<h1>パスキーの登録</h1>
{{#PROOF}}<p class="lead">登録の前に、いまのパスワードで本人であることを確かめます。</p>
<form method="post" action="{{BASE}}/security/passkeys/new" novalidate>
<input type="hidden" name="csrf" value="{{CSRF}}">
{{#PROOF_WITH_NEXT}}<input type="hidden" name="next" value="{{NEXT}}">{{/PROOF_WITH_NEXT}}
<input type="text" autocomplete="username" value="{{LOGIN_ID}}" readonly hidden>
{{>CURRENT_PASSWORD}}
<div class="actions"><button class="button" type="submit">次へ進む</button></div>
</form>{{/PROOF}}
{{#CEREMONY}}<p class="lead">ボタンを押すと、端末の画面に案内が出ます。指紋・顔・画面ロックの番号などで確かめると、登録できます。</p>
<form method="post" action="{{BASE}}/security/passkeys" data-passkey="{{OPTIONS}}" novalidate hidden>
<input type="hidden" name="csrf" value="{{CSRF}}">
<input type="hidden" name="credential" value="">
{{#CEREMONY_WITH_NEXT}}<input type="hidden" name="next" value="{{NEXT}}">{{/CEREMONY_WITH_NEXT}}
{{>NAME}}
<p class="message" role="alert" hidden>登録していません。もう一度押すか、ほかの端末でお試しください。この端末にもう登録してあるときは、そのパスキーを使えます。</p>
<div class="actions"><button class="button" type="submit">パスキーを作る</button></div>
</form>
<section class="note after">
<h2><span class="phrase">「パスキーを作る」の</span><span class="phrase">ボタンがないとき</span></h2>
<p>お使いのブラウザーでは、パスキーを登録できません。ブラウザーを新しくするか、ほかの端末でお試しください。ログインIDとパスワードは、いままでどおり使えます。</p>
</section>{{/CEREMONY}}
</div>
