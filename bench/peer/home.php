<?php
// GET /{s}/home: the same as handlers/home.cpp and handlers/home/.

const ANSWERS_MAX = 3;
const SOON_DAYS = 14;
const NEWS_DAYS = 30;
const TO_BOUNCED_ADDRESS = '登録しているメールアドレスに、メールをお届けできませんでした。メールアドレスを確かめてください。';

function has_left($left_on, $day) {
    return $left_on !== null && $left_on <= $day;
}

function age_on($birth, $day) {
    return (int)substr($day, 0, 4) - (int)substr($birth, 0, 4) - (substr($day, 5) < substr($birth, 5) ? 1 : 0);
}

function day_after($day) {
    return date('Y-m-d', strtotime("$day +1 day"));
}

function fiscal_year_of($day) {
    return (int)substr($day, 0, 4) - ((int)substr($day, 5, 2) >= 4 ? 0 : 1);
}

function is_addressed($notice, $visit) {
    if (has_left($visit['left_on'], $notice['shown_from'])) return false;
    if ($notice['audience'] !== 'all' && ($notice['audience'] === 'principals') !== ($visit['relation'] === '本人')) return false;
    if ($notice['sex'] !== null && $notice['sex'] !== $visit['sex']) return false;
    $age = age_on($visit['birth_date'], $notice['shown_from']);
    return ($notice['age_from'] === null || $age >= $notice['age_from'])
        && ($notice['age_to'] === null || $age <= $notice['age_to']);
}

function unread_notices($visit, $today) {
    $all = notices($visit, $today);
    if (any_listed($visit, $today)) $all = [...$all, ...listed_notices($visit, $today)];
    $all = array_filter($all, fn($notice) => is_addressed($notice, $visit));
    if (!$all) return [];
    $read = notices_read($visit, min(array_column($all, 'id')));
    $unread = array_filter($all, fn($notice) => !isset($read[$notice['id']]));
    usort($unread, fn($one, $other) => [$other['shown_from'], $other['id']] <=> [$one['shown_from'], $one['id']]);
    return $unread;
}

function new_expenses($visit, $today) {
    $society = $visit['society'];
    $known_at = $visit['signed_in_before_at'] ?? gmdate('Y-m-d H:i:s', strtotime($visit['now']) - NEWS_DAYS * 86400);
    $newest = published_through($society, $today) . '-01';
    $oldest = date('Y-m-d', strtotime("$newest -1 year"));
    $known_through = published_through($society, gmdate('Y-m-d', in_japan($known_at))) . '-01';
    foreach (months_that_came($visit) as $came)
        if ($came['latest_at'] > $known_at || $came['month'] > $known_through && $came['month'] <= $newest)
            return newest_fresh($visit, $today, $oldest, $newest, $known_through, $known_at);
    return null;
}

// Why a member may not apply; 'may': they may.
function judge($offer, $visit, $today) {
    if ($offer['applied']) return 'applied';
    if (has_left($visit['left_on'], $today)) return 'left';
    if ($offer['women_only'] && $visit['sex'] !== 'f') return 'for_women';
    $is_principal = $visit['relation'] === '本人';
    if ($offer['audience'] === 'principals' && !$is_principal || $offer['audience'] === 'dependents' && $is_principal)
        return 'for_others';
    if ($offer['enrolled_on'] !== null
        && ($visit['enrolled_on'] > $offer['enrolled_on'] || has_left($visit['left_on'], $offer['enrolled_on'])))
        return 'not_enrolled_then';
    $age = match ($offer['age_counted']) {
        'fiscal_year_end' => age_on($visit['birth_date'], ($offer['fiscal_year'] + 1) . '-04-01'),
        'april_first' => age_on($visit['birth_date'], "{$offer['fiscal_year']}-04-01"),
        default => age_on($visit['birth_date'], $today),
    };
    if ($offer['age_from'] !== null && $age < $offer['age_from']) return 'too_young';
    if ($offer['age_to'] !== null && $age > $offer['age_to']) return 'too_old';
    if ($offer['last_year'] !== null && $offer['fiscal_year'] - $offer['last_year'] < $offer['interval_years'])
        return 'interval';
    if ($today < $offer['opens_on']) return 'not_open';
    if ($today > $offer['closes_on']) return 'closed';
    return $offer['is_full'] ? 'full' : 'may';
}

function offers($visit, $today, $made) {
    $fiscal_year = fiscal_year_of($today);
    $programmes = programmes($visit, $fiscal_year);
    $purposes = purposes($visit);
    $own = array_filter($made, fn($one) => $one['kind'] === 'screening' && $one['member_id'] === $visit['member_id']
        && isset($purposes[$one['programme_id']]));
    $full = array_filter($programmes, fn($one) => $one['has_capacity']) ? full_programmes($visit, $fiscal_year) : [];
    $offers = [];
    foreach ($programmes as $offer) {
        $offer += ['applied' => false, 'last_year' => null, 'is_full' => isset($full[$offer['id']])];
        foreach ($own as $one) {
            $purpose = $purposes[$one['programme_id']];
            if ($one['programme_id'] === $offer['id'])
                $offer['applied'] = true;
            elseif ($purpose['cancer'] === $offer['cancer'] && $purpose['fiscal_year'] <= $offer['fiscal_year']
                && $one['status'] !== 'returned')
                $offer['last_year'] = max($offer['last_year'] ?? 0, $purpose['fiscal_year']);
        }
        $offer['verdict'] = judge($offer, $visit, $today);
        $offers[] = $offer;
    }
    return $offers;
}

