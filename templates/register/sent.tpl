{{%AUTOESCAPE context="HTML"}}
<div class="narrow sections">
<div>
{{>STEPS}}
{{>ERROR_SUMMARY}}
<h1><span class="phrase">ご案内のメールを</span><span class="phrase">お送りします</span></h1>
<p class="lead">数分のうちに、入力したメールアドレスに届きます。<span class="phrase">メールのURLを開けるときは、この画面を閉じてもかまいません。</span></p>
{{>MAILED}}
</div>
<section class="block">
<h2>このあとの手順</h2>
<ol class="list">
<li>件名「利用登録手続きのご案内」のメールを開きます。</li>
<li>メールに書かれたURLを開きます。URLは{{LINK_LIFE}}有効です。</li>
<li>お知らせハガキの<span class="nw">ログインID</span>と仮パスワードを入力します。</li>
</ol>
</section>
{{>MAIL_CODE}}
<section class="block">
<h2>メールが届かないとき</h2>
<ul class="list">
<li>お申込みのあと30分のあいだは、お申し込みになった端末のこの画面に、送信の状況が表示されます。</li>
<li>迷惑メールのフォルダーも確認してください。</li>
<li><span class="url">{{MAIL_DOMAIN}}</span>からのメールを受け取れるように設定してください。</li>
</ul>
<p><a class="row-link" href="{{BASE}}/help/mail">携帯電話会社ごとの設定のしかた</a></p>
{{>MAIL_AGAIN}}
</section>
<section class="block">
<h2>それでも届かないときは</h2>
<p>この下の電話番号へ、お問い合わせください。</p>
</section>
</div>
