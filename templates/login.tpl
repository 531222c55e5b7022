{{%AUTOESCAPE context="HTML"}}
<div class="columns columns-even">
<div>
{{#SIGN_IN_FAILED}}
<div class="summary" role="alert" tabindex="-1" data-focus>
<h2>{{>FAULT_MARK}}<span><span class="phrase">ログイン</span><span class="phrase">できませんでした</span></span></h2>
<p>ログインIDまたはパスワードが正しくありません。</p>
<p>5回間違えると、正しいパスワードを入力しても、15分ほどログインできません。そのときも、<a href="{{BASE}}/reissue">パスワード再発行</a>をすると、すぐにログインできます。</p>
<p>お知らせハガキの仮パスワードは、<a href="{{BASE}}/register">新規利用登録</a>でだけ使えます。</p>
</div>
{{/SIGN_IN_FAILED}}
{{>ERROR_SUMMARY}}
{{#PASSKEY_TOLD}}
<div class="note note-due" role="alert" data-passkey-told>
<h2>{{>FAULT_MARK}}<span><span class="phrase">パスキーで</span><span class="phrase">ログイン</span><span
    class="phrase">できませんでした</span></span></h2>
<p>{{PASSKEY_WORDS}}</p>
</div>
{{/PASSKEY_TOLD}}
<h1>ログイン</h1>
<p class="lead">登録したログインIDとパスワードを入力してください。</p>
<form method="post" action="{{BASE}}/login" novalidate>
<input type="hidden" name="csrf" value="{{CSRF}}">
{{#WITH_NEXT}}<input type="hidden" name="next" value="{{NEXT}}">{{/WITH_NEXT}}
<input type="hidden" name="passkeys" value="">
{{>LOGIN_ID}}
{{>PASSWORD}}
<div class="actions"><button class="button" type="submit">ログイン</button></div>
</form>
<form method="post" action="{{BASE}}/login/passkey" data-passkey="{{PASSKEY_OPTIONS}}" hidden>
<input type="hidden" name="csrf" value="{{CSRF}}">
<input type="hidden" name="credential" value="">
{{#PASSKEY_WITH_NEXT}}<input type="hidden" name="next" value="{{NEXT}}">{{/PASSKEY_WITH_NEXT}}
<p class="message after" role="alert" hidden>{{>FAULT_MARK}}<span>パスキーでログインできませんでした。もう一度押すか、ログインIDとパスワードでログインしてください。</span></p>
<div class="actions"><button class="button button-second" type="submit">パスキーでログイン</button></div>
</form>
<p><a class="row-link" href="{{BASE}}/reissue">ログインID・パスワードを忘れた方</a></p>
</div>
<section class="note">
<h2>はじめて利用する方</h2>
<p>お知らせハガキを手元に用意して、利用登録をしてください。</p>
<p><a class="button button-second" href="{{BASE}}/register">新規利用登録</a></p>
<p><a class="row-link" href="{{BASE}}/login/preset">お知らせハガキにメールアドレスが印字されている方はこちら</a></p>
</section>
</div>
