{{%AUTOESCAPE context="HTML"}}
<div class="narrow">
<p class="back"><a class="row-link" href="{{BASE}}/help">ヘルプの一覧に戻る</a></p>
{{>LANGUAGES}}
<div class="sections" lang="en">
<div>
<h1>If you forgot your login ID or password</h1>
<p class="lead">With the mail address that you registered, you can see your login ID and choose a new
password.</p>
</div>
<section class="block"><h2>Steps</h2>
<ol class="list">
<li>On the sign-in page, choose <span lang="ja">「ログインID・パスワードを忘れた方」</span> (forgot login ID or password).</li>
<li>Enter your mail address and press <span lang="ja">「送信する」</span> (send). A mail arrives.</li>
<li>Open the link in the mail within {{LINK_LIFE}}, and enter what the mail says.</li>
<li>Choose a new password.</li>
</ol>
<p>If you read the mail on another device, type its six digits, <span lang="ja">確認番号</span>, on the page where you asked
for it.</p>
<div class="actions"><a class="button" href="{{BASE}}/reissue"><span><span
    lang="ja">パスワード再発行</span> (new password)</span></a></div>
</section>
<section class="block"><h2>If you forgot only the login ID</h2>
<p>The mail tells it. If you know your password, sign in with it as before.</p>
</section>
<section class="block"><h2>If several mails arrive</h2>
<p>Families that share an address get one mail for each person. Use the one with your own login ID, and the
latest one.</p>
</section>
<section class="block"><h2>If what you enter is refused</h2>
<ul class="list">
<li>The temporary password has 12 characters: lower-case letters and digits, never 0, 1, i, l or o.</li>
<li>The postcard’s password doesn’t work here.</li>
<li>After 5 wrong tries the link is dead. Begin again.</li>
</ul>
</section>
<section class="block"><h2>If you have not registered yet</h2>
<p>Use <a href="{{BASE}}/register"><span lang="ja">新規利用登録</span></a> (registration) with the postcard. If you have no
postcard, see <a href="{{BASE}}/help/postcard">about the postcard (in Japanese)</a>.</p>
</section>
<section class="block"><h2>If you can’t use the mail address any more</h2>
<p>If you know your password, sign in and change the address in
<a href="{{BASE}}/profile"><span lang="ja">プロフィール設定</span></a> (profile).</p>
<p>Otherwise, order a new postcard: <a href="{{BASE}}/reissue/postcard"><span
lang="ja">お知らせハガキの再発行</span></a> (new postcard, in Japanese). It goes to the address that your health insurance
society has, and lets you register anew.</p>
<p>If that doesn’t help either, call or write to your society. They ask for your symbol and number
(<span lang="ja">記号・番号</span>), name and date of birth, and never for your password.</p>
<div lang="ja">{{>CONTACT}}</div>
</section>
</div>
</div>
