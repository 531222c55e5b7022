{{%AUTOESCAPE context="HTML"}}
<div class="narrow">
<p class="back"><a class="row-link" href="{{BASE}}/help">ヘルプの一覧に戻る</a></p>
<div class="sections">
<div>
<h1><span class="phrase">ログインID・パスワードを</span><span class="phrase">忘れたとき</span></h1>
<p class="lead">まだ登録していない方と、登録が済んでいる方とで、手続きが違います。</p>
</div>
<section class="block"><h2>まだ登録していない方</h2>
<p>お知らせハガキのログインIDと仮パスワードで、<a href="{{BASE}}/register">新規利用登録</a>をしてください。お知らせハガキがない方は、<a href="{{BASE}}/help/postcard">お知らせハガキについて</a>をご覧ください。</p>
</section>
<section class="block"><h2>登録が済んでいる方</h2>
<p>健康保険組合にお電話ください。ご本人であることを確かめたうえで、新しいお知らせハガキをお送りします。届いたら、新規利用登録をもう一度してください。</p>
<p class="contact"><strong>{{SOCIETY}}</strong>電話 <a class="telephone" href="tel:{{TELEPHONE}}">{{TELEPHONE}}</a><span class="phrase">（{{HOURS}}）</span></p>
</section>
<section class="block"><h2>お電話の前に</h2>
<ul class="list">
<li>登録完了のお知らせメールが残っていないか探してください。</li>
<li>スマートフォンやブラウザーに、ログインIDとパスワードが保存されていることがあります。</li>
<li>お電話では、記号・番号、お名前、生年月日をおたずねします。パスワードはおたずねしません。</li>
</ul>
</section>
</div>
</div>
