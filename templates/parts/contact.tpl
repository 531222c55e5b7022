{{%AUTOESCAPE context="HTML"}}
<p class="contact"><strong>{{>SOCIETY_NAME}}</strong><span class="phrase">電話 <a class="telephone"
    href="tel:{{TELEPHONE}}">{{TELEPHONE}}</a></span><span class="phrase">（{{HOURS}}）</span></p>
