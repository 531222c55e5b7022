<?php
// What is asked of MariaDB, in one of three ways (the pool's WAY):
//   kept   the portal's own statements; what the society says to all is kept in APCu behind its revision
//   plain  plain statements, one for each thing shown, all on every request
//   old    as plain, but for expenses: the statements of the portal of 2026-11-23, which speed.md's row 1 is against

define('WAY', getenv('WAY'));

function database() {
    static $database;
    return $database ??= new PDO('mysql:unix_socket=' . CONFIG['socket'] . ';dbname=kenko_portal;charset=utf8mb4',
        'portal_web', CONFIG['password'], [
            PDO::ATTR_PERSISTENT => true,
            PDO::ATTR_ERRMODE => PDO::ERRMODE_EXCEPTION,
            PDO::ATTR_DEFAULT_FETCH_MODE => PDO::FETCH_ASSOC,
            PDO::ATTR_EMULATE_PREPARES => getenv('PREPARES') === 'emulated',
            PDO::ATTR_STRINGIFY_FETCHES => false,
            PDO::MYSQL_ATTR_INIT_COMMAND => "SET SESSION time_zone = '+00:00', tx_isolation = 'READ-COMMITTED'",
        ]);
}

function rows($statement, ...$values) {
    $prepared = database()->prepare($statement);
    $prepared->execute($values);
    return $prepared->fetchAll();
}

function row($statement, ...$values) {
    return rows($statement, ...$values)[0] ?? null;
}

const MEMBER_COLUMNS = 'm.id AS member_id, m.symbol, m.number, m.branch, m.relation, m.name AS member_name,
    m.birth_date, m.sex, m.enrolled_on, m.left_on, m.email AS member_email';
const SESSION_COLUMNS = 'e.id AS session_id, e.seen_at, e.authenticated_at, e.expires_at AS session_expires_at,
    a.id AS account_id, a.login_id, a.nickname, a.password_set_at, a.signed_in_before_at, a.signed_in_before_with,
    a.wrong_tries_before, ' . MEMBER_COLUMNS;
const SOCIETY_COLUMNS = 's.id, s.slug, s.name, s.telephone, s.hours, s.mail_from, s.site_url, s.accent, s.listed,
    s.asks_birth_date, s.link_minutes, s.reissue_mails_password, s.password_days, s.session_idle_minutes,
    s.session_minutes_max, s.principal_sees_household, s.readable_months_after_leaving, s.expense_month_lag,
    s.expense_day, s.contact_mail, s.odd_percent_max, s.expense_pdf_is_official';

function base64url($bytes) {
    return rtrim(strtr(base64_encode($bytes), '+/', '-_'), '=');
}

function digest($token) {
    return base64url(hash('sha256', $token, true));
}

