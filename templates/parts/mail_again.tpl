{{%AUTOESCAPE context="HTML"}}
{{#WITH_ADDRESS}}
<section class="block">
<h2>メールを送り直す</h2>
<p>同じメールアドレスに、新しいメールをお送りします。前のメールのURLは使えなくなります。送り直せるのは、1時間に2回までです。</p>
<form method="post" action="{{FORM_URL}}">
<input type="hidden" name="csrf" value="{{CSRF}}">
<input type="hidden" name="email" value="{{ADDRESS}}">
<div class="actions"><button class="button button-second" type="submit">送り直す</button></div>
</form>
</section>
{{/WITH_ADDRESS}}
<section class="block">
<h2><span class="phrase">メールアドレスを</span><span class="phrase">間違えたときは</span></h2>
<p>{{WHEN_WRONG}}</p>
<div class="actions"><a class="button button-second" href="{{FORM_URL}}">メールアドレスを入力し直す</a></div>
</section>
