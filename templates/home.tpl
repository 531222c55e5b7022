{{%AUTOESCAPE context="HTML"}}
<h1 class="sr">Home</h1>
<div class="columns columns-side">
<div class="sections">
{{#NEWS_LIST}}
<section class="block"><h2>あなたへの新しいお知らせ</h2>
<ul class="news">
{{>NEWS}}
</ul>
{{#MORE_DOCUMENTS}}<p><a class="row-link" href="{{BASE}}/documents">通知書・証明書をすべて見る（新着{{NEW_COUNT}}件）</a></p>
{{/MORE_DOCUMENTS}}{{#MORE_NOTICES}}<p><a class="row-link"
    href="{{BASE}}/notices">健保からのお知らせをすべて見る（未読{{UNREAD_COUNT}}件）</a></p>{{/MORE_NOTICES}}</section>
{{/NEWS_LIST}}
{{#SERVICES}}
<section class="block"><h2>サービス</h2>
<ul class="tiles">
{{#TILE}}<li class="tile">{{>TILE_ICON}}<h3><a href="{{TILE_URL}}">{{TILE_LABEL}}</a></h3>
<p{{#TILE_DUE}} class="due"{{/TILE_DUE}}>{{TILE_TEXT}}</p></li>
{{/TILE}}</ul></section>
{{/SERVICES}}
{{#SOCIETY_NEWS_LIST}}
<section class="block"><h2>ニュースとお知らせ</h2>
<ul class="news">
{{>SOCIETY_NEWS}}
</ul></section>
{{/SOCIETY_NEWS_LIST}}
<section class="block"><h2>ご利用ガイド</h2>
<ul class="tiles">
<li class="tile"><svg viewBox="0 0 48 48" fill="none" stroke="currentColor" stroke-width="2.5" stroke-linejoin="round"
    stroke-linecap="round" aria-hidden="true"><path d="M24 5l16 6v11c0 11-7 18-16 21C15 40 8 33 8 22V11z"/>
<path d="M17 24l5 5 9-11"/></svg><h3><a href="{{BASE}}/help/security">安全にお使いいただくために</a></h3><p>にせのメールや画面の見分け方。</p></li>
<li class="tile"><svg viewBox="0 0 48 48" fill="none" stroke="currentColor" stroke-width="2.5" stroke-linejoin="round"
    stroke-linecap="round" aria-hidden="true"><circle cx="17" cy="15" r="7"/><path d="M4 40c0-9 5-14 13-14s13 5 13 14"/>
<path d="M31 9a7 7 0 0 1 0 13M35 27c6 2 9 7 9 13"/></svg><h3><a href="{{BASE}}/help/family">ご家族の利用</a></h3><p>ご家族も一人ずつ登録できます。</p></li>
<li class="tile"><svg viewBox="0 0 48 48" fill="none" stroke="currentColor" stroke-width="2.5" stroke-linejoin="round"
    stroke-linecap="round" aria-hidden="true"><path d="M6 23L24 8l18 15"/>
<path d="M11 20v21h26V20M20 41V29h8v12"/></svg><h3><a href="{{BASE}}/help/changes">引っ越しや名前の変更</a></h3><p>変わったときの届け出と手続き。</p></li>
<li class="tile"><svg viewBox="0 0 48 48" fill="none" stroke="currentColor" stroke-width="2.5" stroke-linejoin="round"
    stroke-linecap="round" aria-hidden="true"><path d="M5 38L16 10l11 28M9 29h14"/>
<path d="M30 38l6-16 7 16M32 32h8"/></svg><h3><a href="{{BASE}}/help/display">文字の大きさと印刷</a></h3><p>画面を見やすくする方法。</p></li>
</ul></section>
</div>
<div class="sections">
{{#SETTINGS}}
<section class="side block"><h2>設定</h2>
<ul class="links">
{{#SETTING}}<li><a href="{{SETTING_URL}}">{{SETTING_LABEL}}</a></li>
{{/SETTING}}</ul></section>
{{/SETTINGS}}
{{#ACCOUNT}}
<section class="side block"><h2>ご利用情報</h2>
<dl class="facts">
{{#ACCOUNT_FACT}}<div><dt>{{FACT_LABEL}}</dt><dd>{{FACT_TEXT}}</dd></div>
{{/ACCOUNT_FACT}}</dl></section>
{{/ACCOUNT}}
<section class="side block"><h2>前回のログイン</h2>
{{#LAST_SIGN_IN}}<p class="figures">{{LAST_SIGN_IN_TIME}}<br>{{LAST_SIGN_IN_DEVICE}}</p>
{{#WRONG_TRIES}}<p class="due">そのあと、ログインの失敗が{{WRONG_TRIES_COUNT}}回ありました。</p>{{/WRONG_TRIES}}
<ul class="links small"><li><a href="{{BASE}}/security">ログインの記録を見る</a></li><li><a
    href="{{BASE}}/help/security">身に覚えがないとき</a></li></ul>{{/LAST_SIGN_IN}}
{{#FIRST_SIGN_IN}}<p>今回がはじめてのログインです。</p>{{/FIRST_SIGN_IN}}
</section>
<section class="side block"><h2>お困りのときは</h2>
<ul class="links"><li><a href="{{BASE}}/help">ヘルプの一覧</a></li></ul>
<p>電話 <a class="row-link telephone" href="tel:{{TELEPHONE}}">{{TELEPHONE}}</a><br><span
    class="small soft">{{HOURS}}</span></p></section>
</div>
</div>
