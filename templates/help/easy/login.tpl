{{%AUTOESCAPE context="HTML"}}
<div class="narrow">
<p class="back"><a class="row-link" href="{{BASE}}/help">ヘルプの一覧に戻る</a></p>
{{>LANGUAGES}}
<div class="sections" lang="ja">
<div>
<h1><span class="phrase">ログインが できないとき</span><span class="phrase">（やさしい日本語）</span></h1>
<p class="lead">ログインIDと パスワードの どちらが ちがうかは、<ruby>安全<rt>あんぜん</rt></ruby>のため いいません。つぎのことを みてください。</p>
</div>
<section class="block"><h2>ハガキの パスワードを <ruby>入<rt>い</rt></ruby>れていませんか</h2>
<p>ハガキの <ruby>仮<rt>かり</rt></ruby>パスワードは、<a
href="{{BASE}}/register"><ruby>新規<rt>しんき</rt></ruby><ruby>利用<rt>りよう</rt></ruby><ruby>登録<rt>とうろく</rt></ruby></a>の ときだけ つかえます。ログインには、じぶんで きめた パスワードを つかいます。</p>
</section>
<section class="block"><h2><ruby>入<rt>い</rt></ruby>れた <ruby>文字<rt>もじ</rt></ruby>を
みる</h2>
<ul class="list">
<li>「<ruby>表示<rt>ひょうじ</rt></ruby>」を おすと、パスワードが みえます。</li>
<li>パスワードは、<ruby>大<rt>おお</rt></ruby>きい <ruby>文字<rt>もじ</rt></ruby>と
<ruby>小<rt>ちい</rt></ruby>さい <ruby>文字<rt>もじ</rt></ruby>が ちがいます。</li>
<li>メールアドレスを ログインIDに した <ruby>人<rt>ひと</rt></ruby>は、メールアドレスを <ruby>入<rt>い</rt></ruby>れます。</li>
</ul>
</section>
<section class="block"><h2>ただしいのに できないとき</h2>
<p>5<ruby>回<rt>かい</rt></ruby> まちがえると、15<ruby>分<rt>ふん</rt></ruby>くらい
ログインできません。<a href="{{BASE}}/reissue">あたらしい パスワードを きめる</a>と、すぐに つかえます。</p>
</section>
<section class="block"><h2>6つの すうじを きかれたとき</h2>
<p>スマートフォンの <ruby>認証<rt>にんしょう</rt></ruby>アプリの すうじを
<ruby>入<rt>い</rt></ruby>れます。<a href="{{BASE}}/help/two-step">くわしい せつめい（ふつうの日本語）</a></p>
</section>
<section class="block"><h2>「<ruby>時間<rt>じかん</rt></ruby>がたった」と でるとき</h2>
<p><ruby>画面<rt>がめん</rt></ruby>を もういちど ひらいて、<ruby>入<rt>い</rt></ruby>れてください。</p>
</section>
<section class="block"><h2>わすれたとき</h2>
<p><a href="{{BASE}}/reissue">パスワード<ruby>再発行<rt>さいはっこう</rt></ruby></a>で、あたらしい パスワードを
きめます。<a href="{{BASE}}/help/forgotten?lang=easy">わすれたときの せつめい</a>を みてください。</p>
</section>
<section class="block"><h2>それでも できないとき</h2>
<p><ruby>電話<rt>でんわ</rt></ruby>してください。</p>
{{>CONTACT}}
</section>
</div>
</div>
