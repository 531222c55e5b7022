{{%AUTOESCAPE context="HTML"}}
<div class="narrow sections">
<div>
<p class="back"><a class="row-link" href="{{BASE}}/limit-certificate/guide">質問に戻る</a></p>
{{#NOT_NEEDED}}
{{#SURE}}<h1>申請はいりません</h1>{{/SURE}}{{!
}}{{#TAX_UNKNOWN}}<h1><span class="phrase">多くの場合、</span><span class="phrase">申請はいりません</span></h1>{{/TAX_UNKNOWN}}
<p class="lead">マイナ保険証を使うと、認定証がなくても、窓口での支払いはひと月の限度額までになります。</p>
<ul class="list">
<li>受診のたびに、受付の機械でマイナ保険証を読み取らせてください。「限度額情報の提供」の画面が出たら、「提供する」を選びます。</li>
<li>受診先が、マイナ保険証で資格を確かめるしくみ（オンライン資格確認）を使っていることが必要です。機械の故障などで読み取れないときは、受付で相談してください。</li>
</ul>
{{/NOT_NEEDED}}
{{#PLACE_FIRST}}
<h1><span class="phrase">受診先に</span><span class="phrase">確かめてください</span></h1>
<p class="lead">受診先がオンライン資格確認をしていれば、マイナ保険証だけで、窓口での支払いはひと月の限度額までになり、申請はいりません。</p>
<p>受診先に「マイナ保険証で限度額の確認ができますか」とおたずねください。できないとき、すぐにはわからないときは、申請へお進みください。</p>
{{/PLACE_FIRST}}
{{#FORM}}
<h1><span class="phrase">この画面から</span><span class="phrase">申請できます</span></h1>
<p class="lead">限度額適用認定証をお送りします。受診のときに、窓口で見せてください。</p>
<p>マイナ保険証を使わなくても、受診先で限度額を確かめられることがあります。受付で相談してみてください。</p>
{{/FORM}}
{{#PAPER_FORM}}
<h1><span class="phrase">紙の申請書が</span><span class="phrase">必要です</span></h1>
<p class="lead">住民税が非課税の方は、「限度額適用・標準負担額減額認定証」の申請になります。この画面からは申請できません。</p>
<p>申請書と、非課税を証明する書類が必要です。マイナ保険証を使う方も、まず健康保険組合にお電話ください。必要なものをご案内します。</p>
{{/PAPER_FORM}}
{{#LONG_STAY}}
<h1><span class="phrase">入院が長い方は、</span><span class="phrase">紙の申請書が必要です</span></h1>
<p class="lead">住民税が非課税で、過去<span class="nw">12か月</span>の入院が90日を超える方は、食事代がさらに軽くなることがあります。マイナ保険証を使うときも、申請が必要です。この画面からは申請できません。</p>
<p>申請書のほかに、非課税を証明する書類と、入院した日数がわかる書類（領収書など）が必要です。健康保険組合にお電話ください。</p>
{{/LONG_STAY}}
</div>
{{#TAX_UNKNOWN}}<section class="note">
<h2>住民税が課税されているか、わからない方</h2>
<p>住民税が非課税の方は、手続きが違います。わからないときは、健康保険組合にお電話ください。</p>
{{>CONTACT}}
</section>{{/TAX_UNKNOWN}}
{{#CALL}}
{{>CONTACT}}
<p><a class="row-link" href="{{BASE}}/limit-certificate/new">それでも、この画面の申請へ進む</a></p>{{/CALL}}
{{#GO_ON}}<div class="actions"><a class="button" href="{{BASE}}/limit-certificate/new">申請へ進む</a></div>{{/GO_ON}}
{{#NO_NEED}}<div class="actions"><a class="button" href="{{BASE}}/home">Homeへ</a></div>
<p><a class="row-link" href="{{BASE}}/limit-certificate/new">それでも申請へ進む</a></p>{{/NO_NEED}}
<section class="note">
<h2>70歳から74歳の方</h2>
<p>収入によって、マイナ保険証を使わなくても、認定証がいらないことがあります。迷うときは、健康保険組合にお電話ください。</p>
</section>
</div>
