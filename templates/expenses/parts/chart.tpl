{{%AUTOESCAPE context="HTML"}}
<ol class="bars">
{{#BAR}}<li>{{#LINKED}}<a href="{{MONTH_URL}}"><span class="bars-month">{{NUMBER}}月</span><svg viewBox="0 0 100 100"
    preserveAspectRatio="none" aria-hidden="true"><rect y="{{TOP}}" width="{{PART}}" height="{{PART}}"/></svg><span
    class="yen">{{AMOUNT}}<span class="bars-unit">円</span></span></a>{{/LINKED}}{{#NONE}}<span class="bars-none"><span
    class="bars-month">{{NUMBER}}月</span><svg aria-hidden="true"></svg><span
    class="yen">{{WORDS}}</span></span>{{/NONE}}</li>
{{/BAR}}</ol>
