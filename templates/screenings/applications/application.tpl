{{%AUTOESCAPE context="HTML"}}
<div class="narrow sections">
<div>
<p class="back"><a class="row-link" href="{{LIST_URL}}">検診の一覧に戻る</a></p>
{{#RECEIVED}}<div class="screen-only">{{>STEPS}}</div>
<div class="panel">
<h1>{{>DONE_MARK}}<span><span class="phrase">がん検診の申込みを</span><span class="phrase">受け付けました</span></span></h1>
</div>{{/RECEIVED}}
{{#WITHDRAWN}}<div class="panel">
<h1>{{>DONE_MARK}}<span><span class="phrase">がん検診の申込みを</span><span class="phrase">取り消しました</span></span></h1>
</div>{{/WITHDRAWN}}
{{#IN_BETWEEN}}<h1>がん検診の申込みの内容</h1>{{/IN_BETWEEN}}
<p class="receipt">受付番号 <strong class="receipt-number">{{RECEIPT_NUMBER}}</strong></p>
<p>状況 <span class="tag">{{STATUS}}</span> <span class="phrase">{{STATUS_TEXT}}</span></p>
{{>BY_WHEN}}
{{#WITHDRAWN}}<div class="actions"><a class="button button-second" href="{{LIST_URL}}">申し込める検診を見る</a></div>{{/WITHDRAWN}}
{{#WITH_MESSAGE}}<div class="note after"><h2>健康保険組合からの連絡</h2><p class="as-written">{{MESSAGE:p}}</p></div>{{/WITH_MESSAGE}}
</div>
<section class="block">
<h2>申込みの内容</h2>
{{>FACTS}}
<p class="small soft">申込日時　{{APPLIED_AT:x-whole}}</p>
</section>
<section class="block">
<h2>同意した内容</h2>
<div class="article">
{{>CONSENT_TEXT}}
</div>
</section>
<section class="block">
<h2>これからのこと</h2>
<ul class="list">
{{#WITHDRAWN}}<li class="screen-only">取消を受け付けたことを、登録されているメールアドレスにもお送りします。</li>{{/WITHDRAWN}}
{{#MAILED}}<li class="screen-only">受付完了のお知らせを、登録されているメールアドレスにお送りします。</li>{{/MAILED}}
<li>状況は、この画面で確かめられます。<span class="nw">お問い合わせ</span>のときは、受付番号をお知らせください。</li>
{{#MAY_CANCEL}}<li>都合が悪くなったときは、{{CLOSES_ON:x-whole}}まで、<a href="{{URL}}/cancellation">この申込みを取り消す</a>ことができます。</li>{{/MAY_CANCEL}}
{{#TOO_LATE}}<li>取消の受付は、{{CLOSES_ON:x-whole}}で終わりました。都合が悪くなったときは、お電話ください。</li>{{/TOO_LATE}}
</ul>
{{>CONTACT}}
<div class="actions"><button class="button button-second" type="button" data-print hidden>印刷する</button></div>
</section>
</div>
