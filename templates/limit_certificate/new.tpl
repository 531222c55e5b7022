{{%AUTOESCAPE context="HTML"}}
<div class="narrow">
<p class="back"><a class="row-link" href="{{BACK_URL}}">{{BACK_LABEL}}に戻る</a></p>
{{>STEPS}}
{{>ERROR_SUMMARY}}
{{#IS_NEW}}<h1>限度額申請の入力</h1>
<p class="lead">限度額適用認定証の申請です。<a href="{{BASE}}/limit-certificate/guide">申請が必要かどうかの確認</a>がまだの方は、先に確かめてください。</p>{{/IS_NEW}}
{{#IS_CORRECTION}}<h1>限度額申請の訂正</h1>
<p class="lead">受付番号 <span class="number">{{RECEIPT_NUMBER}}</span> の申請を直して、もう一度送ります。</p>
{{#WITH_MESSAGE}}<div class="note note-due after"><h2>健康保険組合からの連絡</h2><p
    class="as-written">{{MESSAGE:p}}</p></div>{{/WITH_MESSAGE}}{{/IS_CORRECTION}}
<form method="post" action="{{FORM_URL}}" novalidate>
<input type="hidden" name="csrf" value="{{CSRF}}">
{{#ONE_PERSON}}<input type="hidden" name="person" value="{{PERSON_BRANCH}}">
<dl class="facts facts-box"><div class="facts-row"><dt>認定証を使う方</dt><dd>{{PERSON_NAME}} 様</dd></div></dl>{{/ONE_PERSON}}
{{>PERSON}}
<div class="pair">
{{>FROM}}
{{>TO}}
</div>
{{>POSTAL_CODE}}
{{>ADDRESS}}
{{>TELEPHONE_NUMBER}}
{{>APPLIED_BY}}
<div class="proxy">
{{>PROXY_NAME}}
{{>PROXY_RELATION}}
{{>PROXY_REASON}}
</div>
{{>LIMIT_TABLE}}
<div class="actions"><button class="button" type="submit">確認へ進む</button></div>
</form>
</div>
