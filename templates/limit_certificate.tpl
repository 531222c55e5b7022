{{%AUTOESCAPE context="HTML"}}
<div class="narrow sections">
<div>
<h1>限度額申請</h1>
{{>LEFT}}
{{#CLOSED}}<div class="note note-due after"><p>いまは、新しい申請はできません。</p>
<p><a class="row-link" href="{{BASE}}/limit-certificate/new">申請できない理由と、受診するときの手続き</a></p></div>{{/CLOSED}}
{{#OPEN}}<p class="lead">医療費が高くなるときに、窓口での支払いをひと月の限度額までにする「限度額適用認定証」を申請します。</p>
<div class="note after">
<h2>マイナ保険証を使う方は、多くの場合、申請はいりません</h2>
<p>まず、3つの質問で、申請が必要かどうかを確かめてください。</p>
<div class="actions"><a class="button" href="{{BASE}}/limit-certificate/guide">必要かどうかを確かめる</a></div>
<p><a class="row-link" href="{{BASE}}/limit-certificate/new">確かめずに申請へ進む</a></p>
</div>{{/OPEN}}
</div>
<section class="block">
<h2>これまでの申請</h2>
{{#NONE}}<p>申請はありません。</p>{{/NONE}}
{{#LIST}}
<ul class="news">
{{#APPLICATION}}<li>
<p class="news-when"><time datetime="{{APPLIED_ON_ISO}}">{{APPLIED_ON}}</time>{{#DUE}}<span
    class="tag tag-due">{{STATUS}}</span>{{/DUE}}{{#NOT_DUE}}<span class="tag">{{STATUS}}</span>{{/NOT_DUE}}</p>
<div><a href="{{URL}}"><span class="phrase">{{NAME}} 様の分</span><span
    class="phrase">（受付番号 <span class="number">{{RECEIPT_NUMBER}}</span>）</span></a>{{#WITH_MESSAGE}}<p
    class="as-written">健康保険組合からの連絡：{{MESSAGE:p}}</p>{{/WITH_MESSAGE}}</div>
</li>
{{/APPLICATION}}</ul>
{{/LIST}}
<p><a class="row-link" href="{{BASE}}/help/limit">限度額申請について</a></p>
</section>
</div>
