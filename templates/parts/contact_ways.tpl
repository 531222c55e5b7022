{{%AUTOESCAPE context="HTML"}}
<span class="phrase">電話 <a class="telephone"
    href="tel:{{TELEPHONE}}">{{TELEPHONE}}</a></span><span class="phrase">（{{HOURS}}）</span>{{#WITH_RELAY}}<span
    class="contact-way"><span class="phrase">電話リレーサービスからの</span><span
    class="phrase">お電話も、お受けします。</span></span>{{/WITH_RELAY}}{{#WITH_FORM}}<span
    class="contact-way"><a href="{{CONTACT_FORM_URL}}">電話を使わないお問い合わせ</a></span>{{/WITH_FORM}}
