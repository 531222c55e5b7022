{{%AUTOESCAPE context="HTML"}}
<div class="narrow sections">
<div>
{{>STEPS}}
<div class="panel">
<h1>{{>DONE_MARK}}<span><span class="phrase">新しいパスワードを</span><span class="phrase">設定しました</span></span></h1>
</div>
</div>
<section class="block">
<h2>これからのご利用</h2>
<ul class="list">
<li>新しいパスワードでログインしてください。</li>
<li>前のパスワードと、メールの仮パスワードは、もう使えません。</li>
<li>ほかの端末でログインしていたときは、ログアウトしています。</li>
<li>登録したメールアドレスに、変更のお知らせをお送りします。</li>
</ul>
<div class="actions"><a class="button" href="{{BASE}}/login">ログイン画面へ</a></div>
</section>
</div>
