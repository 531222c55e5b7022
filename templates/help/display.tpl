{{%AUTOESCAPE context="HTML"}}
<div class="narrow">
<p class="back"><a class="row-link" href="{{BASE}}/help">ヘルプの一覧に戻る</a></p>
<div class="sections">
<div>
<h1><span class="phrase">文字の大きさ、</span><span class="phrase">使える端末、</span><span class="phrase">印刷</span></h1>
</div>
<section class="block"><h2>文字を大きくする</h2>
<p>画面の上の「文字サイズ」で「大」を選ぶと、文字もボタンも大きくなります。選んだ大きさは、次に開いたときも同じです。</p>
<p>もっと大きくしたいときは、ブラウザーの拡大も使えます。パソコンでは、Ctrlキーを押しながら「＋」を押してください。</p>
</section>
<section class="block"><h2>使える端末とブラウザー</h2>
<ul class="list">
<li>スマートフォンとタブレット：iPhone・iPadのSafari、AndroidのChrome</li>
<li>パソコン：Chrome、Edge、Firefox、Safari</li>
</ul>
<p>どれも新しい版をお使いください。Internet Explorerでは使えません。Cookie（クッキー）は使えるようにしてください。</p>
</section>
<section class="block"><h2>QRコードが読み取れないとき</h2>
<p>スマートフォンのカメラを、少し離してかざしてください。読み取れないときは、お知らせハガキのURLをブラウザーに入力してください。</p>
</section>
<section class="block"><h2>印刷する</h2>
<p>ブラウザーの「印刷」を選ぶと、A4の紙に合わせて、メニューなどを省いて印刷します。</p>
</section>
<section class="block"><h2>「戻る」を押したら入力が消えたとき</h2>
<p>パスワードは、安全のため残りません。もう一度入力してください。</p>
</section>
</div>
</div>
