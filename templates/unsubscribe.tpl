{{%AUTOESCAPE context="HTML"}}
<div class="narrow sections">
<div>
{{#WITHOUT_CODE}}<h1><span class="phrase">このURLでは、</span><span class="phrase">メールを止められません</span></h1>
<p class="lead">URLが途中で切れています。「新着のお知らせ」のメールの最後にあるURLを、終わりまで入れて開いてください。</p>
<p>ログインして、「プロフィール設定」で止めることもできます。</p>
<div class="actions"><a class="button" href="{{BASE}}/profile">プロフィール設定</a></div>{{/WITHOUT_CODE}}
{{#WITH_CODE}}<h1><span class="phrase">新着のお知らせメールを</span><span class="phrase">止める</span></h1>
<p class="lead">医療費通知、通知書・証明書、健保からのお知らせに新しい情報があるときに、1日に1通までお送りしているメールです。</p>
<form method="post" action="{{BASE}}/unsubscribe?r={{CODE}}">
<input type="hidden" name="csrf" value="{{CSRF}}">
<div class="actions"><button class="button" type="submit">メールを止める</button></div>
</form>{{/WITH_CODE}}
</div>
<section class="block">
<h2>止めたあとも届くメール</h2>
<p>パスワードの変更など、安全に関わるお知らせと、お手続きのメールは、止めたあともお送りします。</p>
</section>
</div>
