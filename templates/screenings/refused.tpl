{{%AUTOESCAPE context="HTML"}}
<div class="narrow sections">
<div>
{{#NOT_ELIGIBLE}}
<h1><span class="phrase">{{TITLE_OF}}は、</span><span
    class="phrase">{{#APPLIED}}申込み済みです{{/APPLIED}}{{#NOT_APPLIED}}いまは申し込めません{{/NOT_APPLIED}}</span></h1>
<p class="lead">{{WHY:x-whole}}</p>
{{#NOTHING_DONE}}<p>今回の内容は申し込んでいません。</p>{{/NOTHING_DONE}}
{{#APPLIED}}<div class="actions"><a class="button" href="{{URL}}">申込みの内容を見る</a></div>{{/APPLIED}}
<dl class="facts facts-box">
<div class="facts-row"><dt>対象</dt><dd>{{WHOM:x-whole}}</dd></div>
<div class="facts-row"><dt>受付</dt><dd>{{WINDOW:x-whole}}</dd></div>
</dl>
{{#MAY_COME}}<p class="after">日をおいて、もう一度この画面を開いてください。</p>{{/MAY_COME}}
{{#FACTS_WRONG}}<p class="after">生年月日や加入した日などが事実と違うと思われるときは、お電話ください。</p>{{/FACTS_WRONG}}
{{/NOT_ELIGIBLE}}
{{#CHANGED}}
<h1><span class="phrase">検診の内容が</span><span class="phrase">変わりました</span></h1>
<p class="lead">{{TITLE_OF}}の案内が、画面を開いている間に変わりました。今回の内容は申し込んでいません。変わった内容を確かめてから、もう一度お申し込みください。</p>
<div class="actions"><a class="button" href="{{URL}}">いまの内容を確かめる</a></div>
{{/CHANGED}}
{{#GONE}}
<h1><span class="phrase">この検診の案内は</span><span class="phrase">終わりました</span></h1>
<p class="lead">{{TITLE_OF}}の案内は、画面を開いている間に終わりました。今回の内容は申し込んでいません。</p>
{{/GONE}}
{{#FOR_WOMEN}}
<h1><span class="phrase">女性専用の</span><span class="phrase">がん検診です</span></h1>
<p class="lead">ここは、女性の方のためのがん検診の画面です。あなたが受けられる検診は、「がん検診」の画面にあります。</p>
<p>健康保険組合の記録の性別が事実と違うときは、お電話ください。</p>
{{/FOR_WOMEN}}
</div>
{{>CONTACT}}
<p><a class="row-link" href="{{LIST_URL}}">検診の一覧に戻る</a></p>
</div>
