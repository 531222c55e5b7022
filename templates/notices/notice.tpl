{{%AUTOESCAPE context="HTML"}}
<div class="narrow">
<p class="back"><a class="row-link" href="{{BASE}}/notices">健保からのお知らせの一覧に戻る</a></p>
{{>ARTICLE}}
</div>
