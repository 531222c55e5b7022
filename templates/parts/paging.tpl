{{%AUTOESCAPE context="HTML"}}
<nav class="paging" aria-label="ページの移動">
<p class="small soft figures">全{{ALL_COUNT}}件中 {{FIRST_PLACE}}～{{LAST_PLACE}}件目</p>
<ul>
{{#BEFORE}}<li><a class="row-link" rel="prev" href="{{BEFORE_URL}}">前のページ</a></li>
{{/BEFORE}}{{#AFTER}}<li><a class="row-link" rel="next" href="{{AFTER_URL}}">次のページ</a></li>
{{/AFTER}}</ul>
</nav>
