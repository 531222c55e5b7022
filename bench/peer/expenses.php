<?php
// GET /{s}/expenses: the same as handlers/expenses.cpp and handlers/expenses/, for everybody's lines of the newest year.

const LINES_A_PAGE = 24;
const AMOUNTS = ['total', 'paid_by_society', 'public_funds', 'paid_at_window'];
const CSV_HEADING = "\u{FEFF}診療年月,受診した人,診療区分,医療機関など,日数,医療費の総額,健保の負担,公費の負担,窓口負担の額（計算）,食事療養費,高額療養費,付加給付\r\n";

function comes_on($society, $month) {
    $first = strtotime("$month-01 +{$society['expense_month_lag']} months");
    return date('Y-m-', $first) . sprintf('%02d', min($society['expense_day'], (int)date('t', $first)));
}

// The newest month, as 2026-09, that has come by that day.
function published_through($society, $today) {
    $first = substr($today, 0, 8) . '01';
    $newest = date('Y-m', strtotime("$first -{$society['expense_month_lag']} months"));
    return comes_on($society, $newest) <= $today ? $newest : date('Y-m', strtotime("$newest-01 -1 month"));
}

function csv_cell($cell) {
    if (strpbrk($cell, ",\"\r\n") !== false || trim($cell, ' ') !== $cell) return '"' . str_replace('"', '""', $cell) . '"';
    return $cell !== '' && strpos("=+-@\t", $cell[0]) !== false ? "'$cell" : $cell;
}

function csv_kilobytes($months) {
    $bytes = strlen(CSV_HEADING);
    foreach ($months as $month)
        foreach ($month['lines'] as $line)
            $bytes += strlen(substr($line['month'], 0, 7) . ',' . csv_cell($line['name']) . ','
                . csv_cell(CATEGORIES[$line['category']] ?? $line['category']) . ',' . csv_cell($line['provider'])
                . ",{$line['days']},{$line['total']},{$line['paid_by_society']},{$line['public_funds']},"
                . "{$line['paid_at_window']},{$line['meals']},{$line['high_cost']},{$line['additional']}\r\n");
    return intdiv($bytes + 1023, 1024);
}

// The rows by person and month; whoever has no line is a row without one.
function read_year($visit, $today, $year, $published) {
    $last = min($published, "$year-12") . '-01';
    $old = WAY === 'old';
    $rows = $old ? old_expense_lines($visit, $today, "$year-01-01", $last, "$published-01")
        : expense_lines($visit, $today, "$year-01-01", $last);
    $came = $old ? array_filter($rows, fn($row) => $row['member_id'] === null) : months_that_came($visit);
    [$people, $lines] = [[], []];
    foreach ($rows as $row) {
        if ($row['member_id'] === null) continue;
        $people[$row['member_id']] ??= ['branch' => $row['branch'], 'name' => $row['name'], 'place' => count($people)];
        if ($row['month'] !== null) $lines[] = $row + ['place' => $people[$row['member_id']]['place']];
    }
    if (!$old) usort($lines, fn($one, $other) => $one['place'] <=> $other['place'] ?: $other['month'] <=> $one['month']);
    $months = array_map(fn($number) => ['number' => $number, 'has_come' => false, 'lines' => [],
        'sums' => array_fill_keys(AMOUNTS, 0)], range(1, 12));
    $years = [(int)$published => true];
    foreach ($came as $month) {
        if (substr($month['month'], 0, 7) > $published) continue;
        if ((int)$month['month'] === $year) $months[(int)substr($month['month'], 5, 2) - 1]['has_come'] = true;
        $years[(int)$month['month']] = true;
    }
    foreach ($lines as $line) {
        $month = &$months[(int)substr($line['month'], 5, 2) - 1];
        $month['lines'][] = $line;
        foreach (AMOUNTS as $amount) $month['sums'][$amount] += $line[$amount];
        unset($month);
    }
    krsort($years);
    return [$people, $lines, $months, array_keys($years)];
}

