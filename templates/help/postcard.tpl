{{%AUTOESCAPE context="HTML"}}
<div class="narrow">
<p class="back"><a class="row-link" href="{{BASE}}/help">ヘルプの一覧に戻る</a></p>
<div class="sections">
<div>
<h1>お知らせハガキについて</h1>
<p class="lead">お知らせハガキには、利用登録に使うログインIDと仮パスワードが印字されています。</p>
</div>
<section class="block"><h2>見つからない、届いていないとき</h2>
<p><a href="{{BASE}}/reissue/postcard">お知らせハガキの再発行</a>をお申し込みください。次の発送で、届け出ている住所へお送りします。新しいお知らせハガキを発行すると、前のものは使えなくなります。</p>
<p>申し込めない方は、お電話、またはお電話を使わない方法でお問い合わせください。ご本人であることを確かめたうえで、お送りします。</p>
{{>CONTACT}}
</section>
<section class="block"><h2><span class="phrase">文字を</span><span class="phrase">読み間違えやすいとき</span></h2>
<p>仮パスワードは、英小文字と数字の12文字です。数字の0（ゼロ）と1（イチ）、英字のi（アイ）・l（エル）・o（オー）は使われていません。</p>
</section>
<section class="block"><h2>仮パスワードが使えないとき</h2>
<ul class="list">
<li>仮パスワードは<a href="{{BASE}}/register">新規利用登録</a>でだけ使えます。ログイン画面では使えません。</li>
<li>発行から90日が過ぎると使えなくなります。</li>
<li>10回間違えると使えなくなります。</li>
<li>登録が終わると使えなくなります。登録したパスワードで<a href="{{BASE}}/login">ログイン</a>してください。</li>
</ul>
<p>期限が過ぎたときや、使えなくなったときは、<a href="{{BASE}}/reissue/postcard">お知らせハガキの再発行</a>をお申し込みください。</p>
</section>
<section class="block"><h2>再発行の申込みに心当たりがないとき</h2>
<p>お申込みがあると、登録したメールアドレスと、届け出ているメールアドレスにお知らせします。心当たりがないときは、そのメールのURLを開いて申込みを止め、お電話ください。止めると、届いたハガキも使えなくなります。</p>
</section>
<section class="block"><h2><span class="phrase">登録したことのある方に</span><span class="phrase">届いたとき</span></h2>
<p>再発行をお申し込みになったハガキです。<a href="{{BASE}}/register">新規利用登録</a>と同じ手順で、いま受け取れるメールアドレスを確かめ、登録をやり直します。ログインIDはそのまま使え、前のパスワードと前のメールアドレスの登録はなくなります。2段階ログインは続きます。</p>
</section>
<section class="block"><h2>メールアドレスが印字されているとき</h2>
<p>健康保険組合にお届けのメールアドレスです。<a href="{{BASE}}/login/preset">印字されている方の新規利用登録</a>から、メールを待たずに登録できます。そのメールアドレスをもう使っていないときは、<a href="{{BASE}}/register">新規利用登録</a>で、いま使っているメールアドレスを入力してください。</p>
</section>
<section class="block"><h2><span class="phrase">登録が終わったあとの</span><span class="phrase">お知らせハガキ</span></h2>
<p>もう使いません。ほかの人に読まれないように、細かく切って捨ててください。</p>
</section>
</div>
</div>
