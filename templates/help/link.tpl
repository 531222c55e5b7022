{{%AUTOESCAPE context="HTML"}}
<div class="narrow">
<p class="back"><a class="row-link" href="{{BASE}}/help">ヘルプの一覧に戻る</a></p>
<div class="sections">
<div>
<h1>メールのURLが開けないとき</h1>
<p class="lead">URLが使えるのは、メールが届いてから{{LINK_LIFE}}です。</p>
</div>
<section class="block"><h2>有効時間が過ぎたとき</h2>
<p><a href="{{BASE}}/register">新規利用登録</a>または<a href="{{BASE}}/reissue">パスワード再発行</a>で、もう一度メールアドレスを入力してください。新しいメールをお送りします。お知らせハガキの仮パスワードは、そのまま使えます。パスワード再発行の仮パスワードは、新しいメールのものを使ってください。メールアドレスの追加では、ログインして<a href="{{BASE}}/profile/emails">メールアドレスの設定</a>で入力し直してください。</p>
</section>
<section class="block"><h2>別の端末でメールを読むとき、URLを開けないとき</h2>
<p>メールには、URLのほかに6桁の確認番号が書かれています。メールをお申し込みになった端末の画面（「メールをお送りします」の画面）に入力すると、URLを開いたときと同じように手続きを続けられます。</p>
<ul class="list">
<li>確認番号は{{CODE_LIFE}}有効です。</li>
<li>お申し込みになった端末とブラウザーの画面でだけ使えます。</li>
<li>5回間違えると、その確認番号は使えなくなります。そのときも、メールのURLは使えます。</li>
<li>ほかの方に教えないでください。当組合が、電話やメールでおたずねすることはありません。</li>
</ul>
</section>
<section class="block"><h2>メールが何通も届いているとき</h2>
<p>いちばん新しいメールのURLを開いてください。新しいメールをお送りすると、前のメールのURLは使えなくなります。</p>
</section>
<section class="block"><h2>「このURLは使えなくなりました」と出るとき</h2>
<ul class="list">
<li>登録や再発行、メールアドレスの追加がすでに終わっていれば、<a href="{{BASE}}/login">ログイン</a>してください。</li>
<li>パスワード再発行では、入力を5回間違えたときも、使えなくなります。</li>
<li>パスワード、ログインID、メールアドレスを変更すると、その前に届いたメールのURLは使えなくなります。</li>
<li>URLが途中で切れていないか確かめてください。2行に分かれているときは、全部をつないでブラウザーに貼り付けます。</li>
</ul>
</section>
<section class="block"><h2>手続きの途中で画面を閉じたとき</h2>
<p>有効時間のうちなら、同じURLをもう一度開いて続けられます。</p>
</section>
<section class="block"><h2>解決しないときは</h2>
{{>CONTACT}}
</section>
</div>
</div>
