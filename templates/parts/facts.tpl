{{%AUTOESCAPE context="HTML"}}
<dl class="facts facts-box">
{{#FACT}}<div class="facts-row"><dt>{{FACT_LABEL}}</dt><dd>{{FACT_TEXT:x-whole}}</dd>{{#FACT_CHANGE}}<dd
    class="facts-change"><button class="change" type="submit" form="check"
    name="revise" value="{{CHANGE_FIELD}}">変更<span class="sr">：{{FACT_LABEL}}</span></button></dd>{{/FACT_CHANGE}}</div>
{{/FACT}}</dl>
