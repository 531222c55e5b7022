{{%AUTOESCAPE context="HTML"}}
<div class="narrow">
<p class="back"><a class="row-link" href="{{BASE}}/help">ヘルプの一覧に戻る</a></p>
<div class="sections">
<div>
<h1><span class="phrase">引っ越しや名前が</span><span class="phrase">変わったとき</span></h1>
<p class="lead">住所やお名前の変更は、お勤め先を通じてお届けください。</p>
</div>
<section class="block"><h2>引っ越したとき</h2>
<p>お勤め先の担当の方に、住所の変更を届けてください。任意継続の方は、健康保険組合に直接お届けください。届け出の前に発送したお知らせハガキは、前の住所に届きます。郵便局の転居届も出しておくと安心です。</p>
</section>
<section class="block"><h2>名前が変わったとき</h2>
<p>お勤め先の担当の方に届けてください。登録の内容が変わると、このサービスでも新しいお名前になります。</p>
</section>
<section class="block"><h2>メールアドレスが変わったとき</h2>
<p>ログインして、<a href="{{BASE}}/profile">プロフィール設定</a>で新しいメールアドレスを追加してください。くわしくは<a href="{{BASE}}/help/profile">プロフィールとメールアドレスの変更</a>をご覧ください。登録したメールアドレスが使えず、パスワードもわからないときは、健康保険組合にお電話ください。</p>
{{>CONTACT}}
</section>
<section class="block"><h2>スマートフォンを買い替えたとき</h2>
<p>新しいスマートフォンで、同じログインIDとパスワードでログインしてください。手続きはいりません。</p>
<p><strong>2段階ログインを設定している方は、前のスマートフォンを手放す前に</strong>、「ログインの安全設定」でいったん解除し、新しいスマートフォンでもう一度設定してください。もう手元にないときは、予備コードでログインできます。くわしくは<a href="{{BASE}}/help/two-step">2段階ログイン</a>をご覧ください。</p>
</section>
<section class="block"><h2><span class="phrase">退職などで</span><span class="phrase">加入者でなくなったとき</span></h2>
<p>このサービスを使える期間は、健康保険組合によって違います。必要なものは早めにご覧ください。</p>
</section>
</div>
</div>
