{{%AUTOESCAPE context="HTML"}}
<div class="narrow sections">
<div>
{{#LATE_ELDER}}
<h1>申請はできません</h1>
<p class="lead">75歳のお誕生日から、後期高齢者医療制度に移っています。健康保険組合の限度額申請は、そのお誕生日の前日までの受診が対象です。</p>
<p>これから受診するときの手続きは、お住まいの市区町村の後期高齢者医療の窓口におたずねください。お誕生日より前の受診については、お電話ください。</p>
{{/LATE_ELDER}}
{{#LEFT}}
<h1>申請はできません</h1>
<p class="lead">限度額申請ができるのは、健康保険の資格がある方だけです。あなたの資格は、いまはありません。</p>
<p>これから受診するときの手続きは、いま加入している健康保険におたずねください。資格があった間の受診については、お電話ください。</p>
{{/LEFT}}
{{#OPEN}}
<h1><span class="phrase">この方の申請は、</span><span class="phrase">受付済みです</span></h1>
<p class="lead">{{NAME}} 様の申請は、受付番号 <span class="number">{{RECEIPT_NUMBER}}</span> で受け付けています。今回の内容は申請していません。同時に申請できるのは、お一人につき1件です。</p>
<p>内容を変えたいときは、受け付けた申請を取り下げてから、もう一度申請してください。差戻しのときは、そのまま直して送れます。確認が始まっているときは、お電話ください。</p>
<div class="actions"><a class="button" href="{{URL}}">受け付けた申請を見る</a></div>
{{/OPEN}}
{{#NOT_HERE}}
<h1><span class="phrase">この画面では</span><span class="phrase">受け付けられません</span></h1>
<p class="lead">この方の申請は、この画面では受け付けられません。今回の内容は申請していません。健康保険組合にお電話ください。</p>
{{/NOT_HERE}}
{{#CHANGED}}
<h1>訂正はできません</h1>
<p class="lead">受付番号 <span class="number">{{RECEIPT_NUMBER}}</span> の申請は、いまは訂正できる状況ではありません。今回の内容は送っていません。いまの状況を確かめてください。</p>
<div class="actions"><a class="button" href="{{URL}}">いまの状況を見る</a></div>
{{/CHANGED}}
{{#TOO_LATE}}
<h1>取下げはできません</h1>
<p class="lead">受付番号 <span class="number">{{RECEIPT_NUMBER}}</span> の申請は、健康保険組合が確認を始めたため、この画面では取り下げられません。取り下げたいときは、お電話ください。</p>
<div class="actions"><a class="button" href="{{URL}}">いまの状況を見る</a></div>
{{/TOO_LATE}}
</div>
{{>CONTACT}}
<p><a class="row-link" href="{{BASE}}/limit-certificate">限度額申請に戻る</a></p>
</div>
