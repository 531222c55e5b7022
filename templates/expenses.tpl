{{%AUTOESCAPE context="HTML"}}
<div class="sections">
<div>
<h1><span class="phrase"><span class="nw">{{YEAR_NAME}}</span><span class="nw">（{{YEAR_NUMBER}}年）の</span></span>医療費通知 <span
    class="h1-whose">{{WHOSE}}</span></h1>
{{#CHOOSE}}<form class="choose" method="get" action="{{BASE}}/expenses"><div><label for="year">年</label><select
    id="year" name="year">{{#YEAR}}<option value="{{OPTION_VALUE}}"{{#CHOSEN}}
    selected{{/CHOSEN}}>{{OPTION_LABEL}}</option>{{/YEAR}}</select></div>
{{#PEOPLE}}<div><label for="person">受診した人</label><select id="person" name="person"><option
    value="">家族全員</option>{{#PERSON}}<option
    value="{{OPTION_VALUE}}"{{#CHOSEN}} selected{{/CHOSEN}}>{{OPTION_LABEL}}</option>{{/PERSON}}</select></div>
{{/PEOPLE}}<button type="submit" class="button button-second">表示する</button></form>{{/CHOOSE}}
</div>
{{#NO_LINES}}<section class="block">
<p><strong>{{YEAR_NAME}}の医療費は、<span class="phrase">まだ届いていません。</span></strong></p>
{{#NOTE}}<p class="small soft">{{NOTE_TEXT:x-whole}}</p>
{{/NOTE}}</section>{{/NO_LINES}}
{{#LINES}}
<section class="block" aria-labelledby="sum"><h2 id="sum">1年の合計</h2>
<dl class="totals">
<div class="key"><dt><span class="phrase">窓口負担の額</span><span class="phrase">（計算）</span><span
    class="totals-when">{{#IN}}<span class="nw">{{MONTHS_IN}}診療分</span>　{{/IN}}<span
    class="nw">{{COUNT}}件</span></span></dt><dd class="yen">{{AT_WINDOW}}</dd></div>
<div><dt>医療費の総額</dt><dd class="yen">{{TOTAL}}</dd></div>
<div><dt>健保が負担した額</dt><dd class="yen">{{BY_SOCIETY}}</dd></div>
<div><dt>公費が負担した額</dt><dd class="yen">{{BY_FUNDS}}</dd></div>
</dl>
<p class="small">「窓口負担の額（計算）」は、総額から健保と公費の負担を引いた額です。{{#RELIEF}}{{RELIEF_TEXT:x-whole}}{{/RELIEF}}<a
    class="screen-only" href="{{BASE}}/help/expenses">領収書と違うとき</a></p>
{{#NOTE}}<p class="small soft">{{NOTE_TEXT:x-whole}}</p>
{{/NOTE}}</section>
<section class="block screen-only" aria-labelledby="take"><h2 id="take">保存・確定申告</h2>
<ul class="links take">
<li><a href="{{TAX_URL}}">{{>PAPER_ICON}}医療費控除（確定申告）の準備</a></li>
<li><a href="{{PDF_URL}}">{{>TAKE_ICON}}印刷用に保存（PDF）</a><a href="{{PDF_OPEN_URL}}">PDFを開く</a></li>
<li><a href="{{CSV_URL}}">{{>TAKE_ICON}}<span>表計算用に保存<span class="phrase">（CSV {{CSV_KILOBYTES}}KB）</span></span></a></li>
<li><a href="{{CP932_URL}}">{{>TAKE_ICON}}古いExcel用に保存（CSV）</a></li>
</ul></section>
<section class="block screen-only" aria-labelledby="chart"><h2 id="chart">月ごとの<span
    class="phrase">窓口負担の額（計算）</span><span class="wide-only small"> 単位：円</span></h2>
{{>CHART}}
</section>
<section class="block" aria-labelledby="lines"><h2 id="lines">月ごとの明細</h2>
{{#SOME_AWAY}}<p class="print-only">この紙には、{{MONTHS_HERE:x-whole}}の明細が載っています。1年分の明細は「PDFを開く」から印刷できます。</p>{{/SOME_AWAY}}
<div class="months">
{{#MONTH}}{{#AWAY}}<div class="month-away" id="m{{MONTH_NUMBER}}"><h3><a
    href="{{MONTH_URL}}">{{MONTH_NUMBER}}月診療分</a> <span class="nw">{{COUNT}}件</span></h3><span
    class="yen">{{AT_WINDOW}}</span></div>{{/AWAY}}{{#HERE}}<details class="month"
    id="m{{MONTH_NUMBER}}"{{#OPEN}} open{{/OPEN}}><summary><h3>{{MONTH_NUMBER}}月診療分 <span
    class="nw">{{COUNT}}件</span></h3><span class="yen">{{AT_WINDOW}}</span></summary><div>
<table class="lines"><caption><span class="sr">{{YEAR_NAME}}{{MONTH_NUMBER}}月診療分、{{WHOSE}}の明細。</span><span
    class="stacked-only">太字の金額は窓口負担の額（計算）です。</span></caption>
<thead><tr><th scope="col">受診した人</th><th scope="col">医療機関など</th><th scope="col">区分・日数</th><th scope="col"
    class="yen">総額</th><th scope="col" class="yen">窓口負担の額（計算）</th><th scope="col">内訳</th></tr></thead>
<tbody>
{{#LINE}}<tr><th scope="row" class="who">{{NAME}}</th><td class="place">{{PROVIDER}}</td>
<td class="kind">{{CATEGORY}} <span class="nw">{{DAYS}}</span></td><td class="yen total">{{TOTAL}}</td>
<td class="yen paid">{{AT_WINDOW}}</td><td class="detail">
<details><summary>内訳<span class="sr">：{{MONTH_NUMBER}}月、{{NAME}}、{{PROVIDER}}、{{CATEGORY}}</span></summary>
<p>{{WHY:x-whole}}</p>
</details></td></tr>
{{/LINE}}</tbody></table>
{{#CUT}}<p class="small">この月は{{COUNT}}件のうち{{SHOWN_COUNT}}件までを表示しています。残りは、受診した人を選ぶか、PDFやCSVで確かめられます。</p>{{/CUT}}
</div></details>{{/HERE}}
{{/MONTH}}</div>
{{#NAMELESS_EXPLAINED}}<p class="small">（名称なし）は、請求に医療機関などの名前がないものです。接骨院などの施術に多くあります。確定申告には、領収書をお使いください。</p>{{/NAMELESS_EXPLAINED}}
</section>
{{/LINES}}
<p class="screen-only"><a class="row-link" href="{{BASE}}/help/expenses"><span><span
    class="phrase">金額が領収書と違うとき、</span><span class="phrase">載っていないとき</span></span></a></p>
</div>
