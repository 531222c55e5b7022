{{%AUTOESCAPE context="HTML"}}
<div class="narrow">
<p class="back"><a class="row-link" href="{{BASE}}/help">ヘルプの一覧に戻る</a></p>
<div class="sections">
<div>
<h1>健保からのお知らせとトピックス</h1>
<p class="lead">健康保険組合からのお知らせと、健康づくりなどの記事を読めます。</p>
</div>
<section class="block"><h2>健保からのお知らせとは</h2>
<p>健康保険組合が、年齢や性別、被保険者か被扶養者かなどに合わせて、あなたにお届けするお知らせです。ご家族には、別のお知らせが届いていることがあります。</p>
<p><a href="{{BASE}}/notices">健保からのお知らせ</a>では、まだ開いていないお知らせが「未読」として上に並びます。お知らせを開くと、未読の印が消えます。</p>
</section>
<section class="block"><h2>前にあったお知らせが見つかりません</h2>
<p>掲載の期間が終わったお知らせは、表示されなくなります。残しておきたいお知らせは、掲載されている間に印刷してください。</p>
<p>お知らせが取り下げられることもあります。内容を知りたいときは、健康保険組合にお電話ください。</p>
</section>
<section class="block"><h2>トピックスとは</h2>
<p>健康づくりや健康保険のしくみについて、どなたにも読んでいただける記事です。<a href="{{BASE}}/topics">トピックス</a>に、新しいものから並びます。</p>
</section>
<section class="block"><h2>健康保険の資格がなくなったあと</h2>
<p>資格がなくなる前に掲載されたお知らせと記事は、ログインできる間、掲載の期間が終わるまで読めます。新しいお知らせと記事は表示されません。</p>
</section>
<section class="block"><h2>お知らせの内容がわからないとき</h2>
<p>健康保険組合にお電話ください。</p>
<p class="contact"><strong>{{SOCIETY}}</strong>電話 <a class="telephone"
    href="tel:{{TELEPHONE}}">{{TELEPHONE}}</a><span class="phrase">（{{HOURS}}）</span></p>
</section>
</div>
</div>
