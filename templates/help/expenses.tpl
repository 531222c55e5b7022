{{%AUTOESCAPE context="HTML"}}
<div class="narrow">
<p class="back"><a class="row-link" href="{{BASE}}/help">ヘルプの一覧に戻る</a></p>
<div class="sections">
<div>
<h1>医療費通知について</h1>
<p class="lead">医療費通知は、医療機関などから健康保険組合に届いた請求をもとに、かかった医療費をお知らせするものです。</p>
</div>
<section class="block"><h2><span class="phrase">最近受診した分が</span><span class="phrase">載っていません</span></h2>
<p>医療機関の請求を確かめてから載せるため、受診してから載るまでに数か月かかります。次の分が届く日は、<a href="{{BASE}}/expenses">医療費通知</a>の画面に書いてあります。</p>
<p>医療機関からの請求が遅れると、さらにあとから載ることがあります。健康診断、予防接種、差額ベッド代など、健康保険を使わないものは載りません。</p>
</section>
<section class="block"><h2>「窓口負担の額（計算）」とは</h2>
<p>医療費の総額から、健康保険組合と公費（国や自治体の助成）の負担を引いた額です。実際に窓口で払った額は、健康保険組合にはわかりません。</p>
</section>
<section class="block"><h2>領収書の金額と違います</h2>
<ul class="list">
<li>窓口では、受診のたびに10円未満を四捨五入します。医療費通知は、四捨五入をする前の金額です。</li>
<li>お子さまの医療費の助成など、公費の助成があると、窓口で払う額が少なくなります。</li>
<li>高額療養費や付加給付が、あとから支給されることがあります。</li>
<li>領収書には、入院中の食事の自己負担や、健康保険を使わない費用が含まれています。</li>
</ul>
<p>明細の「内訳」を開くと、その明細でわかる理由が出ます。</p>
</section>
<section class="block"><h2>医療機関の名前がありません</h2>
<p>接骨院などの施術では、請求に名前がないことがあります。画面では（名称なし）と表示します。</p>
</section>
<section class="block"><h2><span class="phrase">確定申告（医療費控除）に</span><span class="phrase">使えますか</span></h2>
<p>1年分の金額を、医療費控除の明細書の欄に合わせて集計できます。くわしくは、<a href="{{BASE}}/help/tax">医療費控除（確定申告）について</a>をご覧ください。</p>
</section>
<section class="block"><h2>家族の分は、だれが見られますか</h2>
<p>被保険者の方の画面には、ご家族の分も表示されることがあります。くわしくは、<a href="{{BASE}}/help/family">ご家族の利用</a>をご覧ください。</p>
</section>
<section class="block"><h2>印刷したい、ファイルで残したい</h2>
<p>医療費通知の画面の「印刷用に保存（PDF）」か「PDFを開く」で、選んだ年と人の分がA4の書類になります。表計算ソフトで使うときは「表計算用に保存（CSV）」をお使いください。どちらも、画面と同じ金額です。</p>
</section>
<section class="block"><h2>Excelで開くと文字が読めません</h2>
<p>「表計算用に保存（CSV）」で読めないときは、「古いExcel用に保存（CSV）」をお使いください。古いExcel用のファイルで表せない文字は〓になり、いくつあったかをファイルの最後に書きます。</p>
</section>
<section class="block"><h2>受診した覚えのない明細があります</h2>
<p>健康保険組合にお電話ください。</p>
{{>CONTACT}}
</section>
</div>
</div>
