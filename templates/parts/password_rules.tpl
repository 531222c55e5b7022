{{%AUTOESCAPE context="HTML"}}
<ul class="rules" data-rules="new_password" hidden>
<li data-rule="^.{8,128}$"><span class="sr" data-met hidden>できています：</span>8文字以上</li>
<li data-rule="[a-z]"><span class="sr" data-met hidden>できています：</span>英小文字がある</li>
<li data-rule="[0-9]"><span class="sr" data-met hidden>できています：</span>数字がある</li>
<li data-rule="^[ -~]+$"><span class="sr" data-met hidden>できています：</span>すべて半角</li>
</ul>
