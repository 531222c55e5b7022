{{%AUTOESCAPE context="HTML"}}
<search><form class="field" method="get" action="{{BASE}}/help">
<label for="q">言葉で探す</label>
<p class="hint" id="q-about">例：パスワードを忘れた、はがき、確定申告</p>
<div class="entry"><input class="input" id="q" name="q" type="search" value="{{ASKED}}" autocomplete="off"
    enterkeyhint="search" aria-describedby="q-about"><button class="button button-second" type="submit">探す</button></div>
</form></search>
