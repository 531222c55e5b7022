{{%AUTOESCAPE context="HTML"}}
<div class="narrow">
<p class="back"><a class="row-link" href="{{BASE}}/help">ヘルプの一覧に戻る</a></p>
{{>LANGUAGES}}
<div class="sections" lang="en">
<div>
<h1>How to register</h1>
<p class="lead">You need the postcard お知らせハガキ and a phone or PC that receives mail. It takes about 10 minutes. The
screens are in Japanese; the words to look for stand below.</p>
</div>
<section class="block"><h2>Steps</h2>
<ol class="list">
<li>On the sign-in page, choose <span lang="ja">「新規利用登録」</span> (new registration).</li>
<li>Enter your mail address and press <span lang="ja">「送信する」</span> (send). A mail with a link arrives.</li>
<li>Open the link within {{LINK_LIFE}}. Enter <span lang="ja">ログインID</span> (login ID) and <span lang="ja">仮パスワード</span>
(initial password) from the postcard.</li>
<li>Choose the login ID and the password that you will use from now on, and register.</li>
</ol>
<p>If you read the mail on another device, type its six digits, <span lang="ja">確認番号</span>, on the page where you asked
for it.</p>
<div class="actions"><a class="button" href="{{BASE}}/register"><span><span
    lang="ja">新規利用登録</span> (register)</span></a></div>
</section>
<section class="block"><h2>If your mail address is printed on the postcard</h2>
<p>You need not wait for a mail: use <a href="{{BASE}}/login/preset">the registration for printed
addresses</a>.</p>
</section>
<section class="block"><h2>Login ID</h2>
<ul class="list">
<li>4 to 64 characters: letters, digits and . _ - @</li>
<li>Upper and lower case are the same. You can use your mail address.</li>
<li>You can change it later under <a href="{{BASE}}/help/profile"><span lang="ja">プロフィール設定</span></a> (profile).</li>
</ul>
</section>
<section class="block"><h2>Password</h2>
<ul class="list">
<li>At least 8 characters, with at least one lower-case letter and one digit.</li>
<li>Longer is safer. Don’t use one that you use elsewhere, your login ID, or your mail address.</li>
</ul>
<p><a href="{{BASE}}/help/password">More about passwords (in Japanese)</a></p>
</section>
<section class="block"><h2>Nickname</h2>
<p>How the pages greet you. It need not be your real name, and you can change it later.</p>
</section>
</div>
</div>
