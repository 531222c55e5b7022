{{%AUTOESCAPE context="HTML"}}
<div class="narrow sections">
<div>
<div class="panel">
<h1>{{>DONE_MARK}}<span><span class="phrase">パスワードを</span><span class="phrase">変更しました</span></span></h1>
</div>
</div>
<section class="block">
<h2>これからのご利用</h2>
<ul class="list">
<li>次からは、新しいパスワードでログインしてください。</li>
<li>ほかの端末でログインしていたときは、ログアウトしています。</li>
<li>登録したメールアドレスに、変更のお知らせをお送りします。</li>
</ul>
{{#SIGNED_IN}}<div class="actions"><a class="button" href="{{BASE}}/home">Homeへ</a></div>{{/SIGNED_IN}}
{{#SIGNED_OUT}}<div class="actions"><a class="button" href="{{BASE}}/login">ログイン画面へ</a></div>{{/SIGNED_OUT}}
</section>
</div>
