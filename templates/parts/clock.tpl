{{%AUTOESCAPE context="HTML"}}
<span class="nw">{{YEAR}}</span><span class="nw">{{DAY_AND_TIME}}</span>