{{%AUTOESCAPE context="HTML"}}
<div class="narrow stack">
<div>
<h1>トピックス</h1>
{{#SOME}}<p class="lead">健康づくりや健康保険のしくみについての記事です。</p>{{/SOME}}
{{#NONE}}<p class="lead">いま掲載している記事はありません。</p>{{/NONE}}
</div>
{{#LIST}}
<ul class="news">
{{>NEWS}}
</ul>
{{/LIST}}
{{>PAGING}}
</div>
