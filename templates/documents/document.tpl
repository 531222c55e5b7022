{{%AUTOESCAPE context="HTML"}}
<div class="narrow">
<p class="back"><a class="row-link" href="{{BASE}}/documents">通知書・証明書の一覧に戻る</a></p>
<div class="stack">
<h1>{{DOCUMENT_TITLE:x-whole}}</h1>
<dl class="facts">
<div><dt>種別</dt><dd>{{KIND}}</dd></div>
<div><dt>発行日</dt><dd>{{ISSUED_ON:x-whole}}</dd></div>
<div><dt>お名前</dt><dd>{{MEMBER_NAME}}</dd></div>
</dl>
{{#EXPLAINED}}<p>{{ABOUT}}</p>{{/EXPLAINED}}
<div class="actions"><a class="button" href="{{URL}}?open=yes"><span><span class="phrase">開く</span><span
    class="phrase">（PDF {{KILOBYTES}}KB）</span></span></a><a class="button button-second"
    href="{{URL}}"><span><span class="phrase">保存する</span><span
    class="phrase">（PDF {{KILOBYTES}}KB）</span></span></a></div>
<p class="small">共用のパソコンでは、保存したファイルを使い終わったら消してください。<span class="phrase"><a href="{{BASE}}/help/documents">開けないとき</a></span></p>
</div>
</div>