function screening_answer($offers) {
    $may = array_filter($offers, fn($offer) => $offer['verdict'] === 'may');
    if (!$may) return null;
    $day = min(array_column($may, 'closes_on'));
    $first = array_values(array_filter($may, fn($offer) => $offer['closes_on'] === $day));
    $of_women = !array_filter($first, fn($offer) => !$offer['women_only']);
    $one = count($first) === 1;
    $place = $of_women ? WOMEN : '/screenings';
    $title = $one ? $first[0]['title'] : 'がん検診';
    return ['day' => $day, 'answer' => [$title . 'の申し込みは' . day_in_words($day) . 'までです。', '',
        $one ? "$place/{$first[0]['id']}" : $place, $one ? "{$title}を申し込む" : 'がん検診を見る']];
}

function document_answer($documents) {
    $count = count($documents);
    if ($count > 1) return ["新しい通知書・証明書が{$count}件届いています。", '', '/documents', '通知書・証明書を見る'];
    return ["{$documents[0]['title']}が届きました。", '（' . day_in_words($documents[0]['issued_on']) . '発行）',
        "/documents/{$documents[0]['id']}", '通知書を見る'];
}

function notice_answer($unread) {
    $count = count($unread);
    if ($count > 1) return ["未読のお知らせが{$count}件あります。", '', '/notices', 'お知らせを見る'];
    return ["「{$unread[0]['title']}」が未読です。", '', "/notices/{$unread[0]['id']}", 'お知らせを読む'];
}

function answers($today, $limit, $fresh, $documents, $unread, $offers) {
    $answers = [];
    $screening = screening_answer($offers);
    $closes_soon = $screening && $screening['day'] <= date('Y-m-d', strtotime("$today +" . SOON_DAYS . ' days'));
    if ($returned = array_values(array_filter($limit, fn($one) => $one['status'] === 'returned')))
        $answers[] = ['限度額申請の差戻しがあります。', '内容を直して、もう一度送ってください。', "/limit-certificate/{$returned[0]['id']}",
            '申請の内容を確かめる'];
    if ($closes_soon) $answers[] = $screening['answer'];
    if ($fresh !== null) {
        [$year, $month] = [(int)substr($fresh, 0, 4), (int)substr($fresh, 5, 2)];
        $answers[] = ["{$month}月診療分の医療費が届きました。", '', "/expenses?year=$year&month=$month#m$month", "{$month}月分を見る"];
    }
    if ($documents) $answers[] = document_answer($documents);
    if ($unread) $answers[] = notice_answer($unread);
    if ($screening && !$closes_soon) $answers[] = $screening['answer'];
    return array_slice($answers, 0, ANSWERS_MAX);
}

function screening_text($offers, $of_women) {
    $all = array_filter($offers, fn($offer) => (bool)$offer['women_only'] === $of_women);
    $days = fn($verdict, $day) => array_column(array_filter($all, fn($offer) => $offer['verdict'] === $verdict), $day);
    $applied = count($days('applied', 'id'));
    $before = $applied > 0 ? "申込み済みが{$applied}件あります。" : '';
    if ($may = $days('may', 'closes_on')) return short_date(min($may)) . "まで受付中。$before";
    if ($applied > 0) return $before;
    if (!$all) return '今年度の検診の案内は、まだありません。';
    if ($opens = $days('not_open', 'opens_on')) return '受付は' . short_date(min($opens)) . 'からです。';
    if ($days('full', 'id')) return '定員に達したため、受付を止めています。';
    return $days('closed', 'id') ? '今年度の受付は終わりました。' : 'いま申し込める検診はありません。';
}

function limit_tile($limit, $has_left) {
    $counts = array_count_values(array_column($limit, 'status'));
    $tile = ['/limit-certificate', '限度額申請入力', 'card',
        $has_left ? '資格がなくなったため、申請できません。' : '高額な医療を受ける前の申請', false];
    $waiting = [];
    if ($counts['received'] ?? 0) $waiting[] = "受付済みの申請が{$counts['received']}件";
    if ($counts['checking'] ?? 0) $waiting[] = "確認中の申請が{$counts['checking']}件";
    if ($waiting) $tile[3] = implode('、', $waiting) . 'あります。';
    if ($counts['returned'] ?? 0) [$tile[3], $tile[4]] = ["差戻しが{$counts['returned']}件あります。内容をご確認ください。", true];
    return $tile;
}

