<?php
// What the pages say in words: the same as base/calendar.cpp, base/money.cpp, templates/whole.cpp and
// domain/expenses/expense_words.cpp.

const DAYS_OF_WEEK = ['日', '月', '火', '水', '木', '金', '土'];
const DIGITS = '[0-9](?:[0-9]|[,.:\-](?=[0-9]))*';
const UNITS = '(?:時間|か月|年度|年分|月分|年|月|日|時|分|円|万円|件|回|人|歳|通|個|行|桁|つ|KB|%|文字)';
const WEEKDAYS = '（(?:月|火|水|木|金|土|日)）';
const WESTERN = '(?:（[0-9]+(?:年度|年)）)?';
const ERAS = '(?:明治|大正|昭和|平成|令和)';
const MORE = '(?:(?:' . DIGITS . '|～|〜|元)' . UNITS . '?(?:' . WEEKDAYS . ')?)';
const NUMBER = '/(?![0-9](?![0-9]|[,.:\-][0-9]|' . UNITS . '|～|〜|元|' . WEEKDAYS . '))'
    . '(?:' . ERAS . MORE . '+' . WESTERN . '|(?=[0-9])' . MORE . '+)(?:、|。)?/';

const CATEGORIES = [
    '医科入院' => '入院', '医科外来' => '外来', '医科入院外' => '外来', '入院' => '入院', '入院外' => '外来', '外来' => '外来',
    '歯科' => '歯科', '歯科入院' => '歯科の入院', '歯科外来' => '歯科', '調剤' => '薬局（調剤）', '訪問看護' => '訪問看護',
    '柔整' => '接骨院・整骨院（柔道整復）', '柔道整復' => '接骨院・整骨院（柔道整復）', 'あんま・マッサージ' => 'あんま・マッサージ',
    'はり・きゅう' => 'はり・きゅう', '治療用装具' => '治療用装具', '移送' => '移送', '移送費' => '移送',
    '海外療養費' => '海外での受診', 'その他' => 'その他',
];
const COUNTED_BY_VISITS = [
    '調剤' => true, '柔整' => true, '柔道整復' => true, 'あんま・マッサージ' => true, 'はり・きゅう' => true, '治療用装具' => true,
    '移送' => true, '移送費' => true,
];

function h($text) {
    return htmlspecialchars((string)$text, ENT_QUOTES | ENT_HTML5);
}

function whole($text) {
    $span = fn($found) => '<span class="nw">' . preg_replace('/(年|度|）)(?=[0-9]|（)/', '$1<wbr>', $found[0]) . '</span>';
    return preg_replace_callback(NUMBER, $span, htmlspecialchars($text, ENT_QUOTES | ENT_HTML5));
}

function yen($amount) {
    return number_format($amount) . '円';
}

function year_of_era($day) {
    [$name, $first] = $day >= '2019-05-01' ? ['令和', 2018] : ($day >= '1989-01-08' ? ['平成', 1988] : ['昭和', 1925]);
    $year = (int)substr($day, 0, 4) - $first;
    return $name . ($year === 1 ? '元' : $year) . '年';
}

function japanese_year($year) {
    return year_of_era("$year-12-31");
}

function japanese_date($day) {
    return year_of_era($day) . '（' . substr($day, 0, 4) . '年）' . (int)substr($day, 5, 2) . '月' . (int)substr($day, 8, 2) . '日';
}

function day_in_words($day) {
    return year_of_era($day) . short_date($day);
}

function short_date($day) {
    return (int)substr($day, 5, 2) . '月' . (int)substr($day, 8, 2) . '日';
}

// Of a moment as MariaDB writes it, in UTC: seconds since 1970 where it is that time in Japan.
function in_japan($moment) {
    return strtotime($moment . ' UTC') + 9 * 3600;
}

function japanese_date_time($moment) {
    $local = in_japan($moment);
    return japanese_date(gmdate('Y-m-d', $local)) . '（' . DAYS_OF_WEEK[(int)gmdate('w', $local)] . '）' . gmdate('G:i', $local);
}

function rounding($line) {
    $paid = $line['paid_at_window'];
    if ($paid % 10 === 0) return '';
    if ($line['days'] > 1)
        return '窓口では受診のたびに10円未満を四捨五入するため、領収書の合計とは' . yen(5 * $line['days']) . 'ほど違うことがあります。';
    return '窓口では10円未満を四捨五入するため、領収書は' . yen(intdiv($paid + 5, 10) * 10) . 'になることがあります。';
}

function why_receipt_differs($line) {
    $reasons = rounding($line);
    if ($line['public_funds'] > 0)
        $reasons .= '公費の' . yen($line['public_funds']) . 'は、国や自治体の助成です。助成の受け方によって、窓口で払った額と違うことがあります。';
    if ($line['high_cost'] > 0)
        $reasons .= '高額療養費' . yen($line['high_cost']) . 'があります。あとから支給されるか、窓口での支払いから差し引かれています。';
    if ($line['additional'] > 0)
        $reasons .= '付加給付' . yen($line['additional']) . 'が、あとから健康保険組合から支給されます。支給されるまでに数か月かかります。';
    if ($line['meals'] > 0)
        $reasons .= '入院中の食事に' . yen($line['meals']) . 'かかっています。領収書には、食事の自己負担分が含まれています。';
    return $reasons;
}

function who_paid($line) {
    return '健保が' . yen($line['paid_by_society'])
        . ($line['public_funds'] > 0 ? '、公費が' . yen($line['public_funds']) : '') . 'を負担しました。';
}

// 1～3月、7月
function months_in_words($months) {
    sort($months);
    $said = [];
    for ($first = 0; $first < count($months); $first = $last + 1) {
        $last = $first;
        while (isset($months[$last + 1]) && $months[$last + 1] === $months[$last] + 1) ++$last;
        $said[] = $last === $first ? "{$months[$first]}月" : "{$months[$first]}～{$months[$last]}月";
    }
    return implode('、', $said);
}
