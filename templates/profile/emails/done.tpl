{{%AUTOESCAPE context="HTML"}}
<div class="narrow sections">
<div>
<div class="panel">
<h1>{{>DONE_MARK}}<span><span class="phrase">メールアドレスの</span><span class="phrase">設定を変更しました</span></span></h1>
</div>
</div>
<section class="block">
<h2>いまのメールアドレス</h2>
<ul class="emails">
{{#EMAIL}}<li><p>{{>EMAIL_LINE}}</p></li>
{{/EMAIL}}</ul>
<p>追加や削除をしたとき、主なメールアドレスを変えたときは、登録しているすべてのメールアドレスと、削除したメールアドレスにお知らせをお送りします。</p>
<div class="actions"><a class="button" href="{{BASE}}/home">Homeへ</a><a class="button button-second"
    href="{{BASE}}/profile/emails">メールアドレスの設定に戻る</a></div>
</section>
</div>