// Who came, when, to which society.
function visit($slug, $session) {
    $digest = digest($session);
    if (WAY === 'kept') return kept_visit($slug, $digest);
    $society = row('SELECT ' . SOCIETY_COLUMNS . ' FROM societies s WHERE s.slug = ?', $slug);
    return ['society' => $society] + row('SELECT UTC_TIMESTAMP(6) AS now, ' . SESSION_COLUMNS . '
        FROM sessions e
        JOIN accounts a ON a.society_id = e.society_id AND a.id = e.account_id
        JOIN members m ON m.society_id = a.society_id AND m.id = a.member_id
        WHERE e.society_id = ? AND e.token_digest = ? AND e.ended_at IS NULL', $society['id'], $digest);
}

function kept_visit($slug, $digest) {
    $id = apcu_fetch("id $slug");
    if ($id === false) {
        $id = row('SELECT s.id FROM societies s WHERE s.slug = ?', $slug)['id'];
        apcu_store("id $slug", $id);
    }
    $visit = row('SELECT COALESCE(?, UTC_TIMESTAMP(6)) AS now, @@read_only OR @@innodb_read_only AS on_read_only_server,
           r.revision, ' . SESSION_COLUMNS . '
    FROM society_revisions r
    LEFT JOIN sessions e ON e.society_id = r.society_id AND e.token_digest = ? AND e.ended_at IS NULL
    LEFT JOIN accounts a ON a.society_id = e.society_id AND a.id = e.account_id
    LEFT JOIN members m ON m.society_id = a.society_id AND m.id = a.member_id
    WHERE r.society_id = ?', null, $digest, $id);
    $visit['society'] = kept($visit, $id, 'society', fn() => row(
        'SELECT ' . SOCIETY_COLUMNS . ' FROM societies s WHERE s.id = ?', $id));
    return $visit;
}

// The society's rows of that name: from APCu while its revision is the same, or read.
function kept($visit, $society, $name, $read) {
    if (WAY !== 'kept') return $read();
    $found = apcu_fetch("$name $society");
    if ($found !== false && $found[0] === $visit['revision']) return $found[1];
    $rows = $read();
    apcu_store("$name $society", [$visit['revision'], $rows]);
    return $rows;
}

function front_items($visit) {
    $id = $visit['society']['id'];
    return kept($visit, $id, 'front', fn() => rows('SELECT section, published_on, title, url FROM front_items
        WHERE society_id = ? ORDER BY section, published_on DESC, position LIMIT 50', $id));
}

function months_that_came($visit) {
    $id = $visit['society']['id'];
    return kept($visit, $id, 'months', fn() => rows('SELECT m.month, MAX(i.applied_at) AS latest_at
        FROM expense_months m JOIN imports i ON i.society_id = m.society_id AND i.id = m.import_id
        WHERE m.society_id = ? GROUP BY m.month ORDER BY m.month LIMIT 600', $id));
}

function notices($visit, $today) {
    $id = $visit['society']['id'];
    $columns = 'n.id, n.title, n.shown_from, n.audience, n.sex, n.age_from, n.age_to';
    $shown = 'n.withdrawn_at IS NULL AND n.shown_from <= ? AND n.shown_until >= ?';
    return kept($visit, $id, "notices $today", fn() => rows("SELECT $columns FROM notices n
        WHERE n.society_id = ? AND $shown AND NOT n.is_listed ORDER BY n.shown_from DESC, n.id DESC LIMIT 1000",
        $id, $today, $today));
}

function any_listed($visit, $today) {
    $id = $visit['society']['id'];
    return kept($visit, $id, "listed $today", fn() => rows('SELECT n.id FROM notices n WHERE n.society_id = ? AND n.is_listed
        AND n.withdrawn_at IS NULL AND n.shown_from <= ? AND n.shown_until >= ? ORDER BY n.id LIMIT 1',
        $id, $today, $today)) !== [];
}

function listed_notices($visit, $today) {
    return rows('SELECT n.id, n.title, n.shown_from, n.audience, n.sex, n.age_from, n.age_to
        FROM notice_audience l
        STRAIGHT_JOIN notices n ON n.society_id = l.society_id AND n.id = l.notice_id
        WHERE l.society_id = ? AND l.member_id = ? AND n.is_listed AND n.withdrawn_at IS NULL AND n.shown_from <= ?
          AND n.shown_until >= ? ORDER BY n.shown_from DESC, n.id DESC LIMIT 1000',
        $visit['society']['id'], $visit['member_id'], $today, $today);
}

function notices_read($visit, $from) {
    return array_column(rows('SELECT r.notice_id FROM notice_reads r
        WHERE r.society_id = ? AND r.member_id = ? AND r.notice_id >= ? ORDER BY r.notice_id',
        $visit['society']['id'], $visit['member_id'], $from), 'notice_id', 'notice_id');
}

function programmes($visit, $fiscal_year) {
    $id = $visit['society']['id'];
    return kept($visit, $id, "programmes $fiscal_year", fn() => rows('SELECT p.id, p.title, p.fee_yen, p.cancer, p.fiscal_year,
           p.audience, p.women_only, p.age_from, p.age_to, p.age_counted, p.interval_years, p.enrolled_on, p.opens_on,
           p.closes_on, p.capacity IS NOT NULL AS has_capacity
        FROM screening_programmes p WHERE p.society_id = ? AND p.withdrawn_at IS NULL AND p.fiscal_year >= ?
        ORDER BY p.fiscal_year, p.id LIMIT 200', $id, $fiscal_year));
}

function purposes($visit) {
    $id = $visit['society']['id'];
    return kept($visit, $id, 'purposes', fn() => array_column(rows('SELECT p.id, p.cancer, p.fiscal_year
        FROM screening_programmes p WHERE p.society_id = ? ORDER BY p.id DESC LIMIT 2000', $id), null, 'id'));
}

function full_programmes($visit, $fiscal_year) {
    return array_column(rows('SELECT p.id FROM screening_programmes p WHERE p.society_id = ? AND p.taken >= p.capacity
        AND p.withdrawn_at IS NULL AND p.fiscal_year >= ? ORDER BY p.id', $visit['society']['id'], $fiscal_year),
        'id', 'id');
}

function applications($visit) {
    return rows("SELECT a.id, a.kind, a.programme_id, a.member_id, a.status
        FROM applications a
        JOIN members m ON m.society_id = a.society_id AND m.id = a.member_id AND a.applicant_id = ?
          AND (a.member_id = a.applicant_id OR NOT m.is_protected)
        WHERE a.society_id = ? AND a.status <> 'withdrawn' ORDER BY a.id DESC LIMIT 1000",
        $visit['member_id'], $visit['society']['id']);
}

function unopened_documents($visit) {
    return rows('SELECT d.id, d.kind, d.title, d.issued_on, d.bytes, d.file_digest, r.opened_at IS NULL AS is_new
        FROM documents d
        LEFT JOIN document_reads r ON r.society_id = d.society_id AND r.document_id = d.id
        WHERE d.society_id = ? AND d.member_id = ? AND d.withdrawn_at IS NULL AND r.opened_at IS NULL
        ORDER BY d.issued_on DESC, d.id DESC LIMIT 21', $visit['society']['id'], $visit['member_id']);
}

function has_bounced_address($visit) {
    return row('SELECT id FROM account_emails WHERE society_id = ? AND account_id = ? AND bounced_at IS NOT NULL LIMIT 1',
        $visit['society']['id'], $visit['account_id']) !== null;
}

// Whose expenses a member may see (sql/household/household.hpp): society, viewer, and twice the day.
const SIGHT = "(SELECT person.society_id, person.id AS member_id, person.branch, person.name
    FROM members viewer
    JOIN societies s ON s.id = viewer.society_id
    JOIN members person FORCE INDEX (by_number) ON person.society_id = viewer.society_id
      AND person.symbol = viewer.symbol AND person.number = viewer.number
    LEFT JOIN household_choices choice FORCE INDEX (primary) ON choice.society_id = person.society_id AND choice.member_id = person.id
    WHERE viewer.society_id = ? AND viewer.id = ?
      AND (person.id = viewer.id
           OR (s.principal_sees_household AND viewer.relation = '本人' AND person.relation <> '本人'
               AND NOT person.is_protected
               AND (person.left_on IS NULL OR person.left_on > ? OR person.left_on >= viewer.left_on)
               AND (NOT COALESCE(choice.hides_expenses, FALSE)
                    OR TIMESTAMPDIFF(YEAR, person.birth_date, ?) < 18))))";
const ANY_AMOUNT = 'e.total + e.paid_by_society + e.public_funds + e.paid_at_window + e.meals + e.high_cost
    + e.additional > 0';

function newest_fresh($visit, $today, $oldest, $newest, $known_through, $known_at) {
    return row('SELECT MAX(e.month) AS newest FROM ' . SIGHT . ' AS seen
        JOIN expenses e FORCE INDEX (primary) ON e.society_id = seen.society_id AND e.member_id = seen.member_id
          AND e.month BETWEEN ? AND ?
          AND ' . ANY_AMOUNT . '
        STRAIGHT_JOIN imports i FORCE INDEX (primary) ON i.society_id = e.society_id AND i.id = e.import_id AND (e.month > ? OR i.applied_at > ?)',
        $visit['society']['id'], $visit['member_id'], $today, $today, $oldest, $newest, $known_through, $known_at)['newest'];
}

function expense_lines($visit, $today, $first, $last) {
    return rows('SELECT seen.member_id, seen.branch, seen.name, e.month, e.category, e.provider, e.days, e.total,
           e.paid_by_society, e.public_funds, e.paid_at_window, e.meals, e.high_cost, e.additional
        FROM ' . SIGHT . " AS seen
        LEFT JOIN expenses e FORCE INDEX (primary) ON e.society_id = seen.society_id AND e.member_id = seen.member_id
          AND e.month BETWEEN ? AND ? AND (? = '' OR FIND_IN_SET(seen.branch, ?)) AND " . ANY_AMOUNT
        . (WAY === 'kept' ? '' : ' ORDER BY seen.branch, seen.member_id') . ' LIMIT 5000',
        $visit['society']['id'], $visit['member_id'], $today, $today, $first, $last, '', '');
}

function record($visit, $year, $members) {
    $row = fn($member) => [$visit['society']['id'], $visit['now'], 'expenses_seen', $visit['account_id'], $member,
        'expense_year', $year, $_SERVER['REMOTE_ADDR'], $_SERVER['REQUEST_ID']];
    database()->prepare('INSERT INTO audit_log (society_id, at, event, account_id, member_id, object_kind, object_id,
           client_address, request_id)
        VALUES ' . implode(', ', array_fill(0, count($members), '(?, ?, ?, ?, ?, ?, ?, ?, ?)')))
        ->execute(array_merge(...array_map($row, $members)));
}

function touch_session($visit) {
    if (strtotime($visit['now']) - strtotime($visit['seen_at']) < 60) return;
    database()->prepare('UPDATE sessions SET seen_at = ? WHERE society_id = ? AND id = ?')
        ->execute([$visit['now'], $visit['society']['id'], $visit['session_id']]);
}
