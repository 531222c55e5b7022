{{%AUTOESCAPE context="HTML"}}
<div class="narrow">
<p class="back"><a class="row-link" href="{{BASE}}/help">ヘルプの一覧に戻る</a></p>
<div class="sections">
<div>
<h1>お知らせハガキについて</h1>
<p class="lead">お知らせハガキには、利用登録に使うログインIDと仮パスワードが印字されています。</p>
</div>
<section class="block"><h2>見つからない、届いていないとき</h2>
<p>健康保険組合にお電話ください。ご本人であることを確かめたうえで、新しいお知らせハガキをお送りします。新しいお知らせハガキを発行すると、前のものは使えなくなります。</p>
{{>CONTACT}}
</section>
<section class="block"><h2>文字を読み間違えやすいとき</h2>
<p>仮パスワードは、英小文字と数字の12文字です。数字の0（ゼロ）と1（イチ）、英字のi（アイ）・l（エル）・o（オー）は使われていません。</p>
</section>
<section class="block"><h2>仮パスワードが使えないとき</h2>
<ul class="list">
<li>仮パスワードは<a href="{{BASE}}/register">新規利用登録</a>でだけ使えます。ログイン画面では使えません。</li>
<li>発行から90日が過ぎると使えなくなります。</li>
<li>10回間違えると使えなくなります。</li>
<li>登録が終わると使えなくなります。登録したパスワードで<a href="{{BASE}}/login">ログイン</a>してください。</li>
</ul>
<p>期限が過ぎたときや、使えなくなったときは、お電話でお知らせハガキの再発行をお申し込みください。</p>
</section>
<section class="block"><h2>メールアドレスが印字されているとき</h2>
<p>健康保険組合にお届けのメールアドレスです。<a href="{{BASE}}/login/preset">印字されている方の新規利用登録</a>から、メールを待たずに登録できます。そのメールアドレスをもう使っていないときは、<a href="{{BASE}}/register">新規利用登録</a>で、いま使っているメールアドレスを入力してください。</p>
</section>
<section class="block"><h2>登録が終わったあとのお知らせハガキ</h2>
<p>もう使いません。ほかの人に読まれないように、細かく切って捨ててください。</p>
</section>
</div>
</div>
