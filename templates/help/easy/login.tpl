{{%AUTOESCAPE context="HTML"}}
<div class="narrow">
<p class="back"><a class="row-link" href="{{BASE}}/help">ヘルプの一覧に戻る</a></p>
{{>LANGUAGES}}
<div class="sections" lang="ja">
<div>
<h1>ログインが できないとき（やさしい日本語）</h1>
<p class="lead">ログインIDと パスワードの どちらが ちがうかは、<ruby>安全<rp>（</rp><rt>あんぜん</rt><rp>）</rp></ruby>のため いいません。つぎのことを みてください。</p>
</div>
<section class="block"><h2>ハガキの パスワードを <ruby>入<rp>（</rp><rt>い</rt><rp>）</rp></ruby>れていませんか</h2>
<p>ハガキの <ruby>仮<rp>（</rp><rt>かり</rt><rp>）</rp></ruby>パスワードは、<a
href="{{BASE}}/register"><ruby>新規利用登録<rp>（</rp><rt>しんきりようとうろく</rt><rp>）</rp></ruby></a>の ときだけ つかえます。ログインには、じぶんで きめた パスワードを つかいます。</p>
</section>
<section class="block"><h2><ruby>入<rp>（</rp><rt>い</rt><rp>）</rp></ruby>れた <ruby>文字<rp>（</rp><rt>もじ</rt><rp>）</rp></ruby>を
みる</h2>
<ul class="list">
<li>「<ruby>表示<rp>（</rp><rt>ひょうじ</rt><rp>）</rp></ruby>」を おすと、パスワードが みえます。</li>
<li>パスワードは、<ruby>大<rp>（</rp><rt>おお</rt><rp>）</rp></ruby>きい <ruby>文字<rp>（</rp><rt>もじ</rt><rp>）</rp></ruby>と
<ruby>小<rp>（</rp><rt>ちい</rt><rp>）</rp></ruby>さい <ruby>文字<rp>（</rp><rt>もじ</rt><rp>）</rp></ruby>が ちがいます。</li>
<li>メールアドレスを ログインIDに した <ruby>人<rp>（</rp><rt>ひと</rt><rp>）</rp></ruby>は、メールアドレスを <ruby>入<rp>（</rp><rt>い</rt><rp>）</rp></ruby>れます。</li>
</ul>
</section>
<section class="block"><h2>ただしいのに できないとき</h2>
<p>5<ruby>回<rp>（</rp><rt>かい</rt><rp>）</rp></ruby> まちがえると、15<ruby>分<rp>（</rp><rt>ふん</rt><rp>）</rp></ruby>くらい
ログインできません。<a href="{{BASE}}/reissue">あたらしい パスワードを きめる</a>と、すぐに つかえます。</p>
</section>
<section class="block"><h2>6つの すうじを きかれたとき</h2>
<p>スマートフォンの <ruby>認証<rp>（</rp><rt>にんしょう</rt><rp>）</rp></ruby>アプリの すうじを
<ruby>入<rp>（</rp><rt>い</rt><rp>）</rp></ruby>れます。<a href="{{BASE}}/help/two-step">くわしい せつめい（ふつうの日本語）</a></p>
</section>
<section class="block"><h2>「<ruby>時間<rp>（</rp><rt>じかん</rt><rp>）</rp></ruby>がたった」と でるとき</h2>
<p><ruby>画面<rp>（</rp><rt>がめん</rt><rp>）</rp></ruby>を もういちど ひらいて、<ruby>入<rp>（</rp><rt>い</rt><rp>）</rp></ruby>れてください。</p>
</section>
<section class="block"><h2>わすれたとき</h2>
<p><a href="{{BASE}}/reissue">パスワード<ruby>再発行<rp>（</rp><rt>さいはっこう</rt><rp>）</rp></ruby></a>で、あたらしい パスワードを
きめます。<a href="{{BASE}}/help/forgotten?lang=easy">わすれたときの せつめい</a>を みてください。</p>
</section>
<section class="block"><h2>それでも できないとき</h2>
<p><ruby>電話<rp>（</rp><rt>でんわ</rt><rp>）</rp></ruby>してください。</p>
{{>CONTACT}}
</section>
</div>
</div>
