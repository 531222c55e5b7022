{{%AUTOESCAPE context="HTML"}}
<div class="sections">
<section class="front" aria-labelledby="front-title">
<h1 id="front-title">{{>SOCIETY_NAME}}</h1>
<p class="lead">{{FRONT_TEXT}}</p>
<div class="actions"><a class="button" href="{{BASE}}/login">健康マイポータル ログイン</a></div>
<p><a class="row-link" href="{{BASE}}/register"><span><span class="phrase">はじめて利用する方は、</span><span
    class="phrase">新規利用登録へ</span></span></a></p>
</section>
<div class="columns columns-side">
<div class="sections">
{{#NEWS_LIST}}
<section class="block"><h2>ニュースとお知らせ</h2>
<ul class="news">
{{>NEWS}}
</ul></section>
{{/NEWS_LIST}}
{{#ANNOUNCEMENT_LIST}}
<section class="block"><h2>公告</h2>
<ul class="news">
{{>ANNOUNCEMENT}}
</ul></section>
{{/ANNOUNCEMENT_LIST}}
</div>
<div class="sections">
{{#SITE_LINKS}}
<section class="side block"><h2>健康保険組合のサイト</h2>
<ul class="links">
{{#SITE_LINK}}<li><a href="{{SITE_URL}}">{{SITE_LABEL}}</a></li>
{{/SITE_LINK}}</ul></section>
{{/SITE_LINKS}}
<section class="side block"><h2>お困りのときは</h2>
<ul class="links">
<li><a href="{{BASE}}/help/registration">利用登録のしかた</a></li>
<li><a href="{{BASE}}/help/login">ログインできないとき</a></li>
<li><a href="{{BASE}}/help">ヘルプの一覧</a></li>
</ul></section>
</div>
</div>
</div>
