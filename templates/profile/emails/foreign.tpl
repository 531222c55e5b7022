{{%AUTOESCAPE context="HTML"}}
<div class="narrow sections">
<div>
<h1><span class="phrase">別のログインIDで</span><span class="phrase">ログインしています</span></h1>
<p class="lead">このメールは、別のログインIDの方がメールアドレスの登録をお申し込みになったときのものです。いまの画面では登録できません。</p>
</div>
<section class="block">
<h2>お申し込みになった方</h2>
<p>いまログインしているのは「{{LOGIN_ID}}」です。ログアウトしてから、メールのURLをもう一度開き、お申し込みになったときのログインIDでログインしてください。</p>
</section>
<section class="block">
<h2>お申込みに心当たりがない方</h2>
<p>ほかの方が、メールアドレスを間違えて入力したおそれがあります。メールを削除してください。登録はされません。</p>
<div class="actions"><a class="button" href="{{BASE}}/home">Homeへ</a></div>
</section>
</div>
