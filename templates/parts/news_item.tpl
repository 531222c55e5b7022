{{%AUTOESCAPE context="HTML"}}
<li>
<p class="news-when">{{#NEWS_DATED}}<time datetime="{{NEWS_DATE_ISO}}">{{NEWS_DATE}}</time>{{/NEWS_DATED}}{{!
}}{{#NEWS_UNREAD}}<span class="tag">未読</span>{{/NEWS_UNREAD}}{{#NEWS_FRESH}}<span class="tag">新着</span>{{/NEWS_FRESH}}{{!
}}{{#NEWS_DUE}}<span class="tag tag-due">{{NEWS_DUE_TEXT:x-whole}}</span>{{/NEWS_DUE}}</p>
<div>{{#NEWS_LINK}}<a href="{{NEWS_URL}}">{{NEWS_LINK_TITLE:x-whole}}</a>{{/NEWS_LINK}}{{!
}}{{#NEWS_PLAIN}}<strong>{{NEWS_TITLE:x-whole}}</strong>{{/NEWS_PLAIN}}
{{#NEWS_DETAIL}}<p>{{NEWS_TEXT:x-whole}}</p>{{/NEWS_DETAIL}}</div>
</li>
