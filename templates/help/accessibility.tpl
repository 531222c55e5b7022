{{%AUTOESCAPE context="HTML"}}
<div class="narrow">
<p class="back"><a class="row-link" href="{{BASE}}/help">ヘルプの一覧に戻る</a></p>
<div class="sections">
<div>
<h1>アクセシビリティ方針</h1>
<p class="lead">年齢や障害の有無、使う機器にかかわらず、どなたにも使えるサービスをめざしています。</p>
</div>
<section class="block"><h2>めざす水準</h2>
<p>国際的な基準であるWCAG 2.2のレベルAAに沿うことを目標にしています。日本産業規格JIS X 8341-3:2016のレベルAAの内容を含みます。</p>
</section>
<section class="block"><h2>取り組んでいること</h2>
<ul class="list">
<li>文字の大きさを変えられます。画面を2倍に拡大しても使えます。</li>
<li>キーボードだけで操作できます。いま選んでいる場所がはっきりわかります。</li>
<li>画面の読み上げソフトで、見出しや入力欄、間違いの内容がわかります。</li>
<li>色だけでなく、言葉や印でも情報を伝えます。</li>
<li>自動でログアウトする前にお知らせし、時間を延ばせます。</li>
</ul>
</section>
<section class="block"><h2>使いにくいところがあるとき</h2>
<p>改善のために、ぜひお知らせください。画面での手続きが難しいときは、ほかの方法をご案内します。</p>
{{>CONTACT}}
</section>
</div>
</div>