function choices($people, $years, $year) {
    if (count($people) < 2 && count($years) < 2) return null;
    $options = array_map(fn($one) => ['OPTION_VALUE' => $one, 'OPTION_LABEL' => japanese_year($one), 'CHOSEN' => $one === $year], $years);
    $persons = array_map(fn($one) => ['OPTION_VALUE' => $one['branch'], 'OPTION_LABEL' => $one['name']], array_values($people));
    return [['YEAR' => $options, 'PEOPLE' => count($people) > 1 ? [['PERSON' => $persons]] : null]];
}

function notes($society, $months, $year, $published) {
    $missing = [];
    foreach ($months as $month)
        if (!$month['has_come'] && sprintf('%d-%02d', $year, $month['number']) <= $published) $missing[] = $month['number'];
    $notes = [];
    if ($missing)
        $notes[] = months_in_words($missing) . '診療分は、この画面に届いていません。確定申告などで必要な方は、健康保険組合にお問い合わせください。';
    $december = "$year-12";
    if ($published >= $december) {
        if (!$missing) $notes[] = '1～12月診療分がそろっています。医療機関からの請求が遅れた分は、あとから加わることがあります。';
        return $notes;
    }
    $day = fn($date) => ((int)$date === $year ? '' : japanese_year((int)$date)) . short_date($date);
    $next = max(date('Y-m', strtotime("$published-01 +1 month")), "$year-01");
    $coming = (int)substr($next, 5, 2) . '月診療分は、' . $day(comes_on($society, $next)) . 'ごろに届きます。';
    if ($next !== $december) $coming .= '1年分は、' . $day(comes_on($society, $december)) . 'ごろにそろいます。';
    $notes[] = $coming;
    return $notes;
}

function relief($months) {
    $having = fn($amount) => array_column(array_filter($months,
        fn($month) => max([0, ...array_column($month['lines'], $amount)]) > 0), 'number');
    $sentences = [];
    if ($high = $having('high_cost'))
        $sentences[] = ['RELIEF_TEXT' => months_in_words($high) . 'に高額療養費があるため、窓口で払った額はこれより少ないことがあります。'];
    if ($additional = $having('additional'))
        $sentences[] = ['RELIEF_TEXT' => months_in_words($additional) . 'に付加給付があり、あとから健康保険組合から支給されます。'];
    return $sentences;
}

function short_amount($amount) {
    return $amount < 1_000_000 ? number_format($amount) : number_format(intdiv($amount + 5_000, 10_000)) . '万';
}

function chart($months, $month_url) {
    $highest = max(1, ...array_map(fn($month) => $month['sums']['paid_at_window'], $months));
    $bars = [];
    foreach ($months as $month) {
        $paid = $month['sums']['paid_at_window'];
        $part = intdiv($paid * 100 + $highest - 1, $highest);
        $bars[] = ['NUMBER' => $month['number']] + ($month['lines']
            ? ['LINKED' => [['MONTH_URL' => $month_url($month['number']), 'PART' => $part, 'TOP' => 100 - $part,
                'AMOUNT' => short_amount($paid)]]]
            : ['NONE' => [['WORDS' => $month['has_come'] ? '0円' : '未着']]]);
    }
    return ['t_expenses_parts_chart', ['BAR' => $bars]];
}

// From the month that opens downward, as long as there is room; all of a short year.
function months_here($months, $count, $opens) {
    [$here, $room] = [[], LINES_A_PAGE];
    foreach (array_reverse($months) as $month) {
        $lines = count($month['lines']);
        if ($lines === 0 || $count > LINES_A_PAGE && $month['number'] > $opens) continue;
        if ($here && $lines > $room) break;
        $here[$month['number']] = $month['number'];
        $room -= min($room, $lines);
    }
    return $here;
}

function lines_shown($lines) {
    $shown = [];
    foreach (array_slice($lines, 0, LINES_A_PAGE) as $line)
        $shown[] = ['NAME' => $line['name'], 'PROVIDER' => $line['provider'] === '' ? '（名称なし）' : $line['provider'],
            'CATEGORY' => CATEGORIES[$line['category']] ?? $line['category'],
            'DAYS' => $line['days'] . (isset(COUNTED_BY_VISITS[$line['category']]) ? '回' : '日'),
            'TOTAL' => yen($line['total']), 'AT_WINDOW' => yen($line['paid_at_window']),
            'WHY' => who_paid($line) . why_receipt_differs($line)];
    return $shown;
}

