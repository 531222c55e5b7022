{{%AUTOESCAPE context="HTML"}}
<div class="narrow">
<p class="back"><a class="row-link" href="{{BASE}}/reissue">メールでの再発行に戻る</a></p>
{{>ERROR_SUMMARY}}
<h1><span class="phrase">お知らせハガキの</span><span class="phrase">再発行</span></h1>
<p class="lead">登録したメールアドレスのメールを受け取れない方と、お知らせハガキが見つからない方へ、新しいお知らせハガキをお送りします。</p>
<p>送り先は、健康保険組合に届け出ている住所です。この画面では変えられません。お申込みは、<span class="nw">1年に2回まで</span>です。</p>
<p>記号・番号・枝番は、資格情報のお知らせ、資格確認書、マイナポータルのどれかで確かめられます。</p>
<form method="post" action="{{BASE}}/reissue/postcard" novalidate>
<input type="hidden" name="csrf" value="{{CSRF}}">
{{>SYMBOL}}
{{>NUMBER}}
{{>BRANCH}}
{{>BIRTH_DATE}}
{{>KANA}}
<div class="actions"><button class="button" type="submit">ハガキを申し込む</button></div>
</form>
<div class="after stack">
<section class="note">
<h2><span class="phrase">住所が変わった方、</span><span class="phrase">記号・番号がわからない方</span></h2>
<p>住所の届け出がまだの方は、先に会社または健康保険組合に届け出てください。記号・番号がわからない方は、お電話ください。</p>
</section>
<p><a class="row-link" href="{{BASE}}/help/postcard">お知らせハガキについて</a></p>
</div>
</div>
