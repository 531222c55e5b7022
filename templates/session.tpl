{{%AUTOESCAPE context="HTML"}}
<div class="narrow">
<h1>ログインの有効時間</h1>
<p class="lead">このまま操作がないと、{{END:x-whole}}に自動でログアウトします。</p>
{{#EXTENDED}}<p>この画面を開いたので、時間が延びました。入力の途中だった方は、ブラウザーの「戻る」でもとの画面に戻って、続けてください。</p>{{/EXTENDED}}
{{#LAST}}<p>ログインしてから長い時間がたったため、この時刻より先には延びません。入力の途中の内容は、それまでに送信してください。もう一度ログインすると、続けて利用できます。</p>{{/LAST}}
<div class="actions"><a class="button" href="{{BASE}}/home">Homeへ</a></div>
<div class="after stack">
<section class="note">
<h2>自動のログアウト</h2>
<p>操作がないまま{{IDLE_MINUTES}}分が過ぎると、自動でログアウトします。その前に画面でお知らせします。お知らせが出ない端末では、長い入力の途中で、この画面を新しいタブで開いてください。</p>
</section>
</div>
</div>
