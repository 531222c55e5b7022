{{%AUTOESCAPE context="HTML"}}
<div class="narrow">
<div class="sections">
<div>
<h1><span class="phrase">パスワードの</span><span class="phrase">ほかの確認</span></h1>
<p class="lead">{{SOCIETY}}では、{{ASKED_FROM:x-whole}}から、ログインのときにパスワードのほかの確認もお願いしています。済むと、すべてのページをご利用いただけます。</p>
</div>
{{#HAS_NONE}}
<section class="block"><h2>パスキーを使う</h2>
<p>スマートフォンやパソコンの指紋、顔、画面ロックの番号で確認します。次からはパスワードも入力しません。</p>
<div class="actions"><a class="button" href="{{BASE}}/security/passkeys/new?next=%2Fhome">パスキーを登録する</a></div>
</section>
<section class="block"><h2>認証アプリを使う</h2>
<p>スマートフォンのアプリに表示される<span class="nw">6桁</span>の数字を、パスワードのあとで入力します。</p>
<div class="actions"><a class="button button-second" href="{{BASE}}/security/two-step">2段階ログインを設定する</a></div>
</section>
{{/HAS_NONE}}
{{#HAS_ONE}}
<section class="block"><h2><span class="phrase">パスキーで</span><span class="phrase">ログインし直してください</span></h2>
<p>登録されているパスキーがあります。いったんログアウトして、ログインの画面で「パスキーでログイン」を選んでください。</p>
<form method="post" action="{{BASE}}/logout"><input type="hidden" name="csrf" value="{{CSRF}}">
<div class="actions"><button class="button" type="submit">ログアウトする</button></div></form>
</section>
{{/HAS_ONE}}
</div>
<section class="note after">
<h2>できないとき</h2>
<p>機器をお持ちでない方、なくした方、操作がわからない方は、{{SOCIETY}}にご相談ください。<a href="{{BASE}}/help/two-step">2段階ログインの説明</a>と<a href="{{BASE}}/help/passkeys">パスキーの説明</a>は、いまでも読めます。</p>
</section>
</div>
