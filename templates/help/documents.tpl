{{%AUTOESCAPE context="HTML"}}
<div class="narrow">
<p class="back"><a class="row-link" href="{{BASE}}/help">ヘルプの一覧に戻る</a></p>
<div class="sections">
<div>
<h1>通知書・証明書について</h1>
<p class="lead">健康保険組合があなたに発行した通知書や証明書を、PDFで受け取れます。</p>
</div>
<section class="block"><h2>どのような書類が届きますか</h2>
<p>資格情報のお知らせ、給付金の支給決定通知書などです。<a href="{{BASE}}/documents">通知書・証明書</a>に、発行日の新しいものから並びます。まだ開いていないものには「新着」の印が付きます。</p>
</section>
<section class="block"><h2>家族の分は見られますか</h2>
<p>見られるのは、あなたに発行されたものだけです。被保険者の方も、ご家族の分は見られません。ご家族は、ご自分で<a href="{{BASE}}/help/family">利用登録</a>をしてご覧ください。</p>
</section>
<section class="block"><h2>PDFが開けません</h2>
<ul class="list">
<li>書類を選び、「開く」を押してください。表示されないときは、「保存する」を押すと、ファイルが端末に保存されます。</li>
<li>スマートフォンでは、「ファイル」や「ダウンロード」のアプリの中を見てください。</li>
<li>パソコンでは、保存したファイルをブラウザー（EdgeやChromeなど）で開けます。</li>
</ul>
<p>短い時間にたくさん開くと、安全のため、しばらく開けなくなります。1時間ほどたってから、もう一度お試しください。</p>
</section>
<section class="block"><h2>印刷したいとき</h2>
<p>PDFを開いてから印刷してください。A4の紙に合う大きさです。提出先で紙の原本が必要なときは、健康保険組合にお電話ください。</p>
</section>
<section class="block"><h2>前にあった書類が見つかりません</h2>
<p>健康保険組合が、書類を取り下げたり差し替えたりすることがあります。必要なときは、お電話ください。</p>
</section>
<section class="block"><h2>健康保険の資格がなくなったあと</h2>
<p>ログインできる間は、書類を開けます。必要な書類は、早めに保存してください。</p>
</section>
<section class="block"><h2><span class="phrase">内容がわからないとき、</span><span class="phrase">あなたのものではない</span><span class="phrase">書類があるとき</span></h2>
<p>健康保険組合にお電話ください。</p>
{{>CONTACT}}
</section>
</div>
</div>