function tiles($visit, $today, $limit, $documents, $unread, $offers) {
    [$new, $unread] = [count($documents), count($unread)];
    $tiles = [['/expenses', '医療費通知', 'expenses', '月ごとの医療費と1年の合計', false],
        ['/screenings', 'がん検診', 'screenings', screening_text($offers, false), false],
        [WOMEN, 'がん検診 女性専用', 'women', screening_text($offers, true), false],
        ['/documents', '通知書・証明書', 'documents', $new > 0 ? "新着が{$new}件あります。" : '届いた通知書や証明書', false],
        limit_tile($limit, has_left($visit['left_on'], $today)),
        ['/notices', '健保からのお知らせ', 'notices', $unread > 0 ? "未読が{$unread}件あります。" : 'あなたへのお知らせ', false],
        ['/topics', 'トピックス', 'topics', '健康づくりと健康保険の記事', false]];
    $shown = [];
    foreach ($tiles as [$path, $label, $icon, $text, $due])
        if ($path !== WOMEN || $visit['sex'] === 'f')
            $shown[] = ['TILE_URL' => "/{$visit['society']['slug']}$path", 'TILE_LABEL' => $label, 'TILE_TEXT' => $text,
                'TILE_DUE' => $due, 'TILE_ICON' => ["t_parts_icons_$icon", []]];
    return $shown;
}

function society_news($visit) {
    foreach (front_items($visit) as $item) {
        if ($item['section'] !== 'news') continue;
        $news = [];
        if ($item['published_on'] !== null)
            $news['NEWS_DATED'] = [['NEWS_DATE' => japanese_date($item['published_on']), 'NEWS_DATE_ISO' => $item['published_on']]];
        if ($item['url'] !== null)
            $news['NEWS_LINK'] = [['NEWS_URL' => $item['url'], 'NEWS_LINK_TITLE' => $item['title']]];
        else
            $news['NEWS_PLAIN'] = [['NEWS_TITLE' => $item['title']]];
        return [['SOCIETY_NEWS' => ['t_parts_news_item', $news]]];
    }
    return null;
}

function last_sign_in($visit) {
    if ($visit['signed_in_before_at'] === null) return ['FIRST_SIGN_IN' => true];
    $wrong = $visit['wrong_tries_before'];
    return ['LAST_SIGN_IN' => [['LAST_SIGN_IN_TIME' => japanese_date_time($visit['signed_in_before_at']),
        'LAST_SIGN_IN_DEVICE' => $visit['signed_in_before_with'] ?? '',
        'WRONG_TRIES' => $wrong > 0 ? [['WRONG_TRIES_COUNT' => $wrong]] : null]]];
}

function home_banners($visit) {
    $banners = [];
    $days = $visit['society']['password_days'];
    $end = strtotime($visit['password_set_at']) + $days * 86400;
    if ($days > 0 && $end - 30 * 86400 <= strtotime($visit['now']))
        $banners[] = ['パスワードの有効期限は' . japanese_date(gmdate('Y-m-d', $end + 9 * 3600))
            . 'です。期限までに新しいパスワードに変更してください。', '/password', 'パスワード変更'];
    if (has_bounced_address($visit)) $banners[] = [TO_BOUNCED_ADDRESS, '/profile/emails', 'メールアドレスの設定'];
    return $banners;
}

function home_page($visit) {
    $today = gmdate('Y-m-d', in_japan($visit['now']));
    $base = "/{$visit['society']['slug']}";
    $banners = home_banners($visit);
    $unread = unread_notices($visit, $today);
    $documents = unopened_documents($visit);
    $fresh = new_expenses($visit, $today);
    $made = applications($visit);
    $limit = array_filter($made, fn($one) => $one['kind'] === 'limit_certificate');
    $offers = offers($visit, $today, $made);
    $answers = [];
    foreach (answers($today, $limit, $fresh, $documents, $unread, $offers) as $at => [$say, $more, $path, $button])
        $answers[] = ['SAY' => $say, 'ANSWER_URL' => $base . $path, 'ANSWER_BUTTON' => $button, 'SECOND' => $at > 0,
            'WITH_MORE' => $more === '' ? null : [['MORE' => $more]]];
    $settings = [];
    foreach (SETTINGS as [$path, $label]) $settings[] = ['SETTING_URL' => $base . $path, 'SETTING_LABEL' => $label];
    return ['title' => 'Home', 'help' => '', 'banners' => $banners, 'content' => ['t_home', last_sign_in($visit) + [
        'NICKNAME' => nickname($visit),
        'CLOCK' => clock($visit['now']),
        'NOTHING_NEW' => !$answers,
        'ANSWERS' => $answers ? [['ANSWER' => $answers]] : null,
        'TILE' => tiles($visit, $today, $limit, $documents, $unread, $offers),
        'SOCIETY_NEWS_LIST' => society_news($visit),
        'SETTING' => $settings,
    ]]];
}
