{{%AUTOESCAPE context="HTML"}}
<div class="narrow sections">
<div>
<div class="panel">
<h1><svg viewBox="0 0 40 40" fill="none" stroke="currentColor" stroke-width="3" stroke-linejoin="round"
    stroke-linecap="round" aria-hidden="true"><circle cx="20" cy="20" r="17"/>
<path d="M12 21l6 6 11-13"/></svg><span><span class="phrase">メールアドレスの設定を</span><span class="phrase">変更しました</span></span></h1>
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
