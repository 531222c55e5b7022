{{%AUTOESCAPE context="HTML"}}
<div class="narrow sections">
<div>
{{>ERROR_SUMMARY}}
<h1><span class="phrase">確認のメールを</span><span class="phrase">お送りします</span></h1>
<p class="lead">まだ登録は終わっていません。数分のうちに、入力したメールアドレスにメールが届きます。</p>
{{>MAILED}}
</div>
<section class="block">
<h2>このあとの手順</h2>
<ol class="list">
<li>件名「メールアドレス確認のお願い」のメールを開きます。</li>
<li>メールに書かれたURLを開きます。URLは{{LINK_LIFE}}有効です。</li>
<li>メールアドレスを確かめて「登録する」を押します。</li>
</ol>
<p>別の端末でURLを開いたときは、先にログインします。</p>
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
</div>
