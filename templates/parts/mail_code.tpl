{{%AUTOESCAPE context="HTML"}}
<section class="block">
<h2>URLを開けないとき</h2>
{{#HERE}}
<p>別の端末でメールを読むときや、メールのURLを開けないときは、この画面を開いたまま、メールに書かれた確認番号を入力してください。<span class="phrase">確認番号は{{CODE_LIFE}}有効です。</span></p>
<form method="post" action="{{CODE_URL}}" novalidate>
<input type="hidden" name="csrf" value="{{CSRF}}">
{{>CODE}}
<div class="actions"><button class="button" type="submit">次へ進む</button></div>
</form>
{{/HERE}}
{{#NOT_HERE}}
<p>メールに書かれた確認番号は、メールをお申し込みになった端末とブラウザーの画面でだけ入力できます。</p>
{{/NOT_HERE}}
</section>
