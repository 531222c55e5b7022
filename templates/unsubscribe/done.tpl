{{%AUTOESCAPE context="HTML"}}
<div class="narrow sections">
<div>
<div class="panel">
<h1>{{>DONE_MARK}}<span><span class="phrase">新着のお知らせ</span><span class="phrase">メールを止めました</span></span></h1>
</div>
</div>
<section class="block">
<h2>もう一度受け取りたいとき</h2>
<p>ログインして、「プロフィール設定」の「新着のお知らせメール」で受け取る設定にしてください。</p>
</section>
<section class="block">
<h2>まだ届くとき</h2>
<p>送る準備をしていたメールが、数日のうちに届くことがあります。そのあとも届くときは、メールのURLが古くなっています。ログインして「プロフィール設定」で止めるか、いちばん新しいメールのURLを開いてください。</p>
<div class="actions"><a class="button" href="{{BASE}}/profile">プロフィール設定</a></div>
</section>
</div>
