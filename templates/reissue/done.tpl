{{%AUTOESCAPE context="HTML"}}
<div class="narrow sections">
<div>
{{>STEPS}}
<div class="panel">
<h1><svg viewBox="0 0 40 40" fill="none" stroke="currentColor" stroke-width="3" stroke-linejoin="round"
    stroke-linecap="round" aria-hidden="true"><circle cx="20" cy="20" r="17"/>
<path d="M12 21l6 6 11-13"/></svg><span><span class="phrase">新しいパスワードを</span><span class="phrase">設定しました</span></span></h1>
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
<div class="actions"><a class="button" href="{{BASE}}/login">ログイン画面</a></div>
</section>
</div>
