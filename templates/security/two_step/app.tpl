{{%AUTOESCAPE context="HTML"}}
<div class="narrow">
<p class="back"><a class="row-link" href="{{BASE}}/security/two-step">前の画面に戻る</a></p>
{{>STEPS}}
{{>ERROR_SUMMARY}}
<h1><span class="phrase">2段階ログインの設定②</span> <span class="phrase">アプリへの登録</span></h1>
<div class="sections after">
<section class="block"><h2>1．アプリに登録する</h2>
<p>認証アプリでQRコードの読み取りを選び、次のQRコードを写してください。</p>
<svg class="qr" viewBox="0 0 {{QR_SIZE}} {{QR_SIZE}}" role="img" aria-label="認証アプリで読み取るQRコード" shape-rendering="crispEdges">
<path fill="#fff" d="M0 0h999v999H0z"/><path stroke="#000" stroke-width="1" d="{{QR_PATH}}"/></svg>
<p>この画面をスマートフォンで見ている方は、<a class="row-link"
    href="otpauth:{{APP_URI_REST}}">この端末の認証アプリに登録する</a></p>
<details class="fold"><summary>QRコードを読み取れないとき</summary><div>
<p>アプリで「キーを手動で入力」を選び、次のキーを入力してください。種類は「時間ベース」です。</p>
<dl class="facts facts-box">
<div class="facts-row"><dt>アカウント名</dt><dd>{{APP_ACCOUNT}}</dd></div>
<div class="facts-row"><dt>キー</dt><dd class="code"
    id="key">{{#KEY_GROUP}}<span class="phrase">{{KEY_LETTERS}}</span> {{/KEY_GROUP}}</dd></div>
</dl></div></details>
</section>
<section class="block"><h2>2．確認コードを入力する</h2>
<p>登録すると、アプリに6桁の数字が表示されます。それを入力すると、設定が終わります。</p>
<form method="post" action="{{BASE}}/security/two-step/app" novalidate>
<input type="hidden" name="csrf" value="{{CSRF}}">
<input type="text" autocomplete="username" value="{{LOGIN_ID}}" readonly hidden>
{{>CURRENT_PASSWORD}}
{{>CODE}}
<div class="actions"><button class="button" type="submit">設定する</button></div>
</form>
</section>
</div>
</div>
