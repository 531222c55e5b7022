{{%AUTOESCAPE context="HTML"}}
<div class="narrow">
{{>STEPS}}
{{#AFTER_SETUP}}<div class="panel screen-only"><p><strong>2段階ログインの設定ができました。</strong>最後に、予備コードを保管してください。</p></div>{{/AFTER_SETUP}}
<h1>{{#AFTER_SETUP}}<span class="phrase">2段階ログインの設定③</span> {{/AFTER_SETUP}}{{#RENEWED}}新しい{{/RENEWED}}予備コード</h1>
<p class="lead">スマートフォンをなくしたり、認証アプリが使えなくなったときに、確認コードの代わりに入力します。<strong>いま印刷するか、書き写してください。この画面はもう一度表示できません。</strong></p>
<section class="block after codes-box">
<h2>{{SOCIETY}} <span class="phrase">健康マイポータルの予備コード</span></h2>
<p class="small">ログインID：{{LOGIN_ID}}</p>
<ol class="codes">
{{#CODE}}<li class="code">{{CODE_LETTERS}}</li>
{{/CODE}}</ol>
<p class="small">それぞれ1回だけ使えます。{{#RENEWED}}前にお渡しした予備コードは、もう使えません。{{/RENEWED}}</p>
</section>
<div class="actions"><a class="button" href="{{BASE}}/security">保管しました</a><button class="button button-second" type="button"
    data-print hidden>印刷する</button></div>
<section class="note after screen-only">
<h2>保管のしかた</h2>
<p>通帳などと同じように、人に見られない場所に置いてください。スマートフォンの中だけに置くと、なくしたときに使えません。</p>
</section>
</div>
