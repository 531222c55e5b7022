{{%AUTOESCAPE context="HTML"}}
<div class="narrow">
<p class="back"><a class="row-link" href="{{BASE}}/help">ヘルプの一覧に戻る</a></p>
{{>LANGUAGES}}
<div class="sections" lang="ja">
<div>
<h1>はじめて つかう（やさしい日本語）</h1>
<p class="lead">お知らせハガキ（<ruby>葉書<rp>（</rp><rt>はがき</rt><rp>）</rp></ruby>）と、メールが とどく スマートフォンか パソコンを つかいます。10<ruby>分<rp>（</rp><rt>ぷん</rt><rp>）</rp></ruby>くらいで おわります。</p>
</div>
<section class="block"><h2>やること</h2>
<ol class="list">
<li>ログインの <ruby>画面<rp>（</rp><rt>がめん</rt><rp>）</rp></ruby>で「<ruby>新規利用登録<rp>（</rp><rt>しんきりようとうろく</rt><rp>）</rp></ruby>」を おします。</li>
<li>メールアドレスを <ruby>入<rp>（</rp><rt>い</rt><rp>）</rp></ruby>れて「<ruby>送信<rp>（</rp><rt>そうしん</rt><rp>）</rp></ruby>する」を おします。メールが とどきます。</li>
<li>メールの URLを {{LINK_LIFE}}のあいだに おします。ハガキの ログインIDと <ruby>仮<rp>（</rp><rt>かり</rt><rp>）</rp></ruby>パスワードを
<ruby>入<rp>（</rp><rt>い</rt><rp>）</rp></ruby>れます。</li>
<li>これから つかう ログインIDと パスワードを じぶんで きめます。</li>
</ol>
<div class="actions"><a
class="button" href="{{BASE}}/register"><ruby>新規利用登録<rp>（</rp><rt>しんきりようとうろく</rt><rp>）</rp></ruby></a></div>
</section>
<section class="block"><h2>ハガキに メールアドレスが かいてあるとき</h2>
<p>メールを またなくて いいです。<a href="{{BASE}}/login/preset">こちらから <ruby>登録<rp>（</rp><rt>とうろく</rt><rp>）</rp></ruby>できます</a>。</p>
</section>
<section class="block"><h2>ログインIDの きめかた</h2>
<ul class="list">
<li>アルファベット、すうじ、. _ - @ だけを つかいます。4〜64<ruby>文字<rp>（</rp><rt>もじ</rt><rp>）</rp></ruby>です。</li>
<li><ruby>大<rp>（</rp><rt>おお</rt><rp>）</rp></ruby>きい <ruby>文字<rp>（</rp><rt>もじ</rt><rp>）</rp></ruby>と
<ruby>小<rp>（</rp><rt>ちい</rt><rp>）</rp></ruby>さい <ruby>文字<rp>（</rp><rt>もじ</rt><rp>）</rp></ruby>は おなじです。ほかの
<ruby>人<rp>（</rp><rt>ひと</rt><rp>）</rp></ruby>と おなじものは つかえません。</li>
<li>メールアドレスでも いいです。</li>
<li>あとで <a href="{{BASE}}/help/profile">かえることが できます</a>。</li>
</ul>
</section>
<section class="block"><h2>パスワードの きめかた</h2>
<ul class="list">
<li>8<ruby>文字<rp>（</rp><rt>もじ</rt><rp>）</rp></ruby>より ながくします。アルファベットの <ruby>小<rp>（</rp><rt>ちい</rt><rp>）</rp></ruby>さい
<ruby>文字<rp>（</rp><rt>もじ</rt><rp>）</rp></ruby>と すうじを かならず つかいます。</li>
<li>ログインIDや メールアドレスと おなじものは つかえません。</li>
<li>ほかの サービスと おなじ パスワードは やめてください。</li>
</ul>
<p><a href="{{BASE}}/help/password">もっと くわしい せつめい（ふつうの日本語）</a></p>
</section>
<section class="block"><h2>ニックネーム</h2>
<p><ruby>画面<rp>（</rp><rt>がめん</rt><rp>）</rp></ruby>に でる なまえです。ほんとうの なまえで なくても いいです。あとで かえられます。</p>
</section>
</div>
</div>
