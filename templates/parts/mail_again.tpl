{{%AUTOESCAPE context="HTML"}}
<div>
{{#WITH_ADDRESS}}
<details class="fold"><summary><h3>メールを送り直す</h3></summary><div>
<p>同じメールアドレスに、新しいメールをお送りします。前のメールのURLは使えなくなります。送り直せるのは、<span class="nw">1時間に2回まで</span>です。</p>
<form method="post" action="{{FORM_URL}}">
<input type="hidden" name="csrf" value="{{CSRF}}">
<input type="hidden" name="email" value="{{ADDRESS}}">
<p><button class="button button-second" type="submit">送り直す</button></p>
</form></div></details>
{{/WITH_ADDRESS}}
<details class="fold"><summary><h3><span class="phrase">メールアドレスを</span><span class="phrase">間違えたときは</span></h3></summary><div>
<p>{{WHEN_WRONG}}</p>
<p><a class="button button-second" href="{{FORM_URL}}">メールアドレスを入力し直す</a></p></div></details>
</div>
