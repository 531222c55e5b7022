{{%AUTOESCAPE context="HTML"}}
<div class="narrow stack">
<div>
<h1>健保からのお知らせ</h1>
{{#UNREAD}}<p class="lead">未読のお知らせが{{UNREAD_COUNT}}件あります。</p>{{/UNREAD}}
{{#ALL_READ}}<p class="lead">未読のお知らせはありません。</p>{{/ALL_READ}}
{{#NONE}}<p class="lead">いま掲載しているお知らせはありません。</p>{{/NONE}}
</div>
{{#LIST}}
<ul class="news">
{{>NEWS}}
</ul>
{{/LIST}}
{{>PAGING}}
</div>
