{{%AUTOESCAPE context="HTML"}}
<article class="article">
<h1>{{ARTICLE_TITLE}}</h1>
<p class="small soft"><time datetime="{{ARTICLE_FROM_ISO}}">{{ARTICLE_FROM}}</time>{{#ARTICLE_ENDS}}<span
    class="phrase">（{{ARTICLE_UNTIL}}まで掲載）</span>{{/ARTICLE_ENDS}}</p>
{{>BLOCK}}
</article>
