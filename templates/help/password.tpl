{{%AUTOESCAPE context="HTML"}}
<div class="narrow">
<p class="back"><a class="row-link" href="{{BASE}}/help">ヘルプの一覧に戻る</a></p>
<div class="sections">
<div>
<h1><span class="phrase">パスワードの</span><span class="phrase">決め方と変更</span></h1>
<p class="lead">パスワードは、ご自分だけが知っている、推測されにくいものにしてください。</p>
</div>
<section class="block"><h2>決め方</h2>
<ul class="list">
<li>半角で8文字以上、128文字までにします。</li>
<li>英小文字と数字を、それぞれ1文字以上入れます。大文字、記号、空白も使えます。</li>
<li>関係のない言葉をいくつかつなげると、覚えやすく、推測されにくくなります。</li>
<li>ほかのサービスと同じパスワードは避けてください。</li>
</ul>
</section>
<section class="block"><h2>「推測されやすい」と出るとき</h2>
<p>よく使われる言葉や、並んだ数字、ログインID、メールアドレス、ニックネーム、生年月日、記号・番号をもとにしたものは使えません。別の言葉を組み合わせて、長くしてください。</p>
</section>
<section class="block"><h2>変更のしかた</h2>
<ol class="list">
<li>ログインして、Homeの「設定」から「パスワード変更」を開きます。</li>
<li>いまのパスワードと、新しいパスワードを2回入力します。</li>
</ol>
<p>いまと同じパスワードには変更できません。変更すると、ほかの端末ではログアウトし、登録したメールアドレスにお知らせが届きます。</p>
</section>
<section class="block"><h2>有効期限</h2>
<p>健康保険組合によっては、パスワードに有効期限があります。期限が近づくと、Homeでお知らせします。期限が過ぎたときは、ログインのあとに新しいパスワードを決めてください。</p>
</section>
<section class="block"><h2>忘れたとき</h2>
<p><a href="{{BASE}}/help/forgotten">ログインID・パスワードを忘れたとき</a>をご覧ください。</p>
</section>
</div>
</div>
