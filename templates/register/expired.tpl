{{%AUTOESCAPE context="HTML"}}
<div class="narrow sections">
<div>
<h1><span class="phrase">新規利用登録の</span><span class="phrase">URLは</span><span class="phrase">使えなくなりました</span></h1>
<p class="lead">ご安心ください。手続きは、はじめからやり直せます。</p>
</div>
<section class="block">
<h2>考えられる理由</h2>
<ul class="list">
<li>メールが届いてから{{LINK_LIFE}}が過ぎました。</li>
<li>メールのURLを開いてから<span class="nw">30分</span>が過ぎました。メールのURLをもう一度開いてください。</li>
<li>あとから新しいメールをお送りしました。いちばん新しいメールのURLを開いてください。</li>
<li>利用登録がすでに完了しています。設定した<span class="nw">ログインID</span>とパスワードでログインしてください。</li>
<li>URLの一部が欠けています。メールのURLを最後まで開いてください。</li>
</ul>
</section>
<div>
<div class="actions"><a class="button" href="{{BASE}}/register">新規利用登録をやり直す</a></div>
<p><a class="row-link" href="{{BASE}}/login">ログイン画面へ</a></p>
</div>
</div>
