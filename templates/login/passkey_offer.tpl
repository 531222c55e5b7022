{{%AUTOESCAPE context="HTML"}}
<div class="narrow">
<h1><span class="phrase">次からは、</span><span class="phrase">パスキーで</span><span class="phrase">ログインできます</span></h1>
<p class="lead">ログインしました。パスキーを登録すると、次からは、この端末の指紋・顔・画面ロックの番号などでログインできます。</p>
<ul class="list">
<li>ログインIDもパスワードも、入力しなくてよくなります。</li>
<li>パスワードと違い、人に知られたり、にせのサイトに入力したりするおそれがありません。</li>
<li>指紋や顔のデータは、端末の外に出ません。</li>
</ul>
<div class="actions"><a class="button" href="{{ADDITION_URL}}">パスキーを登録する</a>
<a class="button button-second" href="{{NEXT_URL}}">今はしない</a></div>
<p class="soft after">「今はしない」を選ぶと、{{PAUSE_DAYS}}日のあいだ、この画面は出ません。登録は、いつでも「ログインの安全設定」でできます。</p>
</div>
