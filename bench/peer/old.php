<?php
// The statements of the expenses page on 2026-11-23: the peer of speed.md's row 1, whose statements are fixed.

function old_visit($slug, $session) {
    $found = row('SELECT clock.now, ' . SOCIETY_COLUMNS . ', ' . SESSION_COLUMNS . ',
           t.id AS step_id, t.purpose AS step_purpose, t.postcard_id, t.mail_link_id, t.address AS step_address,
           t.expires_at AS step_expires_at, t.account_id AS step_account_id
    FROM (SELECT COALESCE(?, UTC_TIMESTAMP(6)) AS now) AS clock
    JOIN societies s ON s.slug = ?
    LEFT JOIN sessions e ON e.society_id = s.id AND e.token_digest = ? AND e.ended_at IS NULL
      AND e.expires_at > clock.now AND e.seen_at > clock.now - INTERVAL s.session_idle_minutes MINUTE
    LEFT JOIN accounts a ON a.society_id = e.society_id AND a.id = e.account_id
    LEFT JOIN steps t ON t.society_id = s.id AND t.token_digest = ? AND t.ended_at IS NULL AND t.expires_at > clock.now
      AND e.id IS NULL
    LEFT JOIN members m ON m.society_id = s.id AND m.id = COALESCE(a.member_id, t.member_id)
      AND (m.left_on IS NULL
           OR m.left_on + INTERVAL s.readable_months_after_leaving MONTH >= DATE(clock.now + INTERVAL 9 HOUR))',
        null, $slug, digest($session), '');
    return ['society' => $found] + $found;
}

const OLD_SIGHT = "(SELECT person.society_id, person.id AS member_id, person.branch, person.name
    FROM (SELECT CAST(? AS DATE) AS today) AS day
    JOIN members viewer ON viewer.society_id = ? AND viewer.id = ?
    JOIN societies s ON s.id = viewer.society_id
    JOIN members person ON person.society_id = viewer.society_id AND person.symbol = viewer.symbol
      AND person.number = viewer.number
    LEFT JOIN household_choices choice ON choice.society_id = person.society_id AND choice.member_id = person.id
    WHERE person.id = viewer.id
       OR (s.principal_sees_household AND viewer.relation = '本人' AND person.relation <> '本人'
           AND NOT person.is_protected
           AND (person.left_on IS NULL
                OR person.left_on > LEAST(day.today, COALESCE(viewer.left_on - INTERVAL 1 DAY, day.today)))
           AND (NOT COALESCE(choice.hides_expenses, FALSE)
                OR TIMESTAMPDIFF(YEAR, person.birth_date, day.today) < 18)))";

// Lines, and behind them a row without a person for each month that has come.
function old_expense_lines($visit, $today, $first, $last, $published_through) {
    return rows('SELECT seen.member_id, seen.branch, seen.name, e.month, e.receipt_number, e.category, e.provider, e.days,
           e.total, e.paid_by_society, e.public_funds, e.paid_at_window, e.meals, e.high_cost, e.additional
        FROM ' . OLD_SIGHT . " AS seen
        LEFT JOIN expenses e ON e.society_id = seen.society_id AND e.member_id = seen.member_id
          AND e.month BETWEEN ? AND ? AND (? = '' OR FIND_IN_SET(seen.branch, ?)) AND " . ANY_AMOUNT . "
        UNION ALL
        SELECT DISTINCT NULL, '', '', m.month, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL
        FROM expense_months m WHERE m.society_id = ? AND m.month <= ?
        ORDER BY branch, member_id, month DESC, receipt_number LIMIT 5000",
        $today, $visit['society']['id'], $visit['member_id'], $first, $last, '', '', $visit['society']['id'],
        $published_through);
}

function old_record($visit, $year, $today) {
    database()->prepare('INSERT INTO audit_log (society_id, at, event, account_id, member_id, object_kind, object_id,
           client_address, request_id)
        SELECT seen.society_id, ?, ?, ?, seen.member_id, ?, ?, ?, ? FROM ' . OLD_SIGHT . " AS seen
        WHERE (? = '' OR FIND_IN_SET(seen.branch, ?))")
        ->execute([$visit['now'], 'expenses_seen', $visit['account_id'], 'expense_year', $year, $_SERVER['REMOTE_ADDR'],
            $_SERVER['REQUEST_ID'], $today, $visit['society']['id'], $visit['member_id'], '', '']);
}
