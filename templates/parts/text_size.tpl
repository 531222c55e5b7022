{{%AUTOESCAPE context="HTML"}}
<form class="size" method="post" action="{{BASE}}/text-size">
<input type="hidden" name="csrf" value="{{CSRF}}">
<input type="hidden" name="back" value="{{BACK}}">
<span aria-hidden="true">文字サイズ</span>
<button type="submit" name="size" value="medium"
    aria-pressed="{{#MEDIUM}}true{{/MEDIUM}}{{#LARGE}}false{{/LARGE}}"><span class="sr">文字サイズ</span>中</button>
<button type="submit" name="size" value="large"
    aria-pressed="{{#MEDIUM}}false{{/MEDIUM}}{{#LARGE}}true{{/LARGE}}"><span class="sr">文字サイズ</span>大</button>
</form>
