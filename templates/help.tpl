{{%AUTOESCAPE context="HTML"}}
<div class="sections">
<div>
<h1>ヘルプ</h1>
<p class="lead">知りたいことを選んでください。</p>
</div>
<div class="columns help-groups">
<section class="side block"><h2>利用登録</h2>
<ul class="links">
<li><a href="{{BASE}}/help/registration">利用登録のしかた</a></li>
<li><a href="{{BASE}}/help/postcard">お知らせハガキについて</a></li>
<li><a href="{{BASE}}/help/mail">メールが届かないとき</a></li>
<li><a href="{{BASE}}/help/link">メールのURLが開けないとき</a></li>
<li><a href="{{BASE}}/help/family">ご家族の利用</a></li>
</ul></section>
<section class="side block"><h2>ログイン</h2>
<ul class="links">
<li><a href="{{BASE}}/help/login">ログインできないとき</a></li>
<li><a href="{{BASE}}/help/forgotten">ログインID・パスワードを忘れたとき</a></li>
<li><a href="{{BASE}}/help/password">パスワードの決め方と変更</a></li>
<li><a href="{{BASE}}/help/two-step">2段階ログイン</a></li>
<li><a href="{{BASE}}/help/security">安全にお使いいただくために</a></li>
</ul></section>
<section class="side block"><h2>医療費通知</h2>
<ul class="links">
<li><a href="{{BASE}}/help/expenses">医療費通知について</a></li>
<li><a href="{{BASE}}/help/tax">医療費控除（確定申告）について</a></li>
</ul></section>
<section class="side block"><h2>通知書・証明書</h2>
<ul class="links">
<li><a href="{{BASE}}/help/documents">通知書・証明書について</a></li>
</ul></section>
<section class="side block"><h2>申請</h2>
<ul class="links">
<li><a href="{{BASE}}/help/limit">限度額申請について</a></li>
<li><a href="{{BASE}}/help/screenings">がん検診の申込みについて</a></li>
</ul></section>
<section class="side block"><h2>お知らせ</h2>
<ul class="links">
<li><a href="{{BASE}}/help/notices">健保からのお知らせとトピックス</a></li>
</ul></section>
<section class="side block"><h2>画面と変更の手続き</h2>
<ul class="links">
<li><a href="{{BASE}}/help/display">文字の大きさ、使える端末、印刷</a></li>
<li><a href="{{BASE}}/help/profile">プロフィールとメールアドレスの変更</a></li>
<li><a href="{{BASE}}/help/changes">引っ越しや名前が変わったとき</a></li>
</ul></section>
<section class="side block"><h2>このサービスについて</h2>
<ul class="links">
<li><a href="{{BASE}}/help/privacy">個人情報の取り扱い</a></li>
<li><a href="{{BASE}}/help/accessibility">アクセシビリティ方針</a></li>
</ul></section>
</div>
<section class="block narrow">
<h2>お電話でのお問い合わせ</h2>
<p>記号・番号がわかるものを手元に用意して、お電話ください。パスワードをおたずねすることはありません。</p>
{{>CONTACT}}
</section>
</div>
