{{%AUTOESCAPE context="HTML"}}
<div class="narrow">
<p class="back"><a class="row-link" href="{{BASE}}/help">ヘルプの一覧に戻る</a></p>
<div class="sections">
<div>
<h1>ご家族の利用</h1>
<p class="lead">ご家族も、一人ずつ利用登録をします。</p>
</div>
<section class="block"><h2>家族の登録はどうするのですか</h2>
<p>お知らせハガキは、お一人に1枚です。ご家族の分は、ご家族に届いたお知らせハガキのログインIDと仮パスワードで登録してください。</p>
</section>
<section class="block"><h2>家族と同じメールアドレスを使えますか</h2>
<p>使えます。ただし、届いたメールは家族にも読めます。できるだけ、ご自分だけのメールアドレスをお使いください。登録のあとでも、<a href="{{BASE}}/help/profile">プロフィール設定</a>で替えられます。</p>
</section>
<section class="block"><h2>1台のスマートフォンを家族で使えますか</h2>
<p>使えます。使い終わったら必ずログアウトして、次の方がログインしてください。</p>
</section>
<section class="block"><h2>家族のパスワードを代わりに入力してもよいですか</h2>
<p>パスワードは、ご本人だけが知っているものにしてください。操作の手伝いが必要なときは、ご本人の横で、画面を一緒に見ながら進めてください。</p>
</section>
<section class="block"><h2>家族の医療費は、だれが見られますか</h2>
<p>医療費通知には、ご自分の医療費が表示されます。被保険者（お勤め先などを通じて健康保険に加入しているご本人）の方には、ご家族の分も表示されることがあります。</p>
<ul class="list">
<li>18歳以上のご家族は、ご自分の医療費を被保険者の方に表示するかどうかを、<a href="{{BASE}}/family">家族の医療費の表示</a>で選べます。選んでいないときは、表示されます。</li>
<li>18歳になるまでは、自分で選ぶことはできません。</li>
<li>被保険者の方は、同じ画面で、どなたの医療費が表示されるかを確かめられます。</li>
<li>被保険者以外のご家族に、ほかの方の医療費が表示されることはありません。</li>
</ul>
<p>健康保険組合によっては、どなたにも、ご家族の分を表示していません。</p>
</section>
<section class="block"><h2>家族に知られたくない事情があるとき</h2>
<p>健康保険組合にお電話ください。ご事情をうかがい、できることをご案内します。</p>
</section>
<section class="block"><h2>お子さまの分や、代わりの手続きが必要なとき</h2>
<p>健康保険組合にご相談ください。</p>
<p class="contact"><strong>{{SOCIETY}}</strong>電話 <a class="telephone"
    href="tel:{{TELEPHONE}}">{{TELEPHONE}}</a><span class="phrase">（{{HOURS}}）</span></p>
</section>
</div>
</div>
