{{%AUTOESCAPE context="HTML"}}
<div class="narrow sections">
<div>
<div class="panel">
<h1>{{>DONE_MARK}}<span><span class="phrase">お知らせハガキの</span><span class="phrase">申込みを止めました</span></span></h1>
</div>
</div>
<section class="block">
<h2>心当たりがない申込みだったとき</h2>
<p>あなたの記号・番号、生年月日、お名前を知っている方が申し込んだおそれがあります。この下の電話番号へお電話ください。パスワードはおたずねしません。</p>
</section>
<section class="block">
<h2>間違えて止めたとき</h2>
<p>もう一度お申し込みください。止めた申込みは、1年に2回の中に数えません。</p>
<p><a class="button button-second" href="{{BASE}}/reissue/postcard">お知らせハガキの再発行</a></p>
</section>
</div>
