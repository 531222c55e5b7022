{{%AUTOESCAPE context="HTML"}}
<div class="narrow sections">
{{#STOPPABLE}}
<div>
<h1><span class="phrase">お知らせハガキの申込みを</span><span class="phrase">止める</span></h1>
<p class="lead">お申込みに心当たりがないときは、止めてください。</p>
<dl class="facts facts-box">
<div class="facts-row"><dt>受付日時</dt><dd>{{ORDERED_AT:x-whole}}</dd></div>
<div class="facts-row"><dt>いまの状態</dt><dd>{{#ISSUED}}ハガキの発送の準備が済んでいます{{/ISSUED}}{{#WAITING}}まだハガキを作っていません{{/WAITING}}</dd></div>
</dl>
<form method="post" action="{{BASE}}/reissue/postcard/stop">
<input type="hidden" name="csrf" value="{{CSRF}}">
<div class="actions"><button class="button" type="submit">申込みを止める</button></div>
</form>
</div>
<section class="block">
<h2>止めるとどうなるか</h2>
<ul class="list">
{{#ISSUED}}<li>ハガキが届くことがありますが、使えません。</li>{{/ISSUED}}{{#WAITING}}<li>ハガキはお送りしません。</li>{{/WAITING}}
<li>いままでの<span class="nw">ログインID</span>とパスワードは、そのまま使えます。</li>
</ul>
<p>ご家族で同じメールアドレスを使っているときは、ご家族の申込みかもしれません。止める前に確かめてください。</p>
</section>
{{/STOPPABLE}}
{{#USED}}
<div>
<h1><span class="phrase">お知らせハガキは、</span><span class="phrase">すでに使われています</span></h1>
<p class="lead">このハガキで登録のやり直しが済んでいるため、申込みは止められません。</p>
</div>
<section class="block">
<h2>心当たりがないとき</h2>
<p>ほかの方が手続きしたおそれがあります。すぐに、この下の電話番号へお電話ください。</p>
</section>
{{/USED}}
{{#UNKNOWN}}
<div>
<h1><span class="phrase">申込みを止める</span><span class="phrase">URLは</span><span class="phrase">使えません</span></h1>
<p class="lead">申込みは、まだ止まっていません。</p>
</div>
<section class="block">
<h2>考えられる理由</h2>
<ul class="list">
<li>URLの一部が欠けています。メールのURLを最後まで開いてください。</li>
<li>画面を開いたまま、30分が過ぎました。メールのURLをもう一度開いてください。</li>
<li>ブラウザーがクッキー（Cookie）を受け付けない設定です。受け付けるようにして、メールのURLをもう一度開いてください。</li>
<li>お申込みから1年が過ぎました。</li>
</ul>
<p>うまくいかないときは、この下の電話番号へお電話ください。</p>
</section>
{{/UNKNOWN}}
</div>
