{{%AUTOESCAPE context="HTML"}}
<div class="narrow sections">
<div>
<div class="panel">
<h1>{{>DONE_MARK}}ログアウトしました</h1>
</div>
<p class="lead"><span class="phrase">ご利用ありがとうございました。</span><span class="phrase">この画面は閉じてもかまいません。</span></p>
<p>共用のパソコンでは、保存した通知書などのファイルも消してください。</p>
</div>
<div>
<div class="actions"><a class="button" href="{{BASE}}/login">もう一度ログインする</a></div>
<p><a class="row-link" href="{{BASE}}/">{{SOCIETY}}のページ</a></p>
</div>
</div>
