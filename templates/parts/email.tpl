{{%AUTOESCAPE context="HTML"}}
<span class="email">{{EMAIL_ADDRESS}}</span>{{#EMAIL_PRIMARY}} <span
    class="tag">主なメールアドレス</span>{{/EMAIL_PRIMARY}}{{#EMAIL_BOUNCED}} <span class="tag tag-due">届いていません</span>{{/EMAIL_BOUNCED}}
