{{%AUTOESCAPE context="HTML"}}
<div class="narrow">
<p class="back"><a class="row-link" href="{{BASE}}/help">ヘルプの一覧に戻る</a></p>
<div class="sections">
<div>
<h1><span class="phrase">プロフィールと</span><span class="phrase">メールアドレスの変更</span></h1>
<p class="lead">ログインID、ニックネーム、メールアドレスは、Homeの「設定」の「プロフィール設定」で変えられます。</p>
</div>
<section class="block"><h2>ログインIDを変えるとき</h2>
<ul class="list">
<li>半角の英数字と「.」「_」「-」「@」を使い、4～64文字にします。大文字と小文字は区別しません。</li>
<li>ほかの方が使っているものには変更できません。</li>
<li>パスワードは変わりません。次から、新しいログインIDでログインしてください。</li>
</ul>
<p>「時間をおいてお試しください」と出たときは、1時間ほどたってから、もう一度お試しください。</p>
</section>
<section class="block"><h2>パスワードの入力を求められたとき</h2>
<p>ログインIDとメールアドレスの変更では、ご本人であることを確かめるため、いまのパスワードをおたずねすることがあります。</p>
</section>
<section class="block"><h2>メールアドレスを追加するとき</h2>
<ol class="list">
<li>「プロフィール設定」から「メールアドレスの設定」を開き、追加するメールアドレスを入力します。</li>
<li>入力したメールアドレスに、件名「メールアドレス確認のお願い」のメールが届きます。</li>
<li>メールのURLを{{LINK_HOURS}}時間以内に開き、「登録する」を押します。別の端末で開いたときは、先にログインします。</li>
</ol>
<p>URLは、いちばん新しいメールのものだけが使えます。登録できるメールアドレスは5件までです。</p>
</section>
<section class="block"><h2>主なメールアドレスとは</h2>
<p>健康保険組合からのメールをお送りする先です。登録したメールアドレスのうち1件が、主なメールアドレスになります。パスワードの変更など安全に関わるお知らせは、すべてのメールアドレスにお送りします。パスワード再発行には、どのメールアドレスも使えます。</p>
</section>
<section class="block"><h2>メールアドレスを新しいものに替えるとき</h2>
<p>先に新しいメールアドレスを追加し、主なメールアドレスにしてから、前のメールアドレスを削除してください。主なメールアドレスは削除できません。</p>
</section>
<section class="block"><h2>「届いていません」と出るとき</h2>
<p>そのメールアドレスにお送りしたメールが、届かずに戻ってきました。使わないメールアドレスなら、新しいものに替えてください。使えるメールアドレスなら、<a href="{{BASE}}/help/mail">受け取る設定</a>をしてから「確認のメールを送る」を押し、届いたメールのURLを開いてください。</p>
</section>
<section class="block"><h2>身に覚えのない変更のお知らせが届いたとき</h2>
<p>ほかの人に使われているおそれがあります。すぐに<a href="{{BASE}}/reissue">パスワード再発行</a>をして、健康保険組合にお電話ください。</p>
<p class="contact"><strong>{{SOCIETY}}</strong>電話 <a class="telephone" href="tel:{{TELEPHONE}}">{{TELEPHONE}}</a><span class="phrase">（{{HOURS}}）</span></p>
</section>
</div>
</div>
