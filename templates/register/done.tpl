{{%AUTOESCAPE context="HTML"}}
<div class="narrow sections">
<div>
{{>STEPS}}
<div class="panel">
<h1>{{>DONE_MARK}}<span><span class="phrase">利用登録が</span><span class="phrase">完了しました</span></span></h1>
</div>
</div>
<section class="block">
<h2>これからのご利用</h2>
<ul class="list">
<li>設定した<span class="nw">ログインID</span>とパスワードでログインしてください。</li>
<li>お知らせハガキの<span class="nw">ログインID</span>と仮パスワードは、もう使えません。</li>
<li>登録したメールアドレスに、完了のお知らせをお送りします。</li>
</ul>
<div class="actions"><a class="button" href="{{BASE}}/login">ログイン画面へ</a></div>
</section>
</div>
