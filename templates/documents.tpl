{{%AUTOESCAPE context="HTML"}}
<div class="narrow stack">
<div>
<h1>通知書・証明書</h1>
{{>LEFT}}
{{#FRESH}}<p class="lead">新着が{{FRESH_COUNT}}件あります。</p>{{/FRESH}}
{{#NONE}}<p class="lead">いまお届けしている通知書・証明書はありません。</p>{{/NONE}}
</div>
{{#LIST}}
<ul class="news">
{{#DOCUMENT}}<li>
<p class="news-when"><time datetime="{{ISSUED_ON_ISO}}">{{ISSUED_ON}}</time>{{#IS_NEW}}<span
    class="tag">新着</span>{{/IS_NEW}}{{#OF_KIND}}<span>{{KIND}}</span>{{/OF_KIND}}</p>
<div><a href="{{URL}}">{{DOCUMENT_TITLE:x-whole}}<span class="phrase">（PDF {{KILOBYTES}}KB）</span></a></div>
</li>
{{/DOCUMENT}}</ul>
{{/LIST}}
{{>PAGING}}
<p><a class="row-link" href="{{BASE}}/help/documents">通知書・証明書について</a></p>
</div>
