{{%AUTOESCAPE context="HTML"}}
<div class="narrow sections">
<div>
<p class="back"><a class="row-link" href="{{BASE}}/limit-certificate">限度額申請に戻る</a></p>
{{#RECEIVED}}<div class="screen-only">{{>STEPS}}</div>
<div class="panel">
<h1>{{>DONE_MARK}}<span><span class="phrase">限度額申請を</span><span class="phrase">受け付けました</span></span></h1>
</div>{{/RECEIVED}}
{{#WITHDRAWN}}<div class="panel">
<h1>{{>DONE_MARK}}<span><span class="phrase">限度額申請を</span><span class="phrase">取り下げました</span></span></h1>
</div>{{/WITHDRAWN}}
{{#IN_BETWEEN}}<h1>限度額申請の内容</h1>{{/IN_BETWEEN}}
<p class="receipt">受付番号 <strong class="receipt-number">{{RECEIPT_NUMBER}}</strong></p>
<p>状況 {{#DUE}}<span class="tag tag-due">{{STATUS}}</span>{{/DUE}}{{#NOT_DUE}}<span
    class="tag">{{STATUS}}</span>{{/NOT_DUE}} <span class="phrase">{{STATUS_TEXT}}</span></p>
{{#WITH_MESSAGE}}<div class="note{{#DUE}} note-due{{/DUE}} after"><h2>健康保険組合からの連絡</h2><p
    class="as-written">{{MESSAGE:p}}</p></div>{{/WITH_MESSAGE}}
{{>BY_WHEN}}
{{#WITHDRAWN}}<div class="actions"><a
    class="button button-second" href="{{BASE}}/limit-certificate/new">もう一度申請する</a></div>{{/WITHDRAWN}}
{{#MAY_CORRECT}}<div class="actions"><a class="button" href="{{URL}}/correction">直して送る</a></div>{{/MAY_CORRECT}}
</div>
<section class="block">
<h2>申請の内容</h2>
{{>FACTS}}
<p class="small soft">申請日時　{{APPLIED_AT:x-whole}}</p>
{{>LIMIT_TABLE}}
</section>
<section class="block">
<h2>これからのこと</h2>
<ul class="list">
{{#WITHDRAWN}}<li class="screen-only">取下げを受け付けたことを、登録されているメールアドレスにもお送りします。</li>{{/WITHDRAWN}}
{{#MAILED}}<li class="screen-only">受付完了のお知らせを、登録されているメールアドレスにお送りします。</li>{{/MAILED}}
<li>状況は、この画面で確かめられます。<span class="nw">お問い合わせ</span>のときは、受付番号をお知らせください。</li>
{{#MAY_WITHDRAW}}<li><a href="{{URL}}/withdrawal">この申請を取り下げる</a>ことができます。{{#RECEIVED}}健康保険組合が確認を始めると、この画面ではできなくなります。{{/RECEIVED}}</li>{{/MAY_WITHDRAW}}
{{#IN_HASTE}}<li>入院が近いなど、お急ぎのときは、お電話ください。</li>{{/IN_HASTE}}
</ul>
{{>CONTACT}}
<div class="actions"><button class="button button-second" type="button" data-print hidden>印刷する</button></div>
</section>
</div>
