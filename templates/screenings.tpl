{{%AUTOESCAPE context="HTML"}}
<div class="narrow sections">
<div>
{{#GENERAL}}<h1>がん検診</h1>{{/GENERAL}}
{{#OF_WOMEN}}<p class="back"><a class="row-link" href="{{BASE}}/screenings">がん検診に戻る</a></p>
<h1><span class="phrase">がん検診</span> <span class="phrase">女性専用</span></h1>{{/OF_WOMEN}}
{{>LEFT}}
{{#INVITES}}<p class="lead">{{LEAD}}</p>{{/INVITES}}
{{#NONE}}<p>今年度の検診の案内は、まだありません。案内が始まると、この画面に表示されます。</p>{{/NONE}}
{{#TO_WOMEN}}<p><a class="row-link" href="{{BASE}}/screenings/women">がん検診 女性専用（乳がん、子宮頸がんなど）</a></p>{{/TO_WOMEN}}
</div>
{{#APPLIED_LIST}}
<section class="block">
<h2>あなたの申込み</h2>
<ul class="news">
{{#APPLICATION}}<li>
<p class="news-when"><time datetime="{{APPLIED_ON_ISO}}">{{APPLIED_ON}}</time><span class="tag">{{STATUS}}</span></p>
<div><a href="{{URL}}">{{TITLE_OF:x-whole}}<span
    class="phrase">（受付番号 <span class="number">{{RECEIPT_NUMBER}}</span>）</span></a>{{#WITH_MESSAGE}}<p
    class="as-written">健康保険組合からの連絡：{{MESSAGE:p}}</p>{{/WITH_MESSAGE}}</div>
</li>
{{/APPLICATION}}</ul>
</section>
{{/APPLIED_LIST}}
{{#OPEN_LIST}}
<section class="block">
<h2>いま申し込める検診</h2>
<ul class="offers">
{{#OPEN}}<li>
<h3><a href="{{URL}}"><span>{{TITLE_OF:x-whole}}</span></a></h3>
<p><strong>申込受付中</strong>　<span class="phrase">締切 <span class="nw">{{CLOSES_ON:x-whole}}</span></span></p>
<p><span class="nw">{{YEAR}}</span>　<span class="nw">費用 {{FEE:x-whole}}</span></p>
<p class="small soft">対象　{{WHOM:x-whole}}</p>
</li>
{{/OPEN}}</ul>
</section>
{{/OPEN_LIST}}
{{#CLOSED_LIST}}
<section class="block">
<h2>いまは申し込めない検診</h2>
<ul class="offers">
{{#CLOSED}}<li>
<h3>{{TITLE_OF:x-whole}}</h3>
<p>{{WHY:x-whole}}</p>
<p class="small soft">{{YEAR}}　費用 {{FEE:x-whole}}<br>対象　{{WHOM:x-whole}}</p>
</li>
{{/CLOSED}}</ul>
</section>
{{/CLOSED_LIST}}
<p><a class="row-link" href="{{BASE}}/help/screenings">がん検診の申込みについて</a></p>
</div>
