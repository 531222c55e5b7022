{{%AUTOESCAPE context="HTML"}}
<div class="sections">
<div>
<h1>医療費通知</h1>
<p class="lead">医療機関などから健康保険組合に届いた請求をもとにした、{{#FAMILY}}ご家族{{/FAMILY}}{{#ALONE}}あなた{{/ALONE}}の医療費です。</p>
</div>
<div class="picks">
<nav class="pick" aria-label="年を選ぶ">{{#YEAR}}<a href="{{YEAR_URL}}"{{#YEAR_CURRENT}}
    aria-current="true"{{/YEAR_CURRENT}}>{{YEAR_LABEL}}</a>{{/YEAR}}</nav>
{{#PEOPLE}}<nav class="pick" aria-label="受診した人を選ぶ"><a href="{{EVERYONE_URL}}"{{#EVERYONE_CURRENT}}
    aria-current="true"{{/EVERYONE_CURRENT}}>全員</a>{{#PERSON}}<a href="{{PERSON_URL}}"{{#PERSON_CURRENT}}
    aria-current="true"{{/PERSON_CURRENT}}>{{PERSON_NAME}}</a>{{/PERSON}}</nav>{{/PEOPLE}}
</div>
<dl class="totals">
<div class="totals-key"><dt>窓口で支払った額{{#IN}}（{{MONTHS_IN}}）{{/IN}}</dt><dd>{{AT_WINDOW}}</dd></div>
<div><dt>医療費の総額</dt><dd>{{TOTAL}}</dd></div>
<div><dt>健保が負担した額</dt><dd>{{BY_SOCIETY}}</dd></div>
<div><dt>公費が負担した額</dt><dd>{{BY_FUNDS}}</dd></div>
</dl>
<section class="block"><h2>月ごとの窓口負担（円）</h2>
{{>CHART}}
</section>
{{#NOTES}}<div class="note">
{{#NOTE}}<p>{{NOTE_TEXT}}</p>
{{/NOTE}}</div>{{/NOTES}}
<section class="block"><h2>{{YEAR_NAME}}の明細</h2>
{{#NO_LINES}}<p>{{YEAR_NAME}}の明細は、まだありません。</p>{{/NO_LINES}}
{{#LINES}}
<section class="scroll" aria-label="明細の表" tabindex="0"><table class="expenses">
<caption class="sr">{{YEAR_NAME}}（{{YEAR_NUMBER}}年）の明細。新しい月が上です</caption>
<thead><tr><th scope="col">受診した人</th><th scope="col">区分</th><th scope="col">医療機関など</th><th scope="col">日数</th>
<th scope="col" class="yen">総額</th><th scope="col" class="yen">健保の負担</th><th scope="col" class="yen">公費の負担</th>
<th scope="col" class="yen">窓口負担</th></tr></thead>
{{#MONTH}}<tbody><tr class="month"><th scope="rowgroup" colspan="4">{{MONTH_NUMBER}}月診療分</th><td class="yen">{{TOTAL}}</td>
<td class="yen">{{BY_SOCIETY}}</td><td class="yen{{#NO_FUNDS}} nil{{/NO_FUNDS}}">{{BY_FUNDS}}</td>
<td class="yen">{{AT_WINDOW}}</td></tr>
{{#LINE}}<tr><th scope="row">{{NAME}}</th><td>{{CATEGORY}}</td><td>{{PROVIDER}}{{#NAMELESS}}（名称なし）{{/NAMELESS}}</td>
<td>{{DAYS}}</td><td class="yen">{{TOTAL}}</td><td class="yen">{{BY_SOCIETY}}</td>
<td class="yen{{#NO_FUNDS}} nil{{/NO_FUNDS}}">{{BY_FUNDS}}</td><td class="yen">{{AT_WINDOW}}</td></tr>
{{#WHY}}<tr class="why"><td colspan="8"><details><summary>窓口で払った金額と違うとき</summary><p>{{REASONS}}</p></details></td></tr>
{{/WHY}}{{/LINE}}</tbody>
{{/MONTH}}<tfoot><tr><th scope="row" colspan="4">{{YEAR_NAME}}の合計</th><td class="yen">{{TOTAL}}</td>
<td class="yen">{{BY_SOCIETY}}</td><td class="yen">{{BY_FUNDS}}</td><td class="yen">{{AT_WINDOW}}</td></tr></tfoot>
</table></section>
{{/LINES}}
{{#NAMELESS_EXPLAINED}}<p class="small after">（名称なし）は、請求に医療機関などの名前がないものです。接骨院などの施術に多くあります。確定申告には、領収書をお使いください。</p>{{/NAMELESS_EXPLAINED}}
<p class="after"><a class="row-link" href="{{TAX_URL}}">医療費控除（確定申告）の準備</a></p>
<p><a class="row-link" href="{{BASE}}/help/expenses">金額が領収書と違うとき、載っていないとき</a></p>
<div class="actions"><a class="button button-second" href="{{PDF_URL}}">PDFで保存（印刷用）</a><a class="button button-second"
    href="{{CSV_URL}}">CSVで保存（{{CSV_KILOBYTES}}KB）</a><a class="button button-second" href="{{CP932_URL}}">CSVで保存（古いExcel用）</a></div>
</section>
</div>
