{{%AUTOESCAPE context="HTML"}}
<div class="narrow">
<p class="back"><a class="row-link" href="{{BASE}}/help">ヘルプの一覧に戻る</a></p>
<div class="sections">
<div>
<h1>アクセシビリティ方針</h1>
<p class="lead">年齢や障害の有無、使う機器にかかわらず、どなたにも使えるサービスをめざしています。</p>
</div>
<section class="block"><h2>めざす水準</h2>
<p>日本産業規格JIS X 8341-3:2016のレベルAAと、国際的な基準であるWCAG 2.2のレベルAAに沿うことを目標にしています。</p>
</section>
<section class="block"><h2>取り組んでいること</h2>
<ul class="list">
<li>文字の大きさを変えられます。文字を2倍に拡大しても、小さな画面で横に動かさずに読めます。</li>
<li>キーボードだけで操作できます。いま選んでいる場所がはっきりわかります。</li>
<li>画面の読み上げソフトで、見出しや入力欄、間違いの内容がわかるように作っています。</li>
<li>色だけでなく、言葉や印でも情報を伝えます。暗い画面やコントラストの高い画面の設定でも読めます。</li>
<li>自動でログアウトする前にお知らせし、時間を延ばせます。過ぎてから送信した内容は、ログインすると画面に戻ります。</li>
<li>パスワード、確認コード、確認番号は、貼り付けられます。パスワードをブラウザーに記憶させることもできます。</li>
<li>利用登録、ログイン、再発行のヘルプは、<a href="{{BASE}}/help/registration?lang=easy">やさしい日本語</a>と<a
    href="{{BASE}}/help/registration?lang=en">英語</a>でも読めます。</li>
</ul>
</section>
<section class="block"><h2>確かめた結果</h2>
<p><span class="nw">2026年11月</span>に、<span class="nw">JIS X <wbr>8341-3:2016</span>とWCAG 2.2のレベルA・AAの達成基準を1つずつ、開発者が確かめました。確かめた範囲では、満たしていない基準は見つかっていません。</p>
<p>確かめ方は、次のとおりです。</p>
<ul class="list">
<li>すべての画面の自動検査（axe、HTMLの文法）</li>
<li>幅320ピクセルと文字サイズ200%、文字や行の間隔を広げた設定、暗い画面、コントラストの高い画面、印刷での表示</li>
<li>キーボードだけでの操作、スクリプトを使わない操作</li>
</ul>
</section>
<section class="block"><h2>まだ確かめていないこと</h2>
<ul class="list">
<li>画面の読み上げソフトを日ごろ使っている方による確認</li>
<li>第三者による試験</li>
<li>スマートフォンの実機と、Chrome以外のブラウザーでの確認</li>
<li>通知書や証明書などのPDF。医療費通知は、同じ内容を画面とCSVファイルでもご覧になれます。</li>
</ul>
</section>
<section class="block"><h2>使いにくいところがあるとき</h2>
<p>改善のために、ぜひお知らせください。画面での手続きが難しいときは、ほかの方法をご案内します。</p>
{{>CONTACT}}
</section>
</div>
</div>
