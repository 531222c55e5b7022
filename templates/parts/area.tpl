{{%AUTOESCAPE context="HTML"}}
<div class="field{{#AREA_FAULTY}} field-bad{{/AREA_FAULTY}}">
<label for="{{AREA_NAME}}">{{AREA_LABEL}}</label>
<div id="{{AREA_NAME}}-about">
{{#AREA_HINT}}<p class="hint">{{HINT_TEXT:x-whole}}</p>{{/AREA_HINT}}
{{#AREA_ERROR}}<p class="message">{{>FAULT_MARK}}<span><span
    class="sr">エラー：</span>{{ERROR_TEXT:x-whole}}</span></p>{{/AREA_ERROR}}
</div>
<div class="entry"><textarea class="input input-area" id="{{AREA_NAME}}" name="{{AREA_NAME}}" rows="4"
    aria-describedby="{{AREA_NAME}}-about"{{#AREA_FAULTY}} aria-invalid="true"{{/AREA_FAULTY}}{{#AREA_FIRST}}
    autofocus{{/AREA_FIRST}}>
{{AREA_VALUE:p}}</textarea></div>
</div>
