{{%AUTOESCAPE context="HTML"}}
<div class="narrow">
<p class="back"><a class="row-link" href="{{BASE}}/help">ヘルプの一覧に戻る</a></p>
{{>LANGUAGES}}
<div class="sections" lang="ja">
<div>
<h1><span class="phrase">ログインIDや パスワードを</span> <span class="phrase">わすれたとき</span><span class="phrase">（やさしい日本語）</span></h1>
<p class="lead"><ruby>登録<rt>とうろく</rt></ruby>した メールアドレスで、ログインIDを みて、あたらしい パスワードを きめられます。</p>
</div>
<section class="block"><h2>やること</h2>
<ol class="list">
<li>ログインの <ruby>画面<rt>がめん</rt></ruby>で「ログインID・パスワードを忘れた<ruby>方<rt>かた</rt></ruby>」を おします。</li>
<li>メールアドレスを <ruby>入<rt>い</rt></ruby>れて「<ruby>送信<rt>そうしん</rt></ruby>する」を おします。メールが とどきます。</li>
<li>メールの URLを {{LINK_LIFE}}のあいだに おします。メールに かいてあるものを <ruby>入<rt>い</rt></ruby>れます。</li>
<li>あたらしい パスワードを きめます。</li>
</ol>
<p>ほかの スマートフォンや パソコンで メールを よむときは、メールの 6つの すうじ（<ruby>確認番号<rt>かくにんばんごう</rt></ruby>）を、さいしょの <ruby>画面<rt>がめん</rt></ruby>に <ruby>入<rt>い</rt></ruby>れます。</p>
<div class="actions"><a
class="button" href="{{BASE}}/reissue">パスワード<ruby>再発行<rt>さいはっこう</rt></ruby></a></div>
</section>
<section class="block"><h2>ログインIDだけ わすれたとき</h2>
<p>メールに ログインIDが かいてあります。パスワードを おぼえていれば、そのまま ログインできます。</p>
</section>
<section class="block"><h2>メールが たくさん とどいたとき</h2>
<p>かぞくで おなじ メールアドレスの ときは、ひとりに 1つ とどきます。じぶんの ログインIDの メールで、いちばん あたらしいものを つかいます。</p>
</section>
<section class="block"><h2><ruby>入<rt>い</rt></ruby>れても すすめないとき</h2>
<ul class="list">
<li><ruby>仮<rt>かり</rt></ruby>パスワードは、<ruby>小<rt>ちい</rt></ruby>さい アルファベットと すうじで
12<ruby>文字<rt>もじ</rt></ruby>です。0、1、i、l、oは ありません。</li>
<li>ハガキの パスワードは つかえません。</li>
<li>5<ruby>回<rt>かい</rt></ruby> まちがえると つかえなくなります。はじめから やってください。</li>
</ul>
</section>
<section class="block"><h2>まだ <ruby>登録<rt>とうろく</rt></ruby>していないとき</h2>
<p>ハガキを みながら <a href="{{BASE}}/register"><ruby>新規<rt>しんき</rt></ruby><ruby>利用<rt>りよう</rt></ruby><ruby>登録<rt>とうろく</rt></ruby></a>を してください。ハガキが
ないときは、<a href="{{BASE}}/help/postcard">こちら（ふつうの日本語）</a>を みてください。</p>
</section>
<section class="block"><h2>その メールアドレスが つかえないとき</h2>
<p>パスワードを おぼえている <ruby>人<rt>ひと</rt></ruby>は、ログインして
<a href="{{BASE}}/profile">プロフィール<ruby>設定<rt>せってい</rt></ruby></a>で かえます。</p>
<p>わからないときは、あたらしい ハガキを
<a href="{{BASE}}/reissue/postcard">ここ（ふつうの日本語）</a>で もうしこみます。ハガキが とどいたら、もういちど <ruby>登録<rt>とうろく</rt></ruby>できます。</p>
<p>ハガキも つかえないときは、<ruby>健康<rt>けんこう</rt></ruby><ruby>保険<rt>ほけん</rt></ruby><ruby>組合<rt>くみあい</rt></ruby>に <ruby>電話<rt>でんわ</rt></ruby>してください。パスワードは ききません。</p>
{{>CONTACT}}
</section>
</div>
</div>
