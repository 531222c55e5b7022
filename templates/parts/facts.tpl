{{%AUTOESCAPE context="HTML"}}
<dl class="facts facts-box">
{{#FACT}}<div class="facts-row"><dt>{{FACT_LABEL}}</dt><dd>{{FACT_TEXT:x-whole}}</dd></div>
{{/FACT}}</dl>
