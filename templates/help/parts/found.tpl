{{%AUTOESCAPE context="HTML"}}
<div class="narrow">
<p class="back"><a class="row-link" href="{{BASE}}/help">ヘルプの一覧に戻る</a></p>
<div class="sections">
<div>
<h1>ヘルプの検索結果</h1>
{{#LIST}}<p class="lead"><span class="phrase">「{{ASKED}}」について、</span><span
    class="phrase"><span class="nw">{{COUNT}}件</span>見つかりました。</span></p>{{/LIST}}
{{#NONE}}<p class="lead"><span class="phrase">「{{ASKED}}」についてのページは、</span><span class="phrase">見つかりませんでした。</span></p>{{/NONE}}
</div>
{{>SEARCH}}
{{#LIST}}<ul class="links found">
{{#ONE}}<li><a href="{{TOPIC_URL}}">{{TOPIC_TITLE}}</a><p>{{TOPIC_LEAD}}</p></li>
{{/ONE}}</ul>{{/LIST}}
{{#NONE}}<section class="block"><h2>見つけるには</h2>
<ul class="list">
<li>短い言葉に分けて、間を空けて入力してください。例：メール　届かない</li>
<li>別の言い方でも試してください。例：はがき、ハガキ</li>
<li><a href="{{BASE}}/help">ヘルプの一覧</a>から選ぶこともできます。</li>
</ul></section>{{/NONE}}
<section class="block"><h2>解決しないときは</h2>
{{>CONTACT}}
</section>
</div>
</div>
