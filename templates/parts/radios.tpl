{{%AUTOESCAPE context="HTML"}}
<fieldset class="field{{#RADIOS_FAULTY}} field-bad{{/RADIOS_FAULTY}}" aria-describedby="{{RADIOS_NAME}}-about">
<legend>{{RADIOS_LABEL}}<span class="need">※必須</span></legend>
<div id="{{RADIOS_NAME}}-about">
{{#RADIOS_HINT}}<p class="hint">{{HINT_TEXT:x-whole}}</p>{{/RADIOS_HINT}}
{{#RADIOS_ERROR}}<p class="message">{{>FAULT_MARK}}<span><span
    class="sr">エラー：</span>{{ERROR_TEXT:x-whole}}</span></p>{{/RADIOS_ERROR}}
</div>
<div class="choices">
{{#RADIO}}<label class="choice"><input{{#RADIO_FIRST}} id="{{RADIOS_NAME}}"{{/RADIO_FIRST}} type="radio"
    name="{{RADIOS_NAME}}" value="{{RADIO_VALUE}}"{{#RADIO_CHOSEN}} checked{{/RADIO_CHOSEN}}{{#RADIO_AT_ONCE}}
    autofocus{{/RADIO_AT_ONCE}}
    ><span>{{RADIO_LABEL:x-whole}}</span></label>
{{/RADIO}}</div>
</fieldset>
