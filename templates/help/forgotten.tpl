{{%AUTOESCAPE context="HTML"}}
<div class="narrow">
<p class="back"><a class="row-link" href="{{BASE}}/help">ヘルプの一覧に戻る</a></p>
{{>LANGUAGES}}
<div class="sections">
<div>
<h1><span class="phrase">ログインID・パスワードを</span><span class="phrase">忘れたとき</span></h1>
<p class="lead">登録したメールアドレスで、ログインIDを確かめ、新しいパスワードを決められます。</p>
</div>
<section class="block"><h2>再発行の手順</h2>
<ol class="list">
<li>ログイン画面で「ログインID・パスワードを忘れた方」を選びます。</li>
<li>登録したメールアドレスを入力して送信します。ご案内がメールで届きます。</li>
<li>メールのURLを{{LINK_LIFE}}以内に開き、メールの内容のとおりに入力します。</li>
<li>新しいパスワードを決めます。</li>
</ol>
<p>メールを別の端末で読むときや、URLを開けないときは、お申し込みになった端末の画面に、メールの6桁の確認番号を入力すると続けられます。</p>
<div class="actions"><a class="button" href="{{BASE}}/reissue">パスワード再発行</a></div>
</section>
<section class="block"><h2>ログインIDだけを忘れたとき</h2>
<p>同じ手順でお送りするメールに、ログインIDが書かれています。パスワードを覚えていれば、新しいパスワードを決めなくても、そのままログインできます。</p>
</section>
<section class="block"><h2>メールが何通も届いたとき</h2>
<p>ご家族で同じメールアドレスを登録していると、お一人に1通ずつ届きます。ご自分のログインIDのメールを開いてください。何度かお申し込みになったときは、いちばん新しいメールだけが使えます。</p>
</section>
<section class="block"><h2>「メールの内容と一致しません」と出るとき</h2>
<ul class="list">
<li>仮パスワードは、英小文字と数字の12文字です。数字の0（ゼロ）と1（イチ）、英字のi（アイ）・l（エル）・o（オー）は使われていません。</li>
<li>お知らせハガキの仮パスワードは使えません。</li>
<li>5回間違えると、そのURLは使えなくなります。はじめからやり直してください。</li>
</ul>
</section>
<section class="block"><h2>まだ登録していない方</h2>
<p>お知らせハガキのログインIDと仮パスワードで、<a href="{{BASE}}/register">新規利用登録</a>をしてください。お知らせハガキがない方は、<a href="{{BASE}}/help/postcard">お知らせハガキについて</a>をご覧ください。</p>
</section>
<section class="block"><h2>登録したメールアドレスがわからない、使えないとき</h2>
<p>パスワードを覚えている方は、ログインして<a href="{{BASE}}/profile">プロフィール設定</a>で確かめ、変えられます。登録したメールアドレスは、どれでも使えます。</p>
<p>パスワードもわからないときは、<a href="{{BASE}}/reissue/postcard">お知らせハガキの再発行</a>をお申し込みください。届け出ている住所へお送りするハガキで、登録をやり直せます。</p>
<p>ハガキを申し込めない方、受け取れない方は、お電話、またはお電話を使わない方法でお問い合わせください。記号・番号、お名前、生年月日をおたずねします。パスワードはおたずねしません。</p>
{{>CONTACT}}
</section>
</div>
</div>
