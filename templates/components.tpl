{{%AUTOESCAPE context="HTML"}}
<div class="sections">
<div>
<h1>部品の一覧</h1>
<p class="lead">画面を作る部品です。手を入れたときは、ここで見え方を確かめます。</p>
</div>
<section class="block narrow"><h2>手順</h2>
{{>STEPS}}
</section>
<section class="block narrow"><h2>入力の間違いのまとめと入力欄</h2>
{{>ERROR_SUMMARY}}
<form method="post" action="{{BASE}}/text-size" novalidate>
<input type="hidden" name="csrf" value="{{CSRF}}">
<input type="hidden" name="back" value="{{BACK}}">
{{>FIELD}}
<div class="actions"><button class="button" type="submit"
    name="size" value="medium">主なボタン</button><button class="button button-second" type="submit"
    name="size" value="medium">ほかのボタン</button></div>
</form>
</section>
<section class="block narrow"><h2>知らせ</h2>
<div class="stack">
<div class="note"><h3>補足</h3><p>知っておくとよいことを書きます。</p></div>
<div class="panel"><h3>完了の知らせ</h3><p>終わったことと、次にすることを書きます。</p></div>
{{>CONTACT}}
</div>
</section>
<section class="block narrow"><h2>お知らせの一覧</h2>
<ul class="news">
{{>NEWS}}
</ul>
{{>PAGING}}
</section>
<section class="block narrow"><h2>健康保険組合が書いた文章</h2>
<div class="article">
{{>BLOCK}}
</div></section>
<section class="block"><h2>サービスの入口</h2>
<ul class="tiles">
{{#TILE}}<li class="tile">{{>TILE_ICON}}<div><h3><a
    href="{{TILE_URL}}">{{TILE_LABEL}}</a></h3><p>{{TILE_TEXT}}</p></div></li>
{{/TILE}}</ul></section>
<section class="block narrow"><h2>一覧と手順</h2>
<div class="stack">
<ul class="list"><li>順番のない項目</li><li>順番のない項目</li></ul>
<ol class="list"><li>はじめにすること</li><li>次にすること</li></ol>
<dl class="facts facts-box"><div class="facts-row"><dt>お名前</dt><dd>髙﨑 花子 様</dd></div>
<div class="facts-row"><dt>番号</dt><dd class="figures">0001001</dd></div></dl>
<ul class="links"><li><a href="#main">この画面のはじめへ</a></li><li><a href="{{BASE}}/help">ヘルプの一覧</a></li></ul>
</div>
</section>
<section class="block"><h2>表</h2>
<table><caption>令和8年の明細</caption>
<thead><tr><th scope="col">診療月</th><th scope="col">受診した人</th><th scope="col">医療機関など</th><th scope="col" class="yen">総額</th>
<th scope="col" class="yen">窓口負担の額（計算）</th></tr></thead>
<tbody>
<tr><th scope="row"><span class="cell" aria-hidden="true">診療月</span><span>8月</span></th><td><span class="cell"
    aria-hidden="true">受診した人</span><span>髙﨑 花子</span></td>
<td><span class="cell" aria-hidden="true">医療機関など</span><span>見本クリニック</span></td><td class="yen"><span class="cell"
    aria-hidden="true">総額</span><span>10,000円</span></td>
<td class="yen"><span class="cell" aria-hidden="true">窓口負担の額（計算）</span><span>3,000円</span></td></tr>
<tr><th scope="row"><span class="cell" aria-hidden="true">診療月</span><span>7月</span></th><td><span class="cell"
    aria-hidden="true">受診した人</span><span>髙﨑 一郎</span></td>
<td><span class="cell" aria-hidden="true">医療機関など</span><span>社会福祉法人見本会 見本総合病院附属さくら歯科診療所</span></td><td class="yen"><span class="cell"
    aria-hidden="true">総額</span><span>12,400円</span></td>
<td class="yen"><span class="cell" aria-hidden="true">窓口負担の額（計算）</span><span>3,720円</span></td></tr>
</tbody>
<tfoot><tr><th scope="row" colspan="3">合計</th><td class="yen"><span class="cell"
    aria-hidden="true">総額</span><span>22,400円</span></td>
<td class="yen"><span class="cell" aria-hidden="true">窓口負担の額（計算）</span><span>6,720円</span></td></tr></tfoot>
</table></section>
</div>
