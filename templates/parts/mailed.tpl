{{%AUTOESCAPE context="HTML"}}
<dl class="facts facts-box"><div class="facts-row"><dt>送り先</dt><dd class="url">{{ADDRESS}}</dd></div></dl>
{{#NEAR_MISS}}
<div class="note note-due after">
<h2><span class="phrase">メールアドレスは</span><span class="phrase">正しいですか</span></h2>
<p>「<span class="url">{{LIKELY}}</span>」ではありませんか。</p>
<form method="post" action="{{FORM_URL}}">
<input type="hidden" name="csrf" value="{{CSRF}}">
<input type="hidden" name="email" value="{{LIKELY}}">
<div class="actions"><button class="button button-second" type="submit"><span><span class="url">{{LIKELY}}</span><span
    class="phrase">に送る</span></span></button></div>
</form>
<p>「<span class="url">{{ADDRESS}}</span>」で正しいときは、このままメールをお待ちください。</p>
</div>
{{/NEAR_MISS}}
