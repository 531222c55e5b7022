{{%AUTOESCAPE context="HTML"}}
<div class="narrow">
<p class="back"><a class="row-link" href="{{URL}}">申請の内容に戻る</a></p>
<h1>限度額申請の取下げ</h1>
<p class="lead">受付番号 <span class="number">{{RECEIPT_NUMBER}}</span> の申請を取り下げます。取り下げた申請は、元に戻せません。必要になったら、もう一度申請してください。</p>
{{>FACTS}}
<form method="post" action="{{URL}}/withdrawal">
<input type="hidden" name="csrf" value="{{CSRF}}">
<div class="actions"><button class="button" type="submit">この申請を取り下げる</button><a class="button button-second"
    href="{{URL}}">取り下げずに戻る</a></div>
</form>
</div>
