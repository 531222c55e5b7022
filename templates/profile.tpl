{{%AUTOESCAPE context="HTML"}}
<div class="narrow sections">
<div>
{{>ERROR_SUMMARY}}
{{#DONE}}<p class="note" role="status">{{DONE_WORDS}}</p>{{/DONE}}
<h1>プロフィール設定</h1>
<form method="post" action="{{BASE}}/profile" novalidate>
<input type="hidden" name="csrf" value="{{CSRF}}">
{{>LOGIN_ID}}
{{>NICKNAME}}
{{>CURRENT_PASSWORD}}
<div class="actions"><button class="button" type="submit">変更する</button></div>
</form>
</div>
<section class="block">
<h2>メールアドレス</h2>
<ul class="emails">
{{#EMAIL}}<li><p>{{>EMAIL_LINE}}</p></li>
{{/EMAIL}}</ul>
{{#WITH_BOUNCED}}<p>「届いていません」のメールアドレスには、メールをお届けできませんでした。設定を確かめてください。</p>{{/WITH_BOUNCED}}
<p><a class="button button-second" href="{{BASE}}/profile/emails">メールアドレスの設定</a></p>
</section>
<section class="block">
<h2>新着のお知らせメール</h2>
<p>医療費通知、通知書・証明書、健保からのお知らせに新しい情報があるときに、主なメールアドレスへお知らせします。1日に1通までです。</p>
<form method="post" action="{{BASE}}/profile/arrivals">
<input type="hidden" name="csrf" value="{{CSRF}}">
{{#MAILS_ON}}<input type="hidden" name="arrival_mails" value="off"><p><strong>受け取る設定です。</strong></p>
<div class="actions"><button class="button button-second" type="submit">新着のお知らせメールを止める</button></div>{{/MAILS_ON}}
{{#MAILS_OFF}}<input type="hidden" name="arrival_mails" value="on"><p><strong>止めています。</strong></p>
<div class="actions"><button class="button button-second" type="submit">新着のお知らせメールを受け取る</button></div>{{/MAILS_OFF}}
</form>
</section>
<section class="block">
<h2>加入者としての登録</h2>
<dl class="facts facts-box">
<div class="facts-row"><dt>お名前</dt><dd>{{MEMBER_NAME}} 様</dd></div>
{{#WITH_SYMBOL}}<div class="facts-row"><dt>記号</dt><dd class="figures">{{MEMBER_SYMBOL}}</dd></div>{{/WITH_SYMBOL}}
<div class="facts-row"><dt>番号</dt><dd class="figures">{{MEMBER_NUMBER}}</dd></div>
<div class="facts-row"><dt>枝番</dt><dd class="figures">{{MEMBER_BRANCH}}</dd></div>
</dl>
<p>健康保険組合の登録の内容です。この画面では変更できません。変わったときは、お勤め先を通じてお届けください。</p>
<p><a class="row-link" href="{{BASE}}/help/changes">引っ越しや名前が変わったとき</a></p>
</section>
</div>
