{{%AUTOESCAPE context="HTML"}}
<div class="narrow">
<p class="back"><a class="row-link" href="{{BASE}}/help">ヘルプの一覧に戻る</a></p>
<div class="sections">
<div>
<h1>メールが届かないとき</h1>
<p class="lead">ご案内のメールは、ふつう数分で届きます。次の順に確かめてください。</p>
</div>
<section class="block"><h2>送信の状況を見る</h2>
<p>お申込みのあと30分のあいだは、お申し込みになった端末の「メールをお送りします」の画面に、送り先のメールサーバーに渡したか、断られたかが表示されます。画面を表示し直すと、新しい状況になります。</p>
</section>
<section class="block"><h2>1．迷惑メールのフォルダーを見る</h2>
<p>「迷惑メール」「スパム」「ごみ箱」「プロモーション」に入っていることがあります。差出人は<span class="url">{{MAIL_ADDRESS}}</span>です。</p>
</section>
<section class="block"><h2>2．メールアドレスを確かめる</h2>
<p>「.」と「,」の違いや、「co.jp」と「com」の違いなど、入力の間違いがよくあります。<a href="{{BASE}}/register">新規利用登録</a>または<a href="{{BASE}}/reissue">パスワード再発行</a>でもう一度入力すると、新しいメールが届きます。パスワード再発行ができるのは、登録したメールアドレスだけです。同じメールアドレスには、1時間に3通までお送りします。登録したメールアドレスは、ログインして<a href="{{BASE}}/profile">プロフィール設定</a>で確かめられます。</p>
</section>
<section class="block"><h2>3．受け取る設定をする</h2>
<p>次のドメインを、受け取るメールとして登録してください。</p>
<p class="note"><span class="url">{{MAIL_DOMAIN}}</span></p>
<section class="block"><h3>ドコモのメール（docomo.ne.jp）</h3>
<ol class="list">
<li>「My docomo」を開き、「メール設定」に進みます。</li>
<li>「受信リスト/拒否リスト設定」を開き、設定を「利用する」にします。</li>
<li>「受信するメールの登録」に、上のドメインを加えて確定します。</li>
</ol>
</section>
<section class="block"><h3>auのメール（au.com、ezweb.ne.jp）</h3>
<ol class="list">
<li>メールのアプリの設定から「迷惑メールフィルター」を開きます。</li>
<li>「受信リスト設定」を開き、「有効」にします。</li>
<li>上のドメインを加え、「ドメイン一致」を選んで変更します。</li>
</ol>
</section>
<section class="block"><h3>ソフトバンクのメール（softbank.ne.jp、i.softbank.jp）</h3>
<ol class="list">
<li>「My SoftBank」を開き、「メール設定」に進みます。</li>
<li>「迷惑メール対策」から「許可するメールの登録」を開きます。</li>
<li>上のドメインを加え、「後方一致」を選んで登録します。</li>
</ol>
</section>
<section class="block"><h3>GmailやiCloudなど</h3>
<p>迷惑メールに入っていたら、そのメールを開いて「迷惑メールではない」を選んでください。次からは受信トレイに届きます。</p>
</section>
<p class="soft">設定の名前は、機種や時期によって変わることがあります。わからないときは、携帯電話会社のお店やサイトでお確かめください。</p>
</section>
<section class="block"><h2>「新着のお知らせ」のメールが届かないとき</h2>
<p>新しい情報があっても、そのあとにログインしたときや、同じ日にもう1通お送りしたときは届きません。<a href="{{BASE}}/profile">プロフィール設定</a>の「新着のお知らせメール」が、受け取る設定になっているか確かめてください。<a href="{{BASE}}/help/profile">新着のお知らせメールとは</a></p>
</section>
<section class="block"><h2>それでも届かないときは</h2>
<p>会社のメールアドレスは、外からのメールを止めていることがあります。別のメールアドレスでもお試しください。</p>
{{>CONTACT}}
</section>
</div>
</div>
