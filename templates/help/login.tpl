{{%AUTOESCAPE context="HTML"}}
<div class="narrow">
<p class="back"><a class="row-link" href="{{BASE}}/help">ヘルプの一覧に戻る</a></p>
{{>LANGUAGES}}
<div class="sections">
<div>
<h1>ログインできないとき</h1>
<p class="lead">安全のため、ログインIDとパスワードのどちらが違うかはお知らせしていません。次のことを確かめてください。</p>
</div>
<section class="block"><h2>お知らせハガキの仮パスワードを入力していませんか</h2>
<p>お知らせハガキのログインIDと仮パスワードは、<a href="{{BASE}}/register">新規利用登録</a>でだけ使えます。登録のときにご自分で決めたログインIDとパスワードを入力してください。</p>
</section>
<section class="block"><h2>入力を確かめる</h2>
<ul class="list">
<li>パスワードは、大文字と小文字を区別します。「表示」を押すと、入力した文字を確かめられます。</li>
<li>パスワードは半角で入力してください。最初の文字が自動で大文字になることがあります。</li>
<li>ほかの文書から貼り付けたときは、前後に空白が入っていないか確かめてください。</li>
<li>メールアドレスをログインIDにした方は、メールアドレスを入力してください。</li>
</ul>
</section>
<section class="block"><h2>正しく入力しても入れないとき</h2>
<p>5回続けて間違えると、安全のため15分ほどログインできなくなります。間違いが多く続くと、もっと長くなり、100回になると、時間がたっても使えません。どのときも、<a href="{{BASE}}/reissue">パスワード再発行</a>をすると、すぐに使えます。</p>
</section>
<section class="block"><h2>確認コードを聞かれたとき</h2>
<p>2段階ログインを設定した方は、認証アプリの6桁の数字を入力してください。うまくいかないときは<a href="{{BASE}}/help/two-step">2段階ログイン</a>をご覧ください。</p>
</section>
<section class="block"><h2>「画面を開いてから時間がたった」と出るとき</h2>
<p>画面を開き直して、もう一度入力してください。Cookie（クッキー）を止めている方は、使えるようにしてください。</p>
</section>
<section class="block"><h2>忘れてしまったとき</h2>
<p><a href="{{BASE}}/reissue">パスワード再発行</a>で、ログインIDを確かめ、新しいパスワードを決められます。くわしくは<a href="{{BASE}}/help/forgotten">ログインID・パスワードを忘れたとき</a>をご覧ください。</p>
</section>
<section class="block"><h2>解決しないときは</h2>
{{>CONTACT}}
</section>
</div>
</div>
