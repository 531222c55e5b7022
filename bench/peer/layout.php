<?php
// What stands around a page: the same as handlers/parts/layout.cpp and domain/page_wide.cpp.

const WOMEN = '/screenings/women';
const SERVICES = [
    ['/home', 'Home', true], ['/expenses', '医療費通知', true], ['/screenings', 'がん検診', false],
    [WOMEN, 'がん検診 女性専用', false], ['/documents', '通知書・証明書', true], ['/limit-certificate', '限度額申請入力', false],
    ['/notices', '健保からのお知らせ', true], ['/topics', 'トピックス', true],
];
const SETTINGS = [
    ['/profile', 'プロフィール設定'], ['/password', 'パスワード変更'], ['/security', 'ログインの安全設定'], ['/family', '家族の医療費の表示'],
];
const SOCIETY_TAIL = '健康保険組合';
const IDLE_WARNING_SECONDS_MAX = 300;

function form_token($session) {
    $pad = random_bytes(32);
    $token = $pad . (hash_hmac('sha256', "csrf $session", CONFIG['form_key'], true) ^ $pad);
    return base64url($token);
}

function page_wide($society, $session) {
    $tail = str_ends_with($society['name'], SOCIETY_TAIL) ? strlen(SOCIETY_TAIL) : 0;
    return array_map('h', CONFIG['assets'] + [
        'BASE' => "/{$society['slug']}",
        'CSRF' => form_token($session),
        'SOCIETY' => $society['name'],
        'SOCIETY_HEAD' => substr($society['name'], 0, -$tail),
        'SOCIETY_BODY' => '',  // a foreign word in the name: none here
        'SOCIETY_TAIL' => substr($society['name'], -$tail),
        'TELEPHONE' => $society['telephone'],
        'HOURS' => $society['hours'],
    ]);
}

function clock($moment) {
    $words = japanese_date_time($moment);
    $year = strpos($words, '）') + strlen('）');
    return ['t_parts_clock', ['YEAR' => substr($words, 0, $year), 'DAY_AND_TIME' => substr($words, $year)]];
}

function places($all, $base, $current) {
    $shown = [];
    foreach ($all as [$path, $label])
        $shown[] = ['PAGE_URL' => $base . $path, 'PAGE_LABEL' => $label, 'PAGE_CURRENT' => $path === $current];
    return $shown;
}

function show($visit, $page) {
    $society = $visit['society'];
    $base = "/{$society['slug']}";
    $current = substr($_SERVER['REQUEST_PATH'], strlen($base));
    $of_woman = array_filter(SERVICES, fn($place) => $visit['sex'] === 'f' || $place[0] !== WOMEN);
    $large = ($_COOKIE['text-size'] ?? '') === 'large';
    $idle = $society['session_idle_minutes'] * 60;
    $end = min(strtotime($visit['seen_at']) + $idle, strtotime($visit['session_expires_at']));
    $moment = clock($visit['now']);
    $query = $_SERVER['QUERY_STRING'] === '' ? '' : "?{$_SERVER['QUERY_STRING']}";
    t_parts_layout([
        'TITLE' => $page['title'],
        'HELP' => $page['help'] === '' ? '/help' : "/help/{$page['help']}",
        'IN_SOCIETY' => true,
        'DATED' => true,
        'CLOCK' => $moment,
        'TEXT_LARGE' => $large,
        'WITH_TEXT_SIZE' => true,
        'TEXT_SIZE' => ['t_parts_text_size',
            ['BACK' => $_SERVER['REQUEST_PATH'] . $query, 'LARGE' => $large, 'MEDIUM' => !$large]],
        'ACCENT' => $society['accent'] === null ? null : [['ACCENT_COLOUR' => $society['accent']]],
        'NICKNAME' => nickname($visit),
        'IDLE_SECONDS' => $end - strtotime($visit['now']),
        'IDLE_WARNING_SECONDS' => min(IDLE_WARNING_SECONDS_MAX, intdiv($idle, 2)),
        'MEMBER' => true,
        'MAIN' => places(array_filter(SERVICES, fn($place) => $place[2]), $base, $current),
        'SERVICE' => places($of_woman, $base, $current),
        'SETTING' => places(SETTINGS, $base, $current),
        'BANNERS' => banners($visit, $page['banners'] ?? []),
        'CONTENT' => $page['content'],
    ], page_wide($society, $_COOKIE['sid']));
}

function nickname($visit) {
    return $visit['nickname'] === '' ? $visit['member_name'] : $visit['nickname'];
}

function banners($visit, $banners) {
    $shown = [];
    foreach ($banners as [$text, $path, $label])
        $shown[] = ['BANNER_TEXT' => $text,
            'BANNER_LINK' => [['BANNER_URL' => "/{$visit['society']['slug']}$path", 'BANNER_LABEL' => $label]]];
    return $shown ? [['BANNER' => $shown]] : null;
}
