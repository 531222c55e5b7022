<?php
// The peer of bench/run: Home and 医療費通知 as a good PHP page would do them, with the portal's own markup (templates.py).
const CONFIG = CONFIG_OF_THIS_RUN;
require __DIR__ . '/words.php';
require __DIR__ . '/data.php';
require __DIR__ . '/old.php';
require __DIR__ . '/layout.php';
require __DIR__ . '/home.php';
require __DIR__ . '/expenses.php';
require __DIR__ . '/pages.php';

date_default_timezone_set('UTC');
header('Content-Type: text/html; charset=utf-8');
header('Cache-Control: no-store, private');
[, $slug, $name] = explode('/', $_SERVER['REQUEST_PATH']);
$visit = WAY === 'old' ? old_visit($slug, $_COOKIE['sid']) : visit($slug, $_COOKIE['sid']);
$idle = strtotime($visit['seen_at']) + $visit['society']['session_idle_minutes'] * 60;
if (!isset($visit['member_id']) || min($idle, strtotime($visit['session_expires_at'])) <= strtotime($visit['now'])) {
    http_response_code(401);
    exit;
}
touch_session($visit);
show($visit, $name === 'home' ? home_page($visit) : expenses_page($visit));
