{{%AUTOESCAPE context="HTML"}}
<div class="narrow">
<p class="back"><a class="row-link" href="{{BASE}}/help">ヘルプの一覧に戻る</a></p>
{{>LANGUAGES}}
<div class="sections" lang="ja">
<div>
<h1>はじめて つかう（やさしい日本語）</h1>
<p class="lead">お知らせハガキ（<ruby>葉書<rt>はがき</rt></ruby>）と、メールが とどく スマートフォンか パソコンを つかいます。10<ruby>分<rt>ぷん</rt></ruby>くらいで おわります。</p>
</div>
<section class="block"><h2>やること</h2>
<ol class="list">
<li>ログインの <ruby>画面<rt>がめん</rt></ruby>で「<ruby>新規<rt>しんき</rt></ruby><ruby>利用<rt>りよう</rt></ruby><ruby>登録<rt>とうろく</rt></ruby>」を おします。</li>
<li>メールアドレスを <ruby>入<rt>い</rt></ruby>れて「<ruby>送信<rt>そうしん</rt></ruby>する」を おします。メールが とどきます。</li>
<li>メールの URLを {{LINK_LIFE}}のあいだに おします。ハガキの ログインIDと <ruby>仮<rt>かり</rt></ruby>パスワードを
<ruby>入<rt>い</rt></ruby>れます。</li>
<li>これから つかう ログインIDと パスワードを じぶんで きめます。</li>
</ol>
<p>ほかの スマートフォンや パソコンで メールを よむときは、メールの 6つの すうじ（<ruby>確認番号<rt>かくにんばんごう</rt></ruby>）を、さいしょの <ruby>画面<rt>がめん</rt></ruby>に <ruby>入<rt>い</rt></ruby>れます。</p>
<div class="actions"><a
class="button" href="{{BASE}}/register"><ruby>新規<rt>しんき</rt></ruby><ruby>利用<rt>りよう</rt></ruby><ruby>登録<rt>とうろく</rt></ruby></a></div>
</section>
<section class="block"><h2>ハガキに メールアドレスが かいてあるとき</h2>
<p>メールを またなくて いいです。<a href="{{BASE}}/login/preset">こちらから <ruby>登録<rt>とうろく</rt></ruby>できます</a>。</p>
</section>
<section class="block"><h2>ログインIDの きめかた</h2>
<ul class="list">
<li>アルファベット、すうじ、. _ - @ だけを つかいます。4〜64<ruby>文字<rt>もじ</rt></ruby>です。</li>
<li><ruby>大<rt>おお</rt></ruby>きい <ruby>文字<rt>もじ</rt></ruby>と
<ruby>小<rt>ちい</rt></ruby>さい <ruby>文字<rt>もじ</rt></ruby>は おなじです。ほかの
<ruby>人<rt>ひと</rt></ruby>と おなじものは つかえません。</li>
<li>メールアドレスでも いいです。</li>
<li>あとで <a href="{{BASE}}/help/profile">かえることが できます</a>。</li>
</ul>
</section>
<section class="block"><h2>パスワードの きめかた</h2>
<ul class="list">
<li>8<ruby>文字<rt>もじ</rt></ruby>より ながくします。アルファベットの <ruby>小<rt>ちい</rt></ruby>さい
<ruby>文字<rt>もじ</rt></ruby>と すうじを かならず つかいます。</li>
<li>ログインIDや メールアドレスと おなじものは つかえません。</li>
<li>ほかの サービスと おなじ パスワードは やめてください。</li>
</ul>
<p><a href="{{BASE}}/help/password">もっと くわしい せつめい（ふつうの日本語）</a></p>
</section>
<section class="block"><h2>ニックネーム</h2>
<p><ruby>画面<rt>がめん</rt></ruby>に でる なまえです。ほんとうの なまえで なくても いいです。あとで かえられます。</p>
</section>
</div>
</div>
