{{%AUTOESCAPE context="HTML"}}
<p>{{LAST_DAY:x-whole}}ごろまでに手続きします。それを過ぎても状況が変わらないときは、お電話ください。</p>
