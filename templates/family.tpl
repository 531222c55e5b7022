{{%AUTOESCAPE context="HTML"}}
<div class="narrow">
{{>ERROR_SUMMARY}}
<h1>家族の医療費の表示</h1>
{{#CHOOSES}}
<p class="lead">あなたの医療費を、被保険者の方の医療費通知に表示するかどうかを選べます。</p>
<form method="post" action="{{BASE}}/family" novalidate>
<input type="hidden" name="csrf" value="{{CSRF}}">
{{>PRINCIPAL_SEES}}
<div class="actions"><button class="button" type="submit">保存する</button></div>
</form>
<div class="after stack">
<section class="note">
<h2>選ぶ前にご確認ください</h2>
<ul class="list">
<li>表示されるのは、受診した月、医療機関の名前、金額など、医療費通知の内容です。病名は表示されません。</li>
<li>「表示しない」を選ぶと、以前の分も表示されなくなります。</li>
<li>いつでも変えられます。変えたことを、こちらからほかの方にお知らせすることはありません。</li>
<li>被保険者以外のご家族には、どちらを選んでも表示されません。</li>
</ul>
</section>
</div>
{{/CHOOSES}}
{{#TOO_YOUNG}}
<p class="lead">18歳になると、あなたの医療費を被保険者の方の医療費通知に表示するかどうかを、自分で選べます。</p>
<p>選べるようになるのは、{{ADULT_FROM:x-whole}}からです。それまでは、原則として、被保険者の方にも表示されます。被保険者とは、お勤め先などを通じて健康保険に加入しているご本人のことです。</p>
{{/TOO_YOUNG}}
{{#PRINCIPAL}}
{{#OTHERS}}
<p class="lead">あなたの医療費通知には、あなたの分のほかに、次の方の医療費が表示されます。</p>
<ul class="list">
{{#OTHER}}<li>{{OTHER_NAME}} 様</li>
{{/OTHER}}</ul>
{{/OTHERS}}
{{#NO_OTHERS}}<p class="lead">あなたの医療費通知に表示されるのは、あなたの医療費だけです。</p>{{/NO_OTHERS}}
<div class="after stack">
<section class="note">
<h2>この画面について</h2>
<ul class="list">
<li>あなたの医療費が、ほかのご家族に表示されることはありません。</li>
<li>18歳以上のご家族は、ご自分の医療費をあなたに表示するかどうかを、ご自分で選べます。</li>
<li>ここにお名前がない方の医療費は表示されません。その理由は、お問い合わせいただいてもお答えできません。</li>
</ul>
</section>
</div>
{{/PRINCIPAL}}
{{#SOCIETY_SHOWS_NONE}}
<p class="lead">医療費通知に表示されるのは、ご本人の医療費だけです。</p>
<p>{{SOCIETY}}では、ご家族の間で医療費を表示していません。選んでいただくことはありません。</p>
{{/SOCIETY_SHOWS_NONE}}
<p><a class="row-link" href="{{BASE}}/help/family">ご家族の利用</a></p>
</div>
