{{%AUTOESCAPE context="HTML"}}
<div class="narrow sections">
<div>
<h1><span class="phrase">メールアドレス確認の</span><span class="phrase">URLは</span><span class="phrase">使えなくなりました</span></h1>
<p class="lead">ご安心ください。手続きは、はじめからやり直せます。</p>
</div>
<section class="block">
<h2>考えられる理由</h2>
<ul class="list">
<li>そのメールアドレスは、もう登録が終わっています。「メールアドレスの設定」で確かめられます。</li>
<li>メールが届いてから{{LINK_LIFE}}が過ぎました。</li>
<li>画面を開いたまま、30分が過ぎました。メールのURLをもう一度開いてください。</li>
<li>あとから新しいメールをお送りしました。いちばん新しいメールのURLを開いてください。</li>
<li>あとからパスワードやログインID、メールアドレスを変更しました。</li>
<li>URLの一部が欠けています。メールのURLを最後まで開いてください。</li>
</ul>
</section>
<div>
<div class="actions"><a class="button" href="{{BASE}}/profile/emails">メールアドレスの設定へ</a></div>
</div>
</div>
