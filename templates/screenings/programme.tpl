{{%AUTOESCAPE context="HTML"}}
<div class="narrow">
<p class="back"><a class="row-link" href="{{LIST_URL}}">検診の一覧に戻る</a></p>
{{>STEPS}}
{{>ERROR_SUMMARY}}
<h1>{{PROGRAMME_TITLE}}<span class="phrase">の申込み</span></h1>
<div class="article after">
{{>DESCRIPTION}}
</div>
{{>FACTS}}
<form class="after" method="post" action="{{FORM_URL}}" novalidate>
<input type="hidden" name="csrf" value="{{CSRF}}">
<input type="hidden" name="version" value="{{VERSION}}">
{{#ITEMS}}<fieldset class="field{{#ITEMS_FAULTY}} field-bad{{/ITEMS_FAULTY}}" aria-describedby="item-about">
<legend>受ける検査<span class="need">※必須</span></legend>
<div id="item-about">
{{#SEVERAL}}<p class="hint">いくつでも選べます。</p>{{/SEVERAL}}
{{#ITEMS_ERROR}}<p class="message">{{>FAULT_MARK}}<span><span
    class="sr">エラー：</span>{{ERROR_TEXT}}</span></p>{{/ITEMS_ERROR}}
</div>
<div class="choices">
{{#ITEM}}<label class="choice"><input{{#ITEM_FIRST}} id="item"{{/ITEM_FIRST}} type="{{ITEM_TYPE}}"
    name="{{ITEM_NAME}}" value="{{ITEM_VALUE}}"{{#ITEM_CHOSEN}} checked{{/ITEM_CHOSEN}}{{#ITEM_AT_ONCE}}
    autofocus{{/ITEM_AT_ONCE}}
    ><span>{{ITEM_LABEL}}</span></label>
{{/ITEM}}</div>
</fieldset>{{/ITEMS}}
{{>POSTAL_CODE}}
{{>ADDRESS}}
{{>TELEPHONE_NUMBER}}
<fieldset class="field{{#CONSENT_FAULTY}} field-bad{{/CONSENT_FAULTY}}" aria-describedby="consent-about">
<legend>同意<span class="need">※必須</span></legend>
<div class="note article">
{{>CONSENT_TEXT}}
</div>
<div id="consent-about">
{{#CONSENT_ERROR}}<p class="message">{{>FAULT_MARK}}<span><span
    class="sr">エラー：</span>{{CONSENT_ERROR_TEXT}}</span></p>{{/CONSENT_ERROR}}
</div>
<div class="choices">
<label class="choice"><input id="consent" type="checkbox"
    name="consent" value="yes"{{#CONSENT_CHOSEN}} checked{{/CONSENT_CHOSEN}}><span>上の内容に同意する</span></label>
</div>
</fieldset>
<div class="actions"><button class="button" type="submit">確認へ進む</button></div>
</form>
</div>
