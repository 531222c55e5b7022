{{%AUTOESCAPE context="HTML"}}
{{#HEADING_2}}<h2>{{>INLINE}}</h2>
{{/HEADING_2}}{{#HEADING_3}}<h3>{{>INLINE}}</h3>
{{/HEADING_3}}{{#HEADING_4}}<h4>{{>INLINE}}</h4>
{{/HEADING_4}}{{#PARAGRAPH}}<p>{{>INLINE}}</p>
{{/PARAGRAPH}}{{#RUN}}{{>INLINE}}{{/RUN}}{{#BULLETS}}<ul>{{>BLOCK}}</ul>
{{/BULLETS}}{{#NUMBERS}}<ol start="{{FIRST_NUMBER}}">{{>BLOCK}}</ol>
{{/NUMBERS}}{{#ITEM}}<li>{{>BLOCK}}</li>
{{/ITEM}}{{#QUOTE}}<blockquote>{{>BLOCK}}</blockquote>
{{/QUOTE}}{{#CODE_BLOCK}}<pre><code>{{CODE_TEXT:p}}</code></pre>
{{/CODE_BLOCK}}{{#RULE}}<hr>
{{/RULE}}
