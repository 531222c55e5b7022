{{%AUTOESCAPE context="HTML"}}
<div class="narrow">
<p class="back"><a class="row-link" href="{{BASE}}/help">ヘルプの一覧に戻る</a></p>
{{>LANGUAGES}}
<div class="sections" lang="ja">
<div>
<h1>ログインIDや パスワードを わすれたとき（やさしい日本語）</h1>
<p class="lead"><ruby>登録<rp>（</rp><rt>とうろく</rt><rp>）</rp></ruby>した メールアドレスで、ログインIDを みて、あたらしい パスワードを きめられます。</p>
</div>
<section class="block"><h2>やること</h2>
<ol class="list">
<li>ログインの <ruby>画面<rp>（</rp><rt>がめん</rt><rp>）</rp></ruby>で「ログインID・パスワードを忘れた<ruby>方<rp>（</rp><rt>かた</rt><rp>）</rp></ruby>」を おします。</li>
<li>メールアドレスを <ruby>入<rp>（</rp><rt>い</rt><rp>）</rp></ruby>れて「<ruby>送信<rp>（</rp><rt>そうしん</rt><rp>）</rp></ruby>する」を おします。メールが とどきます。</li>
<li>メールの URLを {{LINK_LIFE}}のあいだに おします。メールに かいてあるものを <ruby>入<rp>（</rp><rt>い</rt><rp>）</rp></ruby>れます。</li>
<li>あたらしい パスワードを きめます。</li>
</ol>
<div class="actions"><a
class="button" href="{{BASE}}/reissue">パスワード<ruby>再発行<rp>（</rp><rt>さいはっこう</rt><rp>）</rp></ruby></a></div>
</section>
<section class="block"><h2>ログインIDだけ わすれたとき</h2>
<p>メールに ログインIDが かいてあります。パスワードを おぼえていれば、そのまま ログインできます。</p>
</section>
<section class="block"><h2>メールが たくさん とどいたとき</h2>
<p>かぞくで おなじ メールアドレスの ときは、ひとりに 1つ とどきます。じぶんの ログインIDの メールで、いちばん あたらしいものを つかいます。</p>
</section>
<section class="block"><h2><ruby>入<rp>（</rp><rt>い</rt><rp>）</rp></ruby>れても すすめないとき</h2>
<ul class="list">
<li><ruby>仮<rp>（</rp><rt>かり</rt><rp>）</rp></ruby>パスワードは、<ruby>小<rp>（</rp><rt>ちい</rt><rp>）</rp></ruby>さい アルファベットと すうじで
12<ruby>文字<rp>（</rp><rt>もじ</rt><rp>）</rp></ruby>です。0、1、i、l、oは ありません。</li>
<li>ハガキの パスワードは つかえません。</li>
<li>5<ruby>回<rp>（</rp><rt>かい</rt><rp>）</rp></ruby> まちがえると つかえなくなります。はじめから やってください。</li>
</ul>
</section>
<section class="block"><h2>まだ <ruby>登録<rp>（</rp><rt>とうろく</rt><rp>）</rp></ruby>していないとき</h2>
<p>ハガキを みながら <a href="{{BASE}}/register"><ruby>新規利用登録<rp>（</rp><rt>しんきりようとうろく</rt><rp>）</rp></ruby></a>を してください。ハガキが
ないときは、<a href="{{BASE}}/help/postcard">こちら（ふつうの日本語）</a>を みてください。</p>
</section>
<section class="block"><h2>その メールアドレスが つかえないとき</h2>
<p>パスワードを おぼえている <ruby>人<rp>（</rp><rt>ひと</rt><rp>）</rp></ruby>は、ログインして
<a href="{{BASE}}/profile">プロフィール<ruby>設定<rp>（</rp><rt>せってい</rt><rp>）</rp></ruby></a>で かえます。</p>
<p>わからないときは、<ruby>健康保険組合<rp>（</rp><rt>けんこうほけんくみあい</rt><rp>）</rp></ruby>に <ruby>電話<rp>（</rp><rt>でんわ</rt><rp>）</rp></ruby>してください。パスワードは ききません。</p>
{{>CONTACT}}
</section>
</div>
</div>
