{{%AUTOESCAPE context="HTML"}}
<nav class="languages" aria-label="言語 Language"><ul>
{{#ONE}}<li>{{#CURRENT}}<strong lang="{{LANGUAGE_CODE}}">{{LANGUAGE_LABEL}}</strong>{{/CURRENT}}{{#OTHER}}<a
    href="{{LANGUAGE_URL}}" lang="{{LANGUAGE_CODE}}" hreflang="{{LANGUAGE_CODE}}">{{LANGUAGE_LABEL}}</a>{{/OTHER}}</li>
{{/ONE}}</ul></nav>
