{{%AUTOESCAPE context="HTML"}}
<dl class="facts facts-box"><div class="facts-row"><dt>送り先</dt><dd
    class="url">{{#TYPED}}{{TYPED_PART}}<wbr>{{/TYPED}}</dd></div></dl>
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
