{{%AUTOESCAPE context="HTML"}}
<div class="narrow">
<p class="back"><a class="row-link" href="{{BASE}}/login">ログインに戻る</a></p>
{{>STEPS}}
{{>ERROR_SUMMARY}}
<h1><span class="phrase">新規利用登録①</span> <span class="phrase">メールアドレスの入力</span></h1>
<p class="lead">入力したメールアドレスに、手続きのご案内をお送りします。お知らせハガキを手元に用意してください。</p>
<form method="post" action="{{BASE}}/register" novalidate>
<input type="hidden" name="csrf" value="{{CSRF}}">
{{>EMAIL}}
<div class="actions"><button class="button" type="submit">送信する</button></div>
</form>
<div class="after stack">
<section class="note">
<h2>送信する前に</h2>
<p>迷惑メールの設定をしている方は、<span class="url">{{MAIL_DOMAIN}}</span>からのメールを受け取れるようにしてください。</p>
<p><a class="row-link" href="{{BASE}}/help/mail">受け取る設定のしかた</a></p>
</section>
<p><a class="row-link" href="{{BASE}}/login/preset">お知らせハガキにメールアドレスが印字されている方はこちら</a></p>
</div>
</div>
