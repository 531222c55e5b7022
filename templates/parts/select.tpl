{{%AUTOESCAPE context="HTML"}}
<div class="field{{#SELECT_FAULTY}} field-bad{{/SELECT_FAULTY}}">
<label for="{{SELECT_NAME}}">{{SELECT_LABEL}}<span class="need">※必須</span></label>
<div id="{{SELECT_NAME}}-about">
{{#SELECT_HINT}}<p class="hint">{{HINT_TEXT:x-whole}}</p>{{/SELECT_HINT}}
{{#SELECT_ERROR}}<p class="message">{{>FAULT_MARK}}<span><span
    class="sr">エラー：</span>{{ERROR_TEXT:x-whole}}</span></p>{{/SELECT_ERROR}}
</div>
<div class="entry"><select class="input" id="{{SELECT_NAME}}" name="{{SELECT_NAME}}"
    aria-describedby="{{SELECT_NAME}}-about"{{#SELECT_FAULTY}} aria-invalid="true"{{/SELECT_FAULTY}}{{#SELECT_FIRST}}
    autofocus{{/SELECT_FIRST}}>
<option value="">選んでください</option>
{{#OPTION}}<option value="{{OPTION_VALUE}}"{{#OPTION_CHOSEN}} selected{{/OPTION_CHOSEN}}>{{OPTION_LABEL}}</option>
{{/OPTION}}</select></div>
</div>
