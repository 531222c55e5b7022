{{%AUTOESCAPE context="HTML"}}
<div class="narrow">
<p class="back"><a class="row-link" href="{{BASE}}/security">ログインの安全設定に戻る</a></p>
<h1><span class="phrase">お電話で</span><span class="phrase">お伝えいただく番号</span></h1>
<p class="lead">{{SOCIETY}}に電話をかけて、担当者に番号をたずねられたら、次の6桁の数字をお伝えください。ご本人からのお電話だとわかります。</p>
<p class="code code-read">{{FIRST_DIGITS}} {{LAST_DIGITS}}</p>
<p>{{ENDS_AT:x-whole}}まで使えます。そのあとは、<a href="{{BASE}}/security/telephone-code">新しい番号を表示</a>してください。</p>
<section class="note after">
<h2>電話がかかってきたとき</h2>
<p>{{SOCIETY}}から電話をかけて、この番号をおたずねすることはありません。たずねられたら、番号を伝えずに電話を切ってください。</p>
</section>
</div>
