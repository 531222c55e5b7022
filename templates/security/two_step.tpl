{{%AUTOESCAPE context="HTML"}}
<div class="narrow">
<p class="back"><a class="row-link" href="{{BASE}}/security">ログインの安全設定に戻る</a></p>
{{>STEPS}}
{{>ERROR_SUMMARY}}
<h1><span class="phrase">2段階ログインの設定①</span> <span class="phrase">認証アプリの用意</span></h1>
<p class="lead">スマートフォンに「認証アプリ」を入れてください。30秒ごとに変わる6桁の数字（確認コード）を表示するアプリです。</p>
<div class="sections after">
<section class="block"><h2>使えるアプリ</h2>
<ul class="list">
<li>Google Authenticator、Microsoft Authenticator など（無料）。アプリのストアで「Authenticator」を探してください。</li>
<li>iPhoneの「パスワード」や、パスワード管理アプリの確認コード機能も使えます。</li>
</ul>
<p>もう入っている方は、そのまま次へ進んでください。</p>
</section>
<section class="block"><h2>設定すると</h2>
<ul class="list">
<li>次のログインから、パスワードのあとで確認コードも入力します。</li>
<li>いまログインしているほかの端末は、ログアウトします。</li>
<li>スマートフォンをなくしたときに使う予備コードをお渡しします。印刷または書き写す用意をしてください。</li>
</ul>
</section>
</div>
<form method="post" action="{{BASE}}/security/two-step" novalidate>
<input type="hidden" name="csrf" value="{{CSRF}}">
<input type="text" autocomplete="username" value="{{LOGIN_ID}}" readonly hidden>
{{>CURRENT_PASSWORD}}
<div class="actions"><button class="button" type="submit">次へ進む</button></div>
</form>
</div>
