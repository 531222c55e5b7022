{{%AUTOESCAPE context="HTML"}}
<svg class="chart chart-standing" viewBox="0 0 690 190" role="img" aria-label="{{YEAR_NAME}}の月ごとの窓口負担。下の表と同じ内容です">
{{#STANDING}}<rect x="{{X}}" y="{{Y}}" width="36" height="{{HEIGHT}}" rx="3"/><text x="{{MIDDLE}}"
    y="{{LABEL_Y}}">{{LABEL}}</text><text class="chart-month" x="{{MIDDLE}}" y="182">{{NUMBER}}月</text>
{{/STANDING}}<path d="M4 160.5h682"/></svg>
<svg class="chart chart-lying" viewBox="0 0 340 366" role="img" aria-label="{{YEAR_NAME}}の月ごとの窓口負担。下の表と同じ内容です">
{{#LYING}}<text class="chart-month" x="36" y="{{TEXT_Y}}">{{NUMBER}}月</text><rect x="46" y="{{Y}}" width="{{LENGTH}}"
    height="20" rx="3"/><text x="{{LABEL_X}}" y="{{TEXT_Y}}">{{LABEL}}</text>
{{/LYING}}<path d="M45.500 2v360"/></svg>
<details class="more"><summary>グラフの金額を表で見る</summary>
<table class="by-month"><caption>{{YEAR_NAME}}の月ごとの金額</caption>
<thead><tr><th scope="col">診療月</th><th scope="col" class="yen">総額</th><th scope="col" class="yen">窓口負担</th></tr></thead>
<tbody>
{{#ROW}}<tr><th scope="row">{{NUMBER}}月</th><td class="yen">{{TOTAL}}</td><td class="yen">{{AT_WINDOW}}</td></tr>
{{/ROW}}</tbody></table></details>
