{{%AUTOESCAPE context="HTML"}}
<div class="narrow">
<p class="back"><a class="row-link" href="{{BASE}}/help">ヘルプの一覧に戻る</a></p>
{{>LANGUAGES}}
<div class="sections" lang="en">
<div>
<h1>How to sign in</h1>
<p class="lead">Enter your login ID (<span lang="ja">ログインID</span>) and your password (<span lang="ja">パスワード</span>).
For safety, the page doesn’t say which of the two was wrong.</p>
</div>
<section class="block"><h2>Is it the postcard’s password?</h2>
<p>What is printed on the postcard works in <a href="{{BASE}}/register"><span lang="ja">新規利用登録</span></a>
(registration) only. To sign in, use the login ID and password that you chose there.</p>
</section>
<section class="block"><h2>Check what you typed</h2>
<ul class="list">
<li>Upper and lower case differ in passwords. Press <span lang="ja">「表示」</span> (show) to see what you typed.</li>
<li>Type half-width letters. Phones often make the first letter a capital.</li>
<li>If you chose your mail address as login ID, enter the mail address.</li>
</ul>
</section>
<section class="block"><h2>It was right, and still doesn’t work</h2>
<p>After 5 wrong tries you can’t sign in for about 15 minutes; after many more it takes longer. You can always
<a href="{{BASE}}/reissue">set a new password</a> and sign in at once.</p>
</section>
<section class="block"><h2>If a code is asked for</h2>
<p>Enter the six digits from your authenticator app. See <a href="{{BASE}}/help/two-step">two-step sign-in (in
Japanese)</a>.</p>
</section>
<section class="block"><h2>If the page says that too much time has passed</h2>
<p>Open the page again and enter everything once more. Cookies must be allowed.</p>
</section>
<section class="block"><h2>If you forgot them</h2>
<p><a href="{{BASE}}/reissue"><span lang="ja">パスワード再発行</span></a> (new password) tells you your login ID and lets you
choose a new password. See <a href="{{BASE}}/help/forgotten?lang=en">If you forgot your login ID or
password</a>.</p>
</section>
<section class="block"><h2>Still no success</h2>
<div lang="ja">{{>CONTACT}}</div>
</section>
</div>
</div>
