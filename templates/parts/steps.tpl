{{%AUTOESCAPE context="HTML"}}
<div class="steps">
<p class="steps-count">全{{STEP_COUNT}}ステップ中 {{STEP_NUMBER}}</p>
<ol>
{{#STEP}}<li{{#STEP_DONE}} class="step-done"{{/STEP_DONE}}{{#STEP_CURRENT}} aria-current="step"{{/STEP_CURRENT}}><span
    class="steps-number">{{#STEP_DONE}}<span aria-hidden="true">✓</span>{{/STEP_DONE}}{{STEP_PLACE}}</span><span
    class="steps-label">{{STEP_LABEL}}{{#STEP_DONE}}<span class="sr">（済み）</span>{{/STEP_DONE}}</span></li>
{{/STEP}}</ol>
</div>
