{{%AUTOESCAPE context="HTML"}}
<details class="fold limits"><summary><span>ひと月の自己負担限度額の表<span class="screen-only">を見る</span></span></summary><div>
<p>限度額は、診療を受けた月と、その方の年齢や区分で決まります。<span class="nw">70歳</span>以上の表は、お誕生日の翌月（<span class="nw">1日</span>生まれの方はその月）から当てはまります。どの区分になるかは、申請のあとで健康保険組合が確かめます。表は参考です。</p>
{{#SCHEDULE}}<table><caption>{{MONTHS}}<span>{{SCHEDULE_TITLE}}</span></caption>
<thead><tr><th scope="col">区分</th><th scope="col">対象の方</th><th scope="col">限度額</th><th scope="col" class="yen">多数回該当</th></tr></thead>
<tbody>
{{#BAND}}<tr><th scope="row"><span class="cell" aria-hidden="true">区分</span><span><span
    class="nw">{{AGE}}</span> <span
    class="nw">{{BAND_NAME}}</span></span></th><td><span class="cell"
    aria-hidden="true">対象の方</span><span>{{WHO:x-whole}}</span></td>
<td><span class="cell" aria-hidden="true">限度額</span><span>{{#AMOUNT}}<span
    class="nw">{{PIECE}}</span>{{/AMOUNT}}</span></td>
<td class="yen"><span class="cell" aria-hidden="true">多数回該当</span><span>{{REPEATED}}</span></td></tr>
{{/BAND}}</tbody></table>
{{/SCHEDULE}}<p>多数回該当は、直近12か月のうち4回目からの限度額です。</p>
</div></details>
