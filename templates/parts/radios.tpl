{{%AUTOESCAPE context="HTML"}}
<fieldset class="field{{#RADIOS_FAULTY}} field-bad{{/RADIOS_FAULTY}}" aria-describedby="{{RADIOS_NAME}}-about">
<legend>{{RADIOS_LABEL}}<span class="need">※必須</span></legend>
<div id="{{RADIOS_NAME}}-about">
{{#RADIOS_HINT}}<p class="hint">{{HINT_TEXT}}</p>{{/RADIOS_HINT}}
{{#RADIOS_ERROR}}<p class="message"><svg viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2.5"
    stroke-linecap="round" aria-hidden="true"><circle cx="12" cy="12" r="9.5"/><path
    d="M12 7v6M12 17v.1"/></svg><span><span class="sr">エラー：</span>{{ERROR_TEXT}}</span></p>{{/RADIOS_ERROR}}
</div>
<div class="choices">
{{#RADIO}}<label class="choice"><input{{#RADIO_FIRST}} id="{{RADIOS_NAME}}"{{/RADIO_FIRST}} type="radio"
    name="{{RADIOS_NAME}}" value="{{RADIO_VALUE}}"{{#RADIO_CHOSEN}} checked{{/RADIO_CHOSEN}}
    ><span>{{RADIO_LABEL}}</span></label>
{{/RADIO}}</div>
</fieldset>
