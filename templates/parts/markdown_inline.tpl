{{%AUTOESCAPE context="HTML"}}
{{#TEXT}}{{WORDS}}{{/TEXT}}{{#BREAK}}<br>{{/BREAK}}{{#EMPHASIS}}<em>{{>INLINE}}</em>{{/EMPHASIS}}{{! a break
  outside of a comment would show }}{{#STRONG}}<strong>{{>INLINE}}</strong>{{/STRONG}}{{!
}}{{#CODE}}<code>{{CODE_TEXT}}</code>{{/CODE}}{{#LINK}}<a href="{{LINK_URL}}">{{>INLINE}}</a>{{/LINK}}