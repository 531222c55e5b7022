{{%AUTOESCAPE context="HTML"}}
<div class="narrow sections">
<div>
<p class="back"><a class="row-link" href="{{BASE}}/profile">プロフィール設定に戻る</a></p>
{{>ERROR_SUMMARY}}
<h1>メールアドレスの設定</h1>
<p class="lead">主なメールアドレスは、健康保険組合からのメールをお送りする先です。パスワードの変更など安全に関わるお知らせと、申請や申込みについてのお知らせは、登録しているすべてのメールアドレスにお送りします。</p>
</div>
<section class="block">
<h2>登録しているメールアドレス</h2>
<ul class="emails">
{{#EMAIL}}<li>
<p>{{>EMAIL_LINE}}</p>
{{#BOUNCED}}<p>メールをお届けできませんでした。使えるメールアドレスなら、受け取れるように設定してから、確認のメールで確かめてください。</p>
<form method="post" action="{{BASE}}/profile/emails" novalidate>
<input type="hidden" name="csrf" value="{{CSRF}}">
<input type="hidden" name="email" value="{{BOUNCED_ADDRESS}}">
<button class="button button-second" type="submit">確認のメールを送る</button>
</form>{{/BOUNCED}}
{{#CHOICES}}<ul class="row-choices">
<li><a class="row-link" href="{{BASE}}/profile/emails/{{EMAIL_NUMBER}}/primary"><span
    class="sr">{{CHOICE_ADDRESS}}を</span>主なメールアドレスにする</a></li>
<li><a class="row-link" href="{{BASE}}/profile/emails/{{EMAIL_NUMBER}}/removal"><span
    class="sr">{{CHOICE_ADDRESS}}を</span>削除する</a></li>
</ul>{{/CHOICES}}
</li>
{{/EMAIL}}</ul>
{{#WITH_OTHERS}}<p class="soft">主なメールアドレスは削除できません。削除するときは、先にほかのメールアドレスを主なメールアドレスにしてください。</p>{{/WITH_OTHERS}}
</section>
<section class="block">
<h2>メールアドレスの追加</h2>
{{#FULL}}<p>登録できるメールアドレスは{{EMAILS_MAX}}件までです。使わないものを削除すると、追加できます。</p>{{/FULL}}
{{#ADDITION}}<p>入力したメールアドレスに、確認のメールをお送りします。メールのURLを開いて手続きを終えると、登録されます。</p>
<form method="post" action="{{BASE}}/profile/emails" novalidate>
<input type="hidden" name="csrf" value="{{CSRF}}">
<input type="text" autocomplete="username" value="{{LOGIN_ID}}" readonly hidden>
{{>EMAIL_FIELD}}
{{>CURRENT_PASSWORD}}
<div class="actions"><button class="button" type="submit">確認のメールを受け取る</button></div>
</form>{{/ADDITION}}
</section>
</div>
