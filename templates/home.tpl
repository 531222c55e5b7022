{{%AUTOESCAPE context="HTML"}}
<div class="sections">
<div>
<div class="hello"><h1><span class="sr">Home </span>ようこそ <span
    class="phrase">{{NICKNAME}}さん</span></h1><p>{{>CLOCK}}</p></div>
{{>LEFT}}
<section class="answers" aria-labelledby="new"><h2 id="new">新しいお知らせ</h2>
{{#NOTHING_NEW}}<p>新しいお知らせはありません。</p>{{/NOTHING_NEW}}
{{#ANSWERS}}<ul>
{{#ANSWER}}<li><p class="say"><strong>{{SAY:x-whole}}</strong>{{#WITH_MORE}} {{MORE:x-whole}}{{!
}}{{/WITH_MORE}}</p>
<a class="button{{#SECOND}} button-second{{/SECOND}}"
    href="{{ANSWER_URL}}"><span>{{ANSWER_BUTTON:x-whole}}</span></a></li>
{{/ANSWER}}</ul>{{/ANSWERS}}
</section>
</div>
<section class="block"><h2>サービス</h2>
<ul class="tiles">
{{#TILE}}<li class="tile">{{>TILE_ICON}}<div><h3><a href="{{TILE_URL}}">{{TILE_LABEL}}</a></h3><p{{#TILE_DUE}}
    class="due"{{/TILE_DUE}}>{{TILE_TEXT:x-whole}}</p></div></li>
{{/TILE}}</ul></section>
<div class="rest">
{{#SOCIETY_NEWS_LIST}}
<section class="side"><h2>健保のニュース</h2>
<ul class="news">
{{>SOCIETY_NEWS}}
</ul></section>
{{/SOCIETY_NEWS_LIST}}
<section class="side"><h2>前回のログイン</h2>
{{#LAST_SIGN_IN}}<p class="small"><span class="phrase">{{LAST_SIGN_IN_TIME:x-whole}}</span> <span
    class="phrase">{{LAST_SIGN_IN_DEVICE}}</span></p>
{{#WRONG_TRIES}}<p class="due">そのあと、ログインの失敗が<span class="nw">{{WRONG_TRIES_COUNT}}回</span>ありました。</p>{{/WRONG_TRIES}}
<ul class="links small"><li><a href="{{BASE}}/security">ログインの記録を見る</a></li>{{#WRONG_TRIES}}<li><a
    href="{{BASE}}/help/security">身に覚えがないとき</a></li>{{/WRONG_TRIES}}</ul>{{/LAST_SIGN_IN}}
{{#FIRST_SIGN_IN}}<p class="small">今回がはじめてのログインです。</p>{{/FIRST_SIGN_IN}}
</section>
<section class="side screen-only"><h2>設定</h2>
<ul class="links links-row">
{{#SETTING}}<li><a href="{{SETTING_URL}}">{{SETTING_LABEL}}</a></li>
{{/SETTING}}</ul></section>
</div>
</div>
