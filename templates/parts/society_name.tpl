{{%AUTOESCAPE context="HTML"}}
<span class="phrase">{{SOCIETY_HEAD}}</span><span class="phrase">{{SOCIETY_BODY}}</span><span
    class="phrase">{{SOCIETY_TAIL}}</span>