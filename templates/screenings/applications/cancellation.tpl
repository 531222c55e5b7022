{{%AUTOESCAPE context="HTML"}}
<div class="narrow sections">
<div>
<p class="back"><a class="row-link" href="{{URL}}">申込みの内容に戻る</a></p>
{{#IN_TIME}}<h1><span class="phrase">がん検診の</span><span class="phrase">申込みの取消</span></h1>
<p class="lead">受付番号 <span class="number">{{RECEIPT_NUMBER}}</span> の申込みを取り消します。取り消した申込みは、元に戻せません。もう一度申し込むには、そのときに受付中で、空きがあることが必要です。</p>
{{>FACTS}}
<form method="post" action="{{URL}}/cancellation">
<input type="hidden" name="csrf" value="{{CSRF}}">
<div class="actions"><button class="button" type="submit">この申込みを取り消す</button><a class="button button-second"
    href="{{URL}}">取り消さずに戻る</a></div>
</form>{{/IN_TIME}}
{{#TOO_LATE}}<h1><span class="phrase">この画面では</span><span class="phrase">取り消せません</span></h1>
<p class="lead">取消の受付は、{{CLOSES_ON:x-whole}}で終わりました。受付番号 <span class="number">{{RECEIPT_NUMBER}}</span> の申込みは、そのままです。都合が悪くなったときは、この下の番号にお電話ください。</p>
{{/TOO_LATE}}
</div>
</div>
