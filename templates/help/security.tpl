{{%AUTOESCAPE context="HTML"}}
<div class="narrow">
<p class="back"><a class="row-link" href="{{BASE}}/help">ヘルプの一覧に戻る</a></p>
<div class="sections">
<div>
<h1>安全にお使いいただくために</h1>
<p class="lead">大切な健康の情報を守るために、次のことにご注意ください。</p>
</div>
<section class="block"><h2>にせのメールや画面に注意する</h2>
<ul class="list">
<li>健康保険組合からのメールは、<span class="url">{{MAIL_ADDRESS}}</span>からお送りします。</li>
<li>メールや電話で、パスワードや口座番号、クレジットカードの番号をおたずねすることはありません。</li>
<li>あやしいと思ったら、メールのURLは開かず、ブラウザーのブックマーク（お気に入り）か、健康保険組合のホームページからログインしてください。</li>
</ul>
</section>
<section class="block"><h2>申し込んでいないのにメールが届いたとき</h2>
<p>ほかの方がメールアドレスを間違えて入力した可能性があります。URLを開かなければ、何も登録されず、パスワードも変わりません。メールは捨ててください。</p>
</section>
<section class="block"><h2>身に覚えのないログインがあるとき</h2>
<p>ほかの人に使われているかもしれません。<a href="{{BASE}}/security">ログインの安全設定</a>で、ログインの記録といまログイン中の端末を確かめられます。心当たりのない端末はログアウトさせ、すぐに<a href="{{BASE}}/password">パスワード変更</a>をして、健康保険組合にお電話ください。ログインできないときは、<a href="{{BASE}}/reissue">パスワード再発行</a>をしてください。</p>
{{>CONTACT}}
</section>
<section class="block"><h2><span class="phrase">「ログインのお知らせ」の</span><span class="phrase">メールが届いたとき</span></h2>
<p>はじめての端末でログインがあると、お知らせします。ご自分でログインしたときは、何もしなくてかまいません。ブラウザーの履歴やCookie（クッキー）を消したあとのログインでも届きます。「ログインの安全設定」で止めることもできます。</p>
</section>
<section class="block"><h2><span class="phrase">「ログインの失敗のお知らせ」の</span><span class="phrase">メールが届いたとき</span></h2>
<p>パスワードや確認コードの間違いが何度も続き、しばらくログインを止めたときにお知らせします。ログインはされていません。ご自分で間違えたときは、<a href="{{BASE}}/help/login">ログインできないとき</a>をご覧ください。心当たりがないときは、メールに書かれたとおりにしてください。大切なお知らせなので、止めることはできません。</p>
</section>
<section class="block"><h2>2段階ログインを使う</h2>
<p>パスワードを人に知られても、ログインされません。<a href="{{BASE}}/help/two-step">2段階ログイン</a>をご覧ください。</p>
</section>
<section class="block"><h2>パスワードを守る</h2>
<ul class="list">
<li>ほかのサービスと同じパスワードを使わないでください。</li>
<li>パスワードを人に教えたり、見える所に書いたりしないでください。</li>
<li>スマートフォンやブラウザーにパスワードを覚えさせる機能は、安心してお使いいただけます。</li>
</ul>
</section>
<section class="block"><h2>自動のログアウト</h2>
<p>操作がないまま{{IDLE_MINUTES}}分が過ぎると、自動でログアウトします。その前に画面の下でお知らせします。「利用を続ける」を押すと、入力中の内容を残したまま続けられます。</p>
<p>いつまで利用できるかは、画面のいちばん下の<a href="{{BASE}}/session">ログインの有効時間</a>で確かめられます。この画面を開くと、時間が延びます。</p>
</section>
<section class="block"><h2>共用のパソコンで使うとき</h2>
<p>使い終わったら、必ず「ログアウト」を選んでください。パスワードは保存しないでください。</p>
</section>
</div>
</div>
