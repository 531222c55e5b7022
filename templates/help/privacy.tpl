{{%AUTOESCAPE context="HTML"}}
<div class="narrow">
<p class="back"><a class="row-link" href="{{BASE}}/help">ヘルプの一覧に戻る</a></p>
<div class="sections">
<div>
<h1>個人情報の取り扱い</h1>
<p class="lead">{{SOCIETY}}は、このサービスで扱う個人情報を、法令とガイドラインに従って大切に扱います。</p>
</div>
<section class="block"><h2>扱う情報</h2>
<ul class="list">
<li>お名前、記号・番号、生年月日、住所など、加入者として登録されている情報</li>
<li>ログインID、ニックネーム、メールアドレスなど、ご自分で登録した情報</li>
<li>医療費の明細（診療を受けた月、医療機関の名前、金額など）</li>
<li>発行された通知書・証明書</li>
<li>限度額申請やがん検診の申込みの内容（住所、電話番号、代わりに申請する方のお名前、受ける検査など）</li>
<li>ログインや操作の日時、接続元、端末の種類などの記録</li>
</ul>
</section>
<section class="block"><h2>使う目的</h2>
<ul class="list">
<li>ご本人であることの確認</li>
<li>健康保険の給付や保健事業に関するお知らせと手続き</li>
<li>不正な利用の防止と、問題が起きたときの調査</li>
</ul>
<p>これ以外の目的には使いません。広告や、行動を追跡するしくみは使っていません。</p>
</section>
<section class="block"><h2>情報を守るしくみ</h2>
<ul class="list">
<li>通信は暗号化しています。</li>
<li>パスワードは、元に戻せない形に変えて保管しています。健康保険組合の職員にもわかりません。</li>
<li>だれがいつ情報を見たかを記録しています。</li>
</ul>
</section>
<section class="block"><h2>Cookie（クッキー）</h2>
<p>次のことのためだけに使います。</p>
<ul class="list">
<li>ログインの状態を覚えます。ブラウザーを閉じると消えます。</li>
<li>新規利用登録などの手続きで、どこまで進んだかを覚えます。長くても、ブラウザーを閉じると消えます。</li>
<li>送信された内容が、この画面から送られたものかを確かめます。ブラウザーを閉じると消えます。</li>
<li>前にログインした端末かどうかを確かめます。はじめての端末でのログインをお知らせするためと、ほかの人が入力を間違え続けても、ご自分の端末ではログインできるようにするためです。最後のログインから365日たつと消えます。</li>
<li>文字サイズを覚えます。365日たつと消えます。</li>
</ul>
</section>
<section class="block"><h2>開示、訂正などのお申し出</h2>
<p>ご自分の情報の開示や訂正を希望される方は、健康保険組合にお電話ください。</p>
<p class="contact"><strong>{{SOCIETY}}</strong>電話 <a class="telephone"
    href="tel:{{TELEPHONE}}">{{TELEPHONE}}</a><span class="phrase">（{{HOURS}}）</span></p>
</section>
</div>
</div>
