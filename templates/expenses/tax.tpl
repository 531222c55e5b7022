{{%AUTOESCAPE context="HTML"}}
<div class="sections">
<div>
<p class="back"><a class="row-link" href="{{EXPENSES_URL}}">医療費通知に戻る</a></p>
<h1><span class="phrase"><span class="nw">{{YEAR_NAME}}</span><span class="nw">（{{YEAR_NUMBER}}年）の</span></span><span
    class="phrase">医療費控除の準備</span> <span class="h1-whose">{{WHOSE}}</span></h1>
<p class="lead">確定申告の「医療費控除の明細書」に書く金額を、健康保険組合に届いている診療分から集計しました。</p>
{{#OTHER_YEARS}}<ul class="links links-row screen-only">
{{#YEAR}}<li><a href="{{YEAR_URL}}">{{YEAR_LABEL}}を集計する</a></li>
{{/YEAR}}</ul>{{/OTHER_YEARS}}
</div>
{{#PEOPLE}}<form class="block narrow screen-only" method="get" action="{{BASE}}/expenses/tax">
<input type="hidden" name="year" value="{{YEAR_NUMBER}}">
<fieldset class="field" aria-describedby="person-about">
<legend>いっしょに申告する人</legend>
<p class="hint" id="person-about">生活費を共にするご家族の医療費は、合わせて申告できます。</p>
<div class="choices">
{{#PERSON}}<label class="choice"><input type="checkbox"
    name="person-{{BRANCH}}" value="yes"{{#CHOSEN}} checked{{/CHOSEN}}><span>{{PERSON_NAME}}</span></label>
{{/PERSON}}</div>
</fieldset>
<div class="actions"><button class="button button-second" type="submit">選んだ人で集計する</button><a class="button button-second"
    href="{{ALL_URL}}">家族全員で集計する</a></div>
</form>{{/PEOPLE}}
<section class="block"><h2>明細書の「1　医療費通知に記載された事項」</h2>
<dl class="totals totals-list">
<div><dt>(1) 医療費通知に記載された医療費の額</dt><dd class="yen">{{NOTICED}}</dd></div>
<div><dt>(2) (1)のうちその年中に実際に支払った医療費の額</dt><dd class="yen">{{PAID}}</dd></div>
<div><dt>(3) (2)のうち生命保険や社会保険などで補填される金額</dt><dd class="yen">{{PAID_BACK}}</dd></div>
<div class="key"><dt>(2)から(3)を引いた額</dt><dd class="yen">{{REST}}</dd></div>
</dl>
<p class="after">{{#OFFICIAL}}<a href="{{PDF_URL}}">医療費通知のPDF</a>を、医療費通知として申告に使えます。{{/OFFICIAL}}{{#REFERENCE}}この画面と<a
    href="{{PDF_URL}}">PDF</a>は参考です。申告の医療費通知には、健康保険組合が発行した医療費通知か、マイナポータルの医療費通知情報をお使いください。{{/REFERENCE}}</p>
</section>
<div class="note narrow">
<h2>書く前に直すところ</h2>
<ul class="list">
<li>健康保険組合には、支払った日がわかりません。年をまたいで支払った分や、まだ支払っていない分は、(2)から引いてください。</li>
<li>領収書と金額が違う分、自治体の助成で払わなかった分は、実際に支払った額に直してください。</li>
<li>生命保険の給付金など、健康保険組合のほかから受け取るお金は、(3)に足してください。</li>
{{#NOTE}}<li>{{NOTE_TEXT:x-whole}}</li>
{{/NOTE}}</ul>
</div>
{{#BACK}}<section class="block"><h2>(3)に入れた額</h2>
<p>付加給付と高額療養費です。窓口負担の額（計算）までを入れています。高額療養費がすでに窓口で差し引かれているときは、その分を(3)から引いてください。差し引かれていることが明細からわかる分は、はじめから入れていません。</p>
<table><caption class="sr">補填される金額の内訳</caption>
<thead><tr><th scope="col">診療月</th><th scope="col">受診した人</th><th scope="col">医療機関など</th><th scope="col" class="yen">窓口負担の額（計算）</th>
<th scope="col" class="yen">補填される金額</th></tr></thead>
<tbody>
{{#BACK_LINE}}<tr><th scope="row"><span class="cell" aria-hidden="true">診療月</span><span>{{MONTH}}月</span></th>
<td><span class="cell" aria-hidden="true">受診した人</span><span>{{NAME}}</span></td><td><span class="cell"
    aria-hidden="true">医療機関など</span><span>{{PROVIDER}}</span></td>
<td class="yen"><span class="cell" aria-hidden="true">窓口負担の額（計算）</span><span>{{AT_WINDOW}}</span></td>
<td class="yen"><span class="cell" aria-hidden="true">補填される金額</span><span>{{AMOUNT}}</span></td></tr>
{{/BACK_LINE}}</tbody>
</table></section>{{/BACK}}
{{#NAMELESS}}<section class="block"><h2>入れていない明細</h2>
<p>医療機関などの名称がない明細は、医療費控除に使えないため、合計{{NAMELESS_SUM:x-whole}}を除きました。領収書をもとに「2　医療費の明細」に書いてください。</p>
<details class="fold"><summary><span>入れていない明細<span class="screen-only">を見る</span></span></summary><div>
<table><caption class="sr">名称がない明細</caption>
<thead><tr><th scope="col">診療月</th><th scope="col">受診した人</th><th scope="col">区分</th><th scope="col" class="yen">窓口負担の額（計算）</th></tr></thead>
<tbody>
{{#NAMELESS_LINE}}<tr><th scope="row"><span class="cell" aria-hidden="true">診療月</span><span>{{MONTH}}月</span></th>
<td><span class="cell" aria-hidden="true">受診した人</span><span>{{NAME}}</span></td><td><span class="cell"
    aria-hidden="true">区分</span><span>{{CATEGORY}}</span></td>
<td class="yen"><span class="cell" aria-hidden="true">窓口負担の額（計算）</span><span>{{AT_WINDOW}}</span></td></tr>
{{/NAMELESS_LINE}}</tbody>
</table></div></details></section>{{/NAMELESS}}
<section class="block narrow">
<h2><span class="phrase">国税庁の</span><span class="phrase">「医療費集計フォーム」を</span><span class="phrase">使うとき</span></h2>
<p>(1)～(3)を書くかわりに、医療機関などごとの額を国税庁のフォーム（Excel）に入れて、申告書に取り込むこともできます。同じ医療費を両方に書かないでください。</p>
{{#NO_ROWS}}<p>入れられる明細は、まだありません。届いてから、もう一度この画面を開いてください。</p>{{/NO_ROWS}}
{{#TOO_MANY}}<p><strong>フォームに入るのは{{ROWS_MAX}}行までのため、{{LEFT_OUT_COUNT}}行（{{LEFT_OUT_PAID:x-whole}}）を除きました。</strong>人を分けて集計してください。</p>{{/TOO_MANY}}
{{#SHORTENED}}<p>フォームの文字数（全角で、人は<span class="nw">10文字、</span>医療機関などは<span class="nw">20文字</span>）に収まるように、次の名前を短くしました。</p>
<ul class="list">
{{#SHORTENED_NAME}}<li><span class="phrase">{{FULL}}</span> <span class="phrase">→ {{KEPT}}</span></li>
{{/SHORTENED_NAME}}</ul>{{/SHORTENED}}
{{#ROWS}}
<ol class="list">
<li>下のCSVをExcelで開き、<span class="nw">2行目</span>から下をコピーします。</li>
<li>フォームの「医療を受けた人」の列に、値として貼り付けます。列の並びは同じです。</li>
<li>金額を領収書で確かめ、医療費通知に載らない分を足します。</li>
</ol>
<p><span class="nw">{{ROW_COUNT}}行</span>あります。人と医療機関などごとに<span class="nw">1年分</span>をまとめ、支払年月日は空けてあります。窓口負担の額（計算）が0円のものは入れていません。</p>
<div class="actions"><a class="button button-second" href="{{CSV_URL}}">集計フォーム用のCSV（{{CSV_KILOBYTES}}KB）</a></div>{{/ROWS}}
</section>
<section class="block narrow"><h2>医療費通知に載らないもの</h2>
<p>市販の薬、通院の交通費、健康保険を使わない治療、介護保険のサービスなどは、医療費通知に載りません。医療費控除を受けられるものは、領収書をもとに「2　医療費の明細」に書いてください。入院中の食事の自己負担が、窓口負担の額（計算）に入っていないときも同じです。</p>
<p><a class="row-link" href="{{BASE}}/help/tax">医療費控除についてのヘルプ</a></p>
</section>
</div>
