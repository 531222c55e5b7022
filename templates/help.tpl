{{%AUTOESCAPE context="HTML"}}
<div class="sections">
<div>
<h1>ヘルプ</h1>
<p class="lead"><span class="phrase">したいことを選ぶか、</span><span class="phrase">言葉で探してください。</span></p>
</div>
{{>SEARCH}}
<div class="columns help-groups">
<section class="side block"><h2>はじめて使う</h2>
<ul class="links">
<li><a href="{{BASE}}/help/registration">利用登録のしかた</a></li>
<li><a href="{{BASE}}/help/postcard">お知らせハガキについて</a></li>
<li><a href="{{BASE}}/help/mail">メールが届かないとき</a></li>
<li><a href="{{BASE}}/help/link">メールのURLが開けないとき</a></li>
<li><a href="{{BASE}}/help/family">ご家族の利用</a></li>
</ul></section>
<section class="side block"><h2>ログインする</h2>
<ul class="links">
<li><a href="{{BASE}}/help/login">ログインできないとき</a></li>
<li><a href="{{BASE}}/help/forgotten">ログインID・パスワードを忘れたとき</a></li>
<li><a href="{{BASE}}/help/password">パスワードの決め方と変更</a></li>
<li><a href="{{BASE}}/help/two-step">2段階ログイン</a></li>
<li><a href="{{BASE}}/help/security">安全にお使いいただくために</a></li>
</ul></section>
<section class="side block"><h2>医療費を確かめる</h2>
<ul class="links">
<li><a href="{{BASE}}/help/expenses">医療費通知について</a></li>
<li><a href="{{BASE}}/help/tax">医療費控除（確定申告）について</a></li>
</ul></section>
<section class="side block"><h2>通知書・証明書を見る</h2>
<ul class="links">
<li><a href="{{BASE}}/help/documents">通知書・証明書について</a></li>
</ul></section>
<section class="side block"><h2>申請・申込みをする</h2>
<ul class="links">
<li><a href="{{BASE}}/help/limit">限度額申請について</a></li>
<li><a href="{{BASE}}/help/screenings">がん検診の申込みについて</a></li>
</ul></section>
<section class="side block"><h2>お知らせを読む</h2>
<ul class="links">
<li><a href="{{BASE}}/help/notices">健保からのお知らせとトピックス</a></li>
</ul></section>
<section class="side block"><h2>画面や登録の内容を変える</h2>
<ul class="links">
<li><a href="{{BASE}}/help/display">文字の大きさ、使える端末、印刷</a></li>
<li><a href="{{BASE}}/help/profile">プロフィールとメールアドレスの変更</a></li>
<li><a href="{{BASE}}/help/changes">引っ越しや名前が変わったとき</a></li>
</ul></section>
<section class="side block"><h2>サービスについて知る</h2>
<ul class="links">
<li><a href="{{BASE}}/help/privacy">個人情報の取り扱い</a></li>
<li><a href="{{BASE}}/help/accessibility">アクセシビリティ方針</a></li>
</ul></section>
</div>
<section class="block narrow">
<h2><span lang="en">English</span>・やさしい日本語</h2>
<ul class="links">
<li><a href="{{BASE}}/help/registration?lang=en" lang="en" hreflang="en">How to register</a></li>
<li><a href="{{BASE}}/help/login?lang=en" lang="en" hreflang="en">How to sign in</a></li>
<li><a href="{{BASE}}/help/forgotten?lang=en" lang="en" hreflang="en">If you forgot your login ID or password</a></li>
<li><a href="{{BASE}}/help/registration?lang=easy">はじめて つかう（やさしい日本語）</a></li>
<li><a href="{{BASE}}/help/login?lang=easy">ログインが できないとき（やさしい日本語）</a></li>
<li><a href="{{BASE}}/help/forgotten?lang=easy">ログインIDや パスワードを わすれたとき（やさしい日本語）</a></li>
</ul></section>
<section class="block narrow">
<h2>お電話でのお問い合わせ</h2>
<p>記号・番号がわかるものを手元に用意して、お電話ください。パスワードをおたずねすることはありません。</p>
{{>CONTACT}}
</section>
</div>
