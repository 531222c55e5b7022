{{%AUTOESCAPE context="HTML"}}
<div class="summary" role="alert" tabindex="-1" data-focus>
<h2><svg viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2.5" stroke-linecap="round"
    aria-hidden="true"><circle cx="12" cy="12" r="9.5"/><path d="M12 7v6M12 17v.1"/></svg>入力を確認してください</h2>
<ul>
{{#FAULT}}<li><a href="#{{FAULT_FIELD}}">{{FAULT_TEXT}}</a></li>
{{/FAULT}}</ul>
</div>
