{{%AUTOESCAPE context="HTML"}}
<div class="narrow sections">
<div>
{{>STEPS}}
{{>ERROR_SUMMARY}}
<h1><span class="phrase">再発行のメールを</span><span class="phrase">お送りします</span></h1>
<p class="lead">{{#WITH_FATE}}数分のうちに、入力したメールアドレスに届きます。{{/WITH_FATE}}{{#WITHOUT_FATE}}登録のあるメールアドレスには、数分のうちにメールが届きます。{{/WITHOUT_FATE}}<span class="phrase">メールのURLを開けるときは、この画面を閉じてもかまいません。</span></p>
{{>MAILED}}
</div>
<section class="block">
<h2>このあとの手順</h2>
<ol class="list">
<li>件名「パスワード再発行手続きのご案内」のメールを開きます。</li>
<li>メールに書かれたURLを開きます。URLは{{LINK_LIFE}}有効です。</li>
<li>メールに書かれたログインID{{#WITH_PASSWORD}}と仮パスワード{{/WITH_PASSWORD}}を入力します。</li>
<li>新しいパスワードを決めます。</li>
</ol>
<p>ご家族で同じメールアドレスを登録しているときは、お一人に1通ずつ届きます。ご自分のログインIDのメールを開いてください。</p>
</section>
{{>MAIL_CODE}}
<section class="block">
<h2>メールが届かないとき</h2>
<ul class="list">
{{#WITH_FATE}}<li>お申込みのあと30分のあいだは、お申し込みになった端末のこの画面に、送信の状況が表示されます。</li>{{/WITH_FATE}}
<li>迷惑メールのフォルダーも確認してください。</li>
<li><span class="url">{{MAIL_DOMAIN}}</span>からのメールを受け取れるように設定してください。</li>
<li>{{#WITH_FATE}}登録のないメールアドレスには、そのことをお知らせするメールが届きます。まだ利用登録をしていない方は、{{/WITH_FATE}}{{#WITHOUT_FATE}}まだ利用登録をしていない方には届きません。{{/WITHOUT_FATE}}<a href="{{BASE}}/register">新規利用登録</a>をしてください。</li>
</ul>
<p><a class="row-link" href="{{BASE}}/help/mail">携帯電話会社ごとの設定のしかた</a></p>
{{>MAIL_AGAIN}}
</section>
<section class="block">
<h2>それでも届かないときは</h2>
<p>この下の電話番号へ、お問い合わせください。</p>
</section>
</div>
