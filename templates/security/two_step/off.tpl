{{%AUTOESCAPE context="HTML"}}
<div class="narrow">
<p class="back"><a class="row-link" href="{{BASE}}/security">ログインの安全設定に戻る</a></p>
{{>ERROR_SUMMARY}}
<h1><span class="phrase">2段階ログインの</span><span class="phrase">解除</span></h1>
<p class="lead">解除すると、ログインIDとパスワードだけでログインできるようになります。予備コードも使えなくなります。</p>
<form method="post" action="{{BASE}}/security/two-step/off" novalidate>
<input type="hidden" name="csrf" value="{{CSRF}}">
<input type="text" autocomplete="username" value="{{LOGIN_ID}}" readonly hidden>
{{>CURRENT_PASSWORD}}
{{>CODE}}
<div class="actions"><button class="button" type="submit">解除する</button><a class="button button-second"
    href="{{BASE}}/security">解除せずに戻る</a></div>
</form>
<section class="note after">
<h2>スマートフォンを替えるとき</h2>
<p>いったん解除してから、新しいスマートフォンでもう一度設定してください。登録したメールアドレスに、変更のお知らせをお送りします。</p>
</section>
</div>
