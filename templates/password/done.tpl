{{%AUTOESCAPE context="HTML"}}
<div class="narrow sections">
<div>
<div class="panel">
<h1><svg viewBox="0 0 40 40" fill="none" stroke="currentColor" stroke-width="3" stroke-linejoin="round"
    stroke-linecap="round" aria-hidden="true"><circle cx="20" cy="20" r="17"/>
<path d="M12 21l6 6 11-13"/></svg><span><span class="phrase">パスワードを</span><span class="phrase">変更しました</span></span></h1>
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
{{#SIGNED_OUT}}<div class="actions"><a class="button" href="{{BASE}}/login">ログイン画面</a></div>{{/SIGNED_OUT}}
</section>
</div>
