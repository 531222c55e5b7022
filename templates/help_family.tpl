{{%AUTOESCAPE context="HTML"}}
<div class="narrow">
<p class="back"><a class="row-link" href="{{BASE}}/help">ヘルプの一覧に戻る</a></p>
<div class="sections">
<div>
<h1>ご家族の利用</h1>
<p class="lead">ご家族も、一人ずつ利用登録をします。</p>
</div>
<section class="block"><h2>家族の登録はどうするのですか</h2>
<p>お知らせハガキは、お一人に1枚です。ご家族の分は、ご家族に届いたお知らせハガキのログインIDと仮パスワードで登録してください。</p>
</section>
<section class="block"><h2>家族と同じメールアドレスを使えますか</h2>
<p>使えます。ただし、届いたメールは家族にも読めます。できるだけ、ご自分だけのメールアドレスをお使いください。</p>
</section>
<section class="block"><h2>1台のスマートフォンを家族で使えますか</h2>
<p>使えます。使い終わったら必ずログアウトして、次の方がログインしてください。</p>
</section>
<section class="block"><h2>家族のパスワードを代わりに入力してもよいですか</h2>
<p>パスワードは、ご本人だけが知っているものにしてください。操作の手伝いが必要なときは、ご本人の横で、画面を一緒に見ながら進めてください。</p>
</section>
<section class="block"><h2>お子さまの分や、代わりの手続きが必要なとき</h2>
<p>健康保険組合にご相談ください。</p>
<p class="contact"><strong>{{SOCIETY}}</strong>電話 <a class="telephone" href="tel:{{TELEPHONE}}">{{TELEPHONE}}</a><span class="phrase">（{{HOURS}}）</span></p>
</section>
</div>
</div>
