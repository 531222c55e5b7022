{{%AUTOESCAPE context="HTML"}}
<div class="narrow sections">
<div>
<div class="panel">
<h1>{{>DONE_MARK}}<span><span class="phrase">家族の医療費の</span><span class="phrase">表示を保存しました</span></span></h1>
</div>
</div>
<section class="block">
<h2>いまの設定</h2>
{{#SHOWN}}<p>被保険者の方に、あなたの医療費を<strong>表示します</strong>。</p>{{/SHOWN}}
{{#HIDDEN}}<p>被保険者の方に、あなたの医療費を<strong>表示しません</strong>。</p>{{/HIDDEN}}
<div class="actions"><a class="button" href="{{BASE}}/home">Homeへ</a></div>
<p><a class="row-link" href="{{BASE}}/family">家族の医療費の表示に戻る</a></p>
</section>
</div>
