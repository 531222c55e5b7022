{{%AUTOESCAPE context="HTML"}}
<dl class="facts facts-box"><div class="facts-row"><dt>送り先</dt><dd
    class="url">{{#TYPED}}{{TYPED_PART}}<wbr>{{/TYPED}}</dd></div>{{#FATE}}
<div class="facts-row"><dt>送信の状況</dt><dd>{{#WAITING}}まだお送りしていません{{/WAITING}}
{{#HANDED}}{{HANDED_AT:x-whole}}に、送り先のメールサーバーに渡しました{{/HANDED}}
{{#REFUSED}}送り先のメールサーバーに断られました{{/REFUSED}}
{{#LATE}}時間内にお送りできませんでした{{/LATE}}</dd></div>{{/FATE}}</dl>
{{#FATE}}
{{#WAITING}}<p>数分たってから、この画面を表示し直してください。同じメールアドレスに短い時間に何度もお申込みがあったときは、<span class="nw">1時間</span>ほどお送りしません。</p>{{/WAITING}}
{{#HANDED}}<p>届いていないときは、迷惑メールのフォルダーを確かめてください。</p>{{/HANDED}}
{{#REFUSED}}<p>メールアドレスが正しいか、メールを受け取れる状態かを確かめてください。正しいときは、別のメールアドレスでお申し込みになるか、お電話ください。</p>{{/REFUSED}}
{{#LATE}}<p>もう一度お申し込みください。</p>{{/LATE}}
{{/FATE}}
{{#NEAR_MISS}}
<div class="note note-due after">
<h2><span class="phrase">メールアドレスは</span><span class="phrase">正しいですか</span></h2>
<p>次のメールアドレスではありませんか。</p>
<p class="url">{{#LIKELY}}{{LIKELY_PART}}<wbr>{{/LIKELY}}</p>
<form method="post" action="{{FORM_URL}}">
<input type="hidden" name="csrf" value="{{CSRF}}">
<input type="hidden" name="email" value="{{LIKELY_ADDRESS}}">
<div class="actions"><button class="button button-second" type="submit">このメールアドレスに送る</button></div>
</form>
<p>入力したメールアドレスで正しいときは、このままメールをお待ちください。</p>
</div>
{{/NEAR_MISS}}
