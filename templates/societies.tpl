{{%AUTOESCAPE context="HTML"}}
<div class="narrow sections">
<div>
<h1>健康保険組合を選んでください</h1>
{{#TO_FRONT}}<p class="lead">ご加入の健康保険組合のページから、ログインや新規利用登録ができます。</p>{{/TO_FRONT}}
{{#TO_PASSWORD}}<p class="lead">選んだ健康保険組合のパスワード変更の画面に進みます。</p>{{/TO_PASSWORD}}
</div>
<ul class="tiles">
{{#LISTED}}<li class="tile tile-away"><h2><a href="{{SOCIETY_URL}}">{{SOCIETY_NAME}}</a></h2></li>
{{/LISTED}}</ul>
<p>ご加入の健康保険組合が見つからないときは、お知らせハガキに印字されているQRコードまたはURLを開いてください。</p>
</div>
