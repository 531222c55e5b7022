{{%AUTOESCAPE context="HTML"}}
<p class="contact"><strong>{{>SOCIETY_NAME}}</strong>{{>CONTACT_WAYS}}</p>
