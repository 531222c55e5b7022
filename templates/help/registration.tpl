{{%AUTOESCAPE context="HTML"}}
<div class="narrow">
<p class="back"><a class="row-link" href="{{BASE}}/help">ヘルプの一覧に戻る</a></p>
{{>LANGUAGES}}
<div class="sections">
<div>
<h1>利用登録のしかた</h1>
<p class="lead">お知らせハガキと、メールを受け取れるスマートフォンかパソコンを用意してください。10分ほどで終わります。</p>
</div>
<section class="block"><h2>登録の手順</h2>
<ol class="list">
<li>ログイン画面で「新規利用登録」を選びます。</li>
<li>メールアドレスを入力して送信します。手続きのご案内がメールで届きます。</li>
<li>メールのURLを{{LINK_LIFE}}以内に開き、お知らせハガキのログインIDと仮パスワードを入力します。</li>
<li>これから使うログインIDとパスワードを決めて登録します。</li>
</ol>
<p>メールを別の端末で読むときや、URLを開けないときは、お申し込みになった端末の画面に、メールの6桁の確認番号を入力すると続けられます。</p>
<div class="actions"><a class="button" href="{{BASE}}/register">新規利用登録</a></div>
</section>
<section class="block"><h2>お知らせハガキにメールアドレスが印字されている方</h2>
<p>メールを待たずに登録できます。<a href="{{BASE}}/login/preset">印字されている方の新規利用登録</a>へお進みください。</p>
</section>
<section class="block"><h2>ログインIDの決め方</h2>
<ul class="list">
<li>半角の英数字と「.」「_」「-」「@」を使い、4～64文字にします。</li>
<li>大文字と小文字は区別しません。ほかの方が使っているものは登録できません。</li>
<li>メールアドレスをログインIDにすることもできます。</li>
<li>登録のあとも、<a href="{{BASE}}/help/profile">プロフィール設定</a>で変えられます。</li>
</ul>
</section>
<section class="block"><h2>パスワードの決め方</h2>
<ul class="list">
<li>半角で8文字以上にし、英小文字と数字をそれぞれ1文字以上入れます。</li>
<li>大文字と記号も使えます。長いほど安全です。</li>
<li>ログインID、メールアドレス、ニックネームと同じものや、推測されやすいものは使えません。</li>
<li>ほかのサービスと同じパスワードは避けてください。</li>
</ul>
<ul class="links">
<li><a href="{{BASE}}/help/password">パスワードの決め方と変更</a></li>
</ul>
</section>
<section class="block"><h2>ニックネームとは</h2>
<p>ログイン後の画面で、ごあいさつに使うお名前です。本名でなくてもかまいません。登録のあとも変えられます。</p>
</section>
</div>
</div>
