{{%AUTOESCAPE context="HTML"}}
<div class="narrow">
<p class="back"><a class="row-link" href="{{BASE}}/security">ログインの安全設定に戻る</a></p>
{{>ERROR_SUMMARY}}
<h1>利用登録の削除</h1>
<p class="lead">健康マイポータルの利用をやめ、ログインできないようにします。削除すると、元に戻せません。健康保険の資格は、変わりません。</p>
<section class="block after"><h2>消えるもの</h2>
<ul class="list">
<li>ログインID「{{LOGIN_ID}}」、パスワード、ニックネーム</li>
<li>登録したメールアドレス</li>
<li>パスキー、2段階ログインの設定、予備コード</li>
<li>ログインした端末の記録、ログインの記録、お知らせメールの設定</li>
</ul>
</section>
<section class="block after"><h2>残るもの</h2>
<ul class="list">
<li>医療費の明細、通知書・証明書、限度額申請やがん検診の申込みの記録。健康保険組合の事務の記録なので、利用登録を削除しても残ります。</li>
<li>「家族の医療費の表示」で選んだこと。ご家族への表示が、知らないうちに変わらないようにするためです。</li>
<li>だれがいつ何を見たか、操作したかの記録。番号だけで、お名前は入っていません。</li>
</ul>
</section>
<section class="block after"><h2>削除すると</h2>
<ul class="list">
<li>すべての端末で、すぐにログアウトします。登録したメールアドレスすべてに、お知らせをお送りします。</li>
{{#SEES_FAMILY}}<li>この利用登録で見ていたご家族の医療費も、見られなくなります。ご家族ご自身の利用登録は、そのまま使えます。</li>{{/SEES_FAMILY}}
{{#OPEN_APPLICATIONS}}<li>手続き中の申込みが{{OPEN_COUNT}}件あります。取り下げにはならず、そのまま進みますが、結果のメールは届きません。取り下げたいときは、先に<a
    href="{{BASE}}/limit-certificate">限度額申請</a>や<a href="{{BASE}}/screenings">がん検診</a>の画面で取り下げてください。</li>{{/OPEN_APPLICATIONS}}
<li>まだお送りしていない「新着のお知らせ」などのメールは、取りやめます。再発行を申し込んだお知らせハガキがあれば、使えなくなります。</li>
{{#MAY_RETURN}}<li>また利用したくなったら、<a href="{{BASE}}/reissue/postcard">お知らせハガキの再発行</a>を申し込み、届いたハガキで新しく利用登録をしてください。<span class="nw">ログインID</span>やメールアドレスは、もう一度決めていただきます。</li>{{/MAY_RETURN}}
{{#MAY_NOT_RETURN}}<li>健康保険の資格がなくなっているため、<strong>もう一度登録することはできません。</strong>必要な医療費通知や通知書は、先に保存してください。</li>{{/MAY_NOT_RETURN}}
</ul>
</section>
<form method="post" action="{{BASE}}/security/closure" novalidate>
<input type="hidden" name="csrf" value="{{CSRF}}">
<input type="text" autocomplete="username" value="{{LOGIN_ID}}" readonly hidden>
{{>CURRENT_PASSWORD}}
{{>CODE}}
<fieldset class="field{{#UNDERSTOOD_FAULTY}} field-bad{{/UNDERSTOOD_FAULTY}}" aria-describedby="understood-about">
<legend>確認<span class="need">※必須</span></legend>
<div id="understood-about">
{{#UNDERSTOOD_ERROR}}<p class="message">{{>FAULT_MARK}}<span><span
    class="sr">エラー：</span>{{UNDERSTOOD_ERROR_TEXT}}</span></p>{{/UNDERSTOOD_ERROR}}
</div>
<div class="choices">
<label class="choice"><input id="understood" type="checkbox"
    name="understood" value="yes"{{#UNDERSTOOD}} checked{{/UNDERSTOOD}}><span><span class="phrase">元に戻せないことを</span><span
    class="phrase">確かめました</span></span></label>
</div>
</fieldset>
<div class="actions"><button class="button" type="submit">利用登録を削除する</button><a class="button button-second"
    href="{{BASE}}/security">削除せずに戻る</a></div>
</form>
</div>
