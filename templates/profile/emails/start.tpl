{{%AUTOESCAPE context="HTML"}}
<div class="narrow sections">
<div>
<h1><span class="phrase">メールアドレスの</span><span class="phrase">確認</span></h1>
<p class="lead">ログインすると、メールアドレスの登録に進みます。登録をお申し込みになった方のログインIDで、ログインしてください。</p>
<div class="actions"><a class="button" href="{{BASE}}/login?next=/profile/emails/confirm">ログインして進む</a></div>
</div>
<section class="block">
<h2>お申込みに心当たりがない方</h2>
<p>ほかの方が、メールアドレスを間違えて入力したおそれがあります。この画面を閉じて、メールを削除してください。登録はされません。</p>
</section>
</div>
