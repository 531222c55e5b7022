{{%AUTOESCAPE context="HTML"}}
<div class="narrow sections">
<div>
{{>STEPS}}
<div class="panel">
<h1>{{>DONE_MARK}}<span><span class="phrase">登録のやり直しが</span><span class="phrase">完了しました</span></span></h1>
</div>
</div>
<section class="block">
<h2>これからのご利用</h2>
<ul class="list">
<li>設定した<span class="nw">ログインID</span>とパスワードでログインしてください。</li>
<li>前のパスワードと、お知らせハガキのログインID・仮パスワードは、もう使えません。</li>
<li>登録のメールアドレスは、手続きで確かめたものだけになりました。</li>
<li>ログインしていた端末は、すべてログアウトしています。</li>
<li>前のメールアドレスにも、やり直しのお知らせをお送りします。</li>
</ul>
<div class="actions"><a class="button" href="{{BASE}}/login">ログイン画面へ</a></div>
</section>
<section class="block">
<h2>2段階ログインを設定している方</h2>
<p>ログインには、いままでどおり確認コードが要ります。認証アプリを使えないときは、予備コードを入力してください。予備コードもないときは、この下の電話番号へお電話ください。</p>
</section>
</div>
