{{%AUTOESCAPE context="HTML"}}
<div class="narrow">
<p class="back"><a class="row-link" href="{{BASE}}/limit-certificate">限度額申請に戻る</a></p>
{{>ERROR_SUMMARY}}
<h1><span class="phrase">申請が必要かどうかの</span><span class="phrase">確認</span></h1>
<p class="lead">3つの質問にお答えください。答えは保存しません。</p>
<form method="post" action="{{BASE}}/limit-certificate/guide" novalidate>
<input type="hidden" name="csrf" value="{{CSRF}}">
{{>CARD}}
{{>PLACE}}
{{>TAX}}
<div class="actions"><button class="button" type="submit">結果を見る</button></div>
</form>
<p><a class="row-link" href="{{BASE}}/limit-certificate/new">確かめずに申請へ進む</a></p>
</div>
