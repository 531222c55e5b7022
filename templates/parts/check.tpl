{{%AUTOESCAPE context="HTML"}}
<div class="narrow" data-opens-anew>
{{>STEPS}}
<h1>{{HEADING}}</h1>
<p class="lead">まだ{{WHAT}}は終わっていません。<span class="screen-only">内容を確かめて、下のボタンを押してください。</span></p>
{{>FACTS}}
<form id="check" method="post" action="{{ACT_URL}}">
<input type="hidden" name="csrf" value="{{CSRF}}">
{{#TYPED}}<input type="hidden" name="{{TYPED_NAME}}" value="{{TYPED_VALUE}}">
{{/TYPED}}
<div class="actions"><button class="button" type="submit">この内容で{{DO_IT}}</button></div>
</form>
</div>
