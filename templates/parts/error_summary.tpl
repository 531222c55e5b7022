{{%AUTOESCAPE context="HTML"}}
<div class="summary" role="alert" tabindex="-1" data-focus>
<h2>{{>FAULT_MARK}}入力を確認してください</h2>
<ul>
{{#FAULT}}<li><a href="#{{FAULT_FIELD}}"><span>{{FAULT_TEXT:x-whole}}</span></a></li>
{{/FAULT}}</ul>
</div>
