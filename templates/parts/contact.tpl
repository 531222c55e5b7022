{{%AUTOESCAPE context="HTML"}}
<p class="contact"><strong>{{SOCIETY}}</strong>電話 <a class="telephone"
    href="tel:{{TELEPHONE}}">{{TELEPHONE}}</a><span class="phrase">（{{HOURS}}）</span></p>