function month_shown($month, $opens) {
    $count = count($month['lines']);
    return [['OPEN' => $opens, 'LINE' => lines_shown($month['lines']),
        'CUT' => $count > LINES_A_PAGE ? [['SHOWN_COUNT' => LINES_A_PAGE]] : null]];
}

function months_shown($months, $lines, $month_url) {
    $opens = max([0, ...array_column(array_filter($months, fn($month) => $month['lines']), 'number')]);
    $here = months_here($months, count($lines), $opens);
    [$shown, $away, $nameless] = [[], false, false];
    foreach (array_reverse($months) as $month) {
        if (!$month['lines']) continue;
        $number = $month['number'];
        $is_here = isset($here[$number]);
        $away = $away || !$is_here;
        $nameless = $nameless || $is_here && in_array('', array_column($month['lines'], 'provider'), true);
        $shown[] = ['MONTH_NUMBER' => $number, 'COUNT' => count($month['lines']),
            'AT_WINDOW' => yen($month['sums']['paid_at_window'])]
            + ($is_here ? ['HERE' => month_shown($month, $number === $opens)]
                : ['AWAY' => [['MONTH_URL' => $month_url($number)]]]);
    }
    return ['MONTH' => $shown, 'NAMELESS_EXPLAINED' => $nameless,
        'SOME_AWAY' => $away ? [['MONTHS_HERE' => months_in_words(array_values($here))]] : null];
}

function lines_page($visit, $lines, $months, $year, $notes) {
    $base = "/{$visit['society']['slug']}/expenses";
    $month_url = fn($number) => "$base?year=$year&month=$number#m$number";
    $sums = array_map(fn($amount) => array_sum(array_map(fn($month) => $month['sums'][$amount], $months)),
        array_combine(AMOUNTS, AMOUNTS));
    $came = array_column(array_filter($months, fn($month) => $month['has_come']), 'number');
    return ['NOTE' => $notes, 'COUNT' => count($lines), 'RELIEF' => relief($months),
        'TOTAL' => yen($sums['total']), 'BY_SOCIETY' => yen($sums['paid_by_society']),
        'BY_FUNDS' => yen($sums['public_funds']), 'AT_WINDOW' => yen($sums['paid_at_window']),
        'IN' => $came ? [['MONTHS_IN' => months_in_words($came)]] : null,
        'CSV_URL' => "$base/$year.csv", 'CSV_KILOBYTES' => csv_kilobytes($months),
        'CP932_URL' => "$base/$year.csv?encoding=cp932", 'PDF_URL' => "$base/$year.pdf", 'PDF_OPEN_URL' => "$base/$year.pdf?open=yes", 'TAX_URL' => "$base/tax?year=$year",
        'PAPER_ICON' => ['t_parts_icons_tax', []], 'TAKE_ICON' => ['t_parts_icons_take', []],
        'CHART' => chart($months, $month_url)] + months_shown($months, $lines, $month_url);
}

function expenses_page($visit) {
    $today = gmdate('Y-m-d', in_japan($visit['now']));
    $published = published_through($visit['society'], $today);
    $year = (int)$published;
    if (WAY === 'old') database()->beginTransaction();
    [$people, $lines, $months, $years] = read_year($visit, $today, $year, $published);
    WAY === 'old' ? old_record($visit, $year, $today) : record($visit, $year, array_keys($people));
    if (WAY === 'old') database()->commit();
    $whose = count($people) > 1 ? '家族全員（' . count($people) . '人）' : $visit['member_name'];
    $notes = array_map(fn($note) => ['NOTE_TEXT' => $note], notes($visit['society'], $months, $year, $published));
    return ['title' => japanese_year($year) . "（{$year}年）の医療費通知 $whose", 'help' => 'expenses', 'content' => ['t_expenses', [
        'YEAR_NAME' => japanese_year($year), 'YEAR_NUMBER' => $year, 'WHOSE' => $whose,
        'CHOOSE' => choices($people, $years, $year),
        ($lines ? 'LINES' : 'NO_LINES') => [$lines ? lines_page($visit, $lines, $months, $year, $notes) : ['NOTE' => $notes]],
    ]]];
}
