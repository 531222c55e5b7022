{{%AUTOESCAPE context="HTML"}}
<div class="narrow sections">
<div>
<h1>ログアウトしています</h1>
<p class="lead">この端末では、すでにログアウトしています。<span class="phrase">もう一度利用するときは、</span>ログインしてください。</p>
</div>
<div class="actions"><a class="button" href="{{BASE}}/login">ログイン画面へ</a></div>
</div>
