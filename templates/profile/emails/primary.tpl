{{%AUTOESCAPE context="HTML"}}
<div class="narrow">
<p class="back"><a class="row-link" href="{{BASE}}/profile/emails">メールアドレスの設定に戻る</a></p>
{{>ERROR_SUMMARY}}
<h1><span class="phrase">主なメールアドレスの</span><span class="phrase">変更</span></h1>
<p class="lead">次のメールアドレスを、主なメールアドレスにします。いまの主なメールアドレスも、登録したまま残ります。</p>
<dl class="facts facts-box">
<div class="facts-row"><dt>メールアドレス</dt><dd>{{ADDRESS}}</dd></div>
</dl>
{{#BOUNCED}}<div class="note note-due"><h2>メールをお届けできませんでした</h2><p>このメールアドレスには、前にお送りしたメールが届いていません。「メールアドレスの設定」の確認のメールで、先に確かめてください。</p></div>{{/BOUNCED}}
<form method="post" action="{{BASE}}/profile/emails/{{EMAIL_NUMBER}}/primary" novalidate>
<input type="hidden" name="csrf" value="{{CSRF}}">
<input type="text" autocomplete="username" value="{{LOGIN_ID}}" readonly hidden>
{{>CURRENT_PASSWORD}}
<div class="actions"><button class="button" type="submit">主なメールアドレスにする</button></div>
</form>
</div>
