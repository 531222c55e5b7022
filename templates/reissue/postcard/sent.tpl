{{%AUTOESCAPE context="HTML"}}
<div class="narrow sections">
<div>
<h1><span class="phrase">お知らせハガキの再発行を</span><span class="phrase">受け付けました</span></h1>
<p class="lead">入力した内容が登録と合えば、次の発送で、健康保険組合に届け出ている住所へハガキをお送りします。<span class="phrase">この画面は閉じてもかまいません。</span></p>
</div>
<section class="block">
<h2>このあとの手順</h2>
<ol class="list">
<li>ハガキが届いたら、<a href="{{BASE}}/register">新規利用登録</a>で、いま受け取れるメールアドレスを入力します。</li>
<li>届いたメールのURLを開き、ハガキの<span class="nw">ログインID</span>と仮パスワードを入力します。</li>
<li>新しいパスワードを決めます。登録したことのある方は、ログインIDをそのまま使えます。</li>
</ol>
<p>ハガキで登録をやり直すまでは、いままでのログインIDとパスワードでログインできます。</p>
</section>
<section class="block">
<h2>お知らせのメール</h2>
<p>登録したメールアドレスと、健康保険組合に届け出ているメールアドレスがあれば、お申込みがあったことをお知らせします。お申込みは、そのメールのURLから止められます。</p>
</section>
<section class="block">
<h2>2段階ログインを設定している方</h2>
<p>登録をやり直しても、ログインには確認コードが要ります。認証アプリを使えないときは予備コードで、予備コードもないときはお電話で、手続きしてください。</p>
</section>
<section class="block">
<h2>ハガキが届かないときは</h2>
<p>入力した内容が登録と違うときと、1年に2回の申込みが済んでいるときは、お送りしていません。発送の時期も、この下の電話番号へお問い合わせください。</p>
</section>
</div>
