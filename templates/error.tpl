{{%AUTOESCAPE context="HTML"}}
<div class="narrow sections">
<div>
<h1>{{ERROR_TITLE}}</h1>
{{#STATUS_400}}<p class="lead">送信された内容を読み取れませんでした。前の画面に戻り、開き直してから、もう一度お試しください。</p>{{/STATUS_400}}
{{#STATUS_403}}<p class="lead">画面を開いてから時間がたったか、別の画面でログインやログアウトをした可能性があります。安全のため、送信された内容は受け付けていません。前の画面を開き直して、もう一度お試しください。</p>{{/STATUS_403}}
{{#STATUS_404}}<p class="lead">ページが移動したか、なくなった可能性があります。URLを直接入力したときは、間違いがないか確かめてください。</p>{{/STATUS_404}}
{{#STATUS_405}}<p class="lead">このページは、いまの開き方では表示できません。最初のページから、もう一度お進みください。</p>{{/STATUS_405}}
{{#STATUS_409}}<p class="lead">別の画面での操作と重なったため、今回の内容は保存していません。前の画面を開き直して、いまの内容を確かめてから、もう一度お試しください。</p>{{/STATUS_409}}
{{#STATUS_413}}<p class="lead">送信された内容が大きすぎるため、受け付けられませんでした。入力した文字を短くして、もう一度お試しください。</p>{{/STATUS_413}}
{{#STATUS_429}}<p class="lead">短い時間に操作が続いたため、一時的に受け付けを止めています。時間をおいて（長いときは1時間ほど）、もう一度お試しください。</p>{{/STATUS_429}}
{{#STATUS_500}}<p class="lead">申し訳ありません。処理の途中で問題が起きました。直前の操作が終わっているかどうかは、画面を開き直して確かめてください。</p>{{/STATUS_500}}
{{#STATUS_502}}<p class="lead">申し訳ありません。いま、このサービスにつながりにくくなっています。数分たってから、画面を開き直してください。</p>{{/STATUS_502}}
{{#STATUS_503}}<p class="lead">申し訳ありません。混み合っているか、保守作業のため、一時的に利用できません。数分たってから、画面を開き直してください。</p>{{/STATUS_503}}
</div>
<div class="actions"><a class="button" href="{{BASE}}/">最初のページへ</a></div>
{{#ERROR_CONTACT}}
<section class="block">
<h2>解決しないときは</h2>
{{>CONTACT}}
</section>
{{/ERROR_CONTACT}}
<p class="soft">お問い合わせ番号　<span class="figures request-number">{{REQUEST_NUMBER}}</span>{{#ERROR_CONTACT}}<br><span
    class="small">お電話のときにこの番号をお伝えいただくと、早くお調べできます。</span>{{/ERROR_CONTACT}}</p>
</div>
