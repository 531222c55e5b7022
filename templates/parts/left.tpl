{{%AUTOESCAPE context="HTML"}}
<div class="note note-due after"><p>{{LEFT_ON:x-whole}}に、健康保険の資格がなくなりました。医療費通知や通知書などは、{{READABLE_UNTIL:x-whole}}まで見られます。新しい申請や申込みはできません。</p></div>
