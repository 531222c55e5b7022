{{%AUTOESCAPE context="HTML"}}
<div class="field{{#FIELD_FAULTY}} field-bad{{/FIELD_FAULTY}}">
<label for="{{FIELD_NAME}}">{{FIELD_LABEL}}{{#FIELD_REQUIRED}}<span
    class="need">※必須</span>{{/FIELD_REQUIRED}}{{#FIELD_OPTIONAL}}<span class="may">※任意</span>{{/FIELD_OPTIONAL}}</label>
<div id="{{FIELD_NAME}}-about">
{{#FIELD_HINT}}<p class="hint">{{HINT_TEXT:x-whole}}</p>{{/FIELD_HINT}}
{{#FIELD_ERROR}}<p class="message">{{>FAULT_MARK}}<span><span
    class="sr">エラー：</span>{{ERROR_TEXT:x-whole}}</span></p>{{/FIELD_ERROR}}
</div>
<div class="entry"><input class="input" id="{{FIELD_NAME}}"
    name="{{FIELD_NAME}}" type="{{FIELD_TYPE}}"{{#FIELD_KEPT}} value="{{FIELD_VALUE}}"{{/FIELD_KEPT}}
    autocomplete="{{FIELD_AUTOCOMPLETE}}"{{#FIELD_NEW_PASSWORD}}
    passwordrules="minlength: 8; maxlength: 128; required: lower; required: digit; allowed: ascii-printable;"
    {{/FIELD_NEW_PASSWORD}} inputmode="{{FIELD_INPUTMODE}}"{{#FIELD_PLAIN_TEXT}}
    autocapitalize="none"{{/FIELD_PLAIN_TEXT}} spellcheck="false"
    aria-describedby="{{FIELD_NAME}}-about"{{#FIELD_FAULTY}} aria-invalid="true"{{/FIELD_FAULTY}}{{#FIELD_FIRST}}
    autofocus{{/FIELD_FIRST}}
    >{{#FIELD_REVEAL}}<button class="reveal" type="button" data-reveals="{{FIELD_NAME}}"
    hidden><span class="sr">{{FIELD_LABEL}}を</span><span data-word>表示</span></button>{{/FIELD_REVEAL}}</div>
</div>
