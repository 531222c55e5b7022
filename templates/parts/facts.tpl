{{%AUTOESCAPE context="HTML"}}
<dl class="facts facts-box">
{{#FACT}}<div class="facts-row"><dt>{{FACT_LABEL}}</dt><dd>{{FACT_TEXT}}</dd></div>
{{/FACT}}</dl>
