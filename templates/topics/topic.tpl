{{%AUTOESCAPE context="HTML"}}
<div class="narrow">
<p class="back"><a class="row-link" href="{{BASE}}/topics">トピックスの一覧に戻る</a></p>
{{>ARTICLE}}
</div>
