{{%AUTOESCAPE context="HTML"}}
<div class="narrow sections">
<div>
<div class="panel">
<h1>{{>DONE_MARK}}<span><span class="phrase">利用登録を</span><span class="phrase">削除しました</span></span></h1>
</div>
<p class="lead"><span class="phrase">ご利用ありがとうございました。</span><span class="phrase">この画面は閉じてもかまいません。</span></p>
</div>
<section class="block"><h2>このあとのこと</h2>
<ul class="list">
<li>登録していたメールアドレスに、削除のお知らせをお送りします。そのあと、メールは届きません。</li>
<li>端末に残っているパスキーや、保存したパスワードは、端末やパスワード管理アプリの設定から削除してください。</li>
<li>共用のパソコンでは、保存した通知書などのファイルも消してください。</li>
<li>また利用したくなったら、<a href="{{BASE}}/reissue/postcard">お知らせハガキの再発行</a>を申し込み、届いたハガキで新しく利用登録をしてください。健康保険の資格がなくなった方は、登録できません。</li>
</ul>
<p><a class="row-link" href="{{BASE}}/">{{SOCIETY}}のページ</a></p>
</section>
</div>
