{{%AUTOESCAPE context="HTML"}}
<div class="narrow">
{{>STEPS}}
{{>ERROR_SUMMARY}}
{{#FIRST}}<h1><span class="phrase">新規利用登録③</span> <span class="phrase">利用情報の設定</span></h1>
<p class="lead">次の方の利用情報を設定します。お名前が違うときは、登録せずに健康保険組合へお電話ください。</p>{{/FIRST}}
{{#ANEW}}<h1><span class="phrase">登録のやり直し</span> <span class="phrase">利用情報の設定</span></h1>
<p class="lead">次の方は、すでに登録しています。ログインIDはそのまま使えます。お名前が違うときは、登録せずに健康保険組合へお電話ください。</p>{{/ANEW}}
<dl class="facts facts-box">
<div class="facts-row"><dt>お名前</dt><dd>{{MEMBER_NAME}} 様</dd></div>
{{#WITH_SYMBOL}}<div class="facts-row"><dt>記号</dt><dd class="figures">{{MEMBER_SYMBOL}}</dd></div>{{/WITH_SYMBOL}}
<div class="facts-row"><dt>番号</dt><dd class="figures">{{MEMBER_NUMBER}}</dd></div>
</dl>
{{#ANEW}}<section class="note after">
<h2>登録をやり直すと</h2>
<ul class="list">
<li>前のパスワードは使えなくなり、ログインしていた端末は、すべてログアウトします。</li>
<li>登録のメールアドレスは、いま確かめたものだけになります。</li>
<li>2段階ログインは、そのまま続きます。</li>
</ul>
</section>{{/ANEW}}
<form method="post" action="{{BASE}}/register/account" novalidate>
<input type="hidden" name="csrf" value="{{CSRF}}">
{{>NEW_LOGIN_ID}}
{{#MAY_TAKE_EMAIL}}<p class="take-over" data-takes="email" data-into="new_login_id" hidden><button
    class="button button-second" type="button">メールアドレスをログインIDにする</button></p>{{/MAY_TAKE_EMAIL}}
{{>NEW_PASSWORD}}
{{>PASSWORD_RULES}}
{{>NEW_PASSWORD_CONFIRM}}
{{>EMAIL}}
{{>NICKNAME}}
<div class="actions"><button class="button" type="submit">登録する</button></div>
</form>
<p class="after"><a class="row-link" href="{{BASE}}/help/privacy">個人情報の取り扱い</a></p>
</div>
