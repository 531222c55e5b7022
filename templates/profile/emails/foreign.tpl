{{%AUTOESCAPE context="HTML"}}
<div class="narrow sections">
<div>
<h1><span class="phrase">別のログインIDで</span><span class="phrase">ログインしています</span></h1>
<p class="lead">このメールは、別のログインIDの方が、メールアドレスの登録を申し込んだときのものです。いまの画面では登録できません。</p>
</div>
<section class="block">
<h2>申し込んだ方</h2>
<p>いまログインしているのは「{{LOGIN_ID}}」です。ログアウトしてから、メールのURLをもう一度開き、申し込んだときのログインIDでログインしてください。</p>
</section>
<section class="block">
<h2>お申込みに心当たりがない方</h2>
<p>ほかの方が、メールアドレスを間違えて入力したおそれがあります。メールを削除してください。登録はされません。</p>
<div class="actions"><a class="button" href="{{BASE}}/home">Homeへ</a></div>
</section>
</div>
