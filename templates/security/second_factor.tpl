{{%AUTOESCAPE context="HTML"}}
<div class="narrow">
<h1><span class="phrase">2段階ログインを</span><span class="phrase">設定してください</span></h1>
<p class="lead">{{SOCIETY}}では、{{ASKED_FROM}}から、ログインのときにパスワードのほかの確認もお願いしています。設定が済むと、すべてのページをこれまでどおりご利用いただけます。</p>
<section class="block"><h2>設定のしかた</h2>
<p>スマートフォンの認証アプリを使います。5分ほどで終わります。</p>
<div class="actions"><a class="button" href="{{BASE}}/security/two-step">設定を始める</a></div>
</section>
<section class="note after">
<h2>設定できないとき</h2>
<p>スマートフォンをお持ちでない方、操作がわからない方は、{{SOCIETY}}にご相談ください。<a href="{{BASE}}/help/two-step">2段階ログインの説明</a>は、設定の前でも読めます。</p>
</section>
</div>
