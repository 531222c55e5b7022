{{%AUTOESCAPE context="HTML"}}
<div class="narrow">
<p class="back"><a class="row-link" href="{{BASE}}/login">ログインに戻る</a></p>
{{>STEPS}}
{{>ERROR_SUMMARY}}
<h1><span class="phrase">ログインID・パスワードを</span><span class="phrase">忘れた方</span></h1>
<p class="lead">登録したメールアドレスを入力してください。ログインIDと、パスワード再発行のご案内をお送りします。</p>
<form method="post" action="{{BASE}}/reissue" novalidate>
<input type="hidden" name="csrf" value="{{CSRF}}">
{{>EMAIL}}
<div class="actions"><button class="button" type="submit">送信する</button></div>
</form>
<div class="after stack">
<section class="note">
<h2>まだ利用登録をしていない方</h2>
<p>お知らせハガキのログインIDと仮パスワードで、利用登録をしてください。</p>
<p><a class="button button-second" href="{{BASE}}/register">新規利用登録</a></p>
</section>
<section class="note">
<h2>メールも受け取れないとき</h2>
<p>登録したメールアドレスを、もう使っていない方へ、登録をやり直せるハガキをお送りします。</p>
<p><a class="button button-second" href="{{BASE}}/reissue/postcard">お知らせハガキの再発行</a></p>
</section>
<p><a class="row-link" href="{{BASE}}/help/forgotten">メールもハガキも使えない方</a></p>
</div>
</div>
